package org.comity.matters;

/** The state of data kept by the holder, with a clock of its own. */
public enum HoldState {
    /** Asked for; start and end are estimates. */
    REQUESTED,
    PRESERVED,
    /** Withdrawn or refused: nothing is held, or need not be. */
    RELEASED,
    /** The end passed without a follow-up request. */
    EXPIRED
}
