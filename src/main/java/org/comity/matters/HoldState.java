package org.comity.matters;

/** The state of data kept by the holder, with a clock of its own. */
public enum HoldState {
    /** Asked for; start and end are estimates. */
    REQUESTED,
    PRESERVED,
    /** The follow-up request was received: kept until that is decided, however long it takes (ETS185/29/7). */
    HELD_OPEN,
    /** Withdrawn, refused, or followed up and decided: nothing is held, or need not be. */
    RELEASED,
    /** The end passed without a follow-up request. */
    EXPIRED;

    /** Whether the holder has said that data are held, and they still are. */
    public boolean isHeld() {
        return this == PRESERVED || this == HELD_OPEN;
    }
}
