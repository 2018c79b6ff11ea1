package org.comity.matters;

/** Whether we asked, or were asked. */
public enum Direction {
    OUT,
    IN;

    /** Who of the two sides of a request we are. */
    public Side ourSide() {
        return this == OUT ? Side.REQUESTING : Side.REQUESTED;
    }
}
