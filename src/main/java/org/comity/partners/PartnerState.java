package org.comity.partners;

/** How far a partner has joined. Only an {@link #ACTIVE} one is sent anything or heard. */
public enum PartnerState {
    /** The profile is imported; nobody has compared fingerprints by call-back yet. */
    PROPOSED,
    ACTIVE,
    /** Set aside by an administrator (CETS224/14/15): what is outgoing waits, what is incoming is answered 503. */
    SUSPENDED
}
