package org.comity.partners;

import java.time.Instant;

/**
 * A partner's profile that was imported and waits for the call-back; nothing of it is in force.
 *
 * @param profile a new partner's, or the new one of a partner that we exchange with
 * @param by who imported it
 */
public record Proposal(Partner profile, String by, Instant at) {}
