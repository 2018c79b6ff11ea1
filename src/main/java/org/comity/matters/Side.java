package org.comity.matters;

/** The two parties to a request. The same machine runs at both; only the point of view differs. */
public enum Side {
    REQUESTING,
    REQUESTED,
    NOBODY;

    public Side other() {
        return switch (this) {
            case REQUESTING -> REQUESTED;
            case REQUESTED -> REQUESTING;
            case NOBODY -> NOBODY;
        };
    }

    public NextMove seenFrom(Side ours) {
        if (this == NOBODY) {
            return NextMove.NOBODY;
        }
        return this == ours ? NextMove.US : NextMove.PARTNER;
    }
}
