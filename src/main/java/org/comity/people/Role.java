package org.comity.people;

/** What a person of our agency may do; a person can hold several. */
public enum Role {
    /** Writes requests, takes up and answers incoming ones, in the matters of the own unit. */
    OFFICER,
    /** Approves what another person wrote (four eyes). */
    APPROVER,
    /** Sees every matter of the own agency, its pending work and its deadlines; reassigns. */
    SUPERVISOR,
    /** Partners, people, keys, parked messages; no content. */
    ADMINISTRATOR,
    /** Reads the journal and verifies it; no content. */
    AUDITOR
}
