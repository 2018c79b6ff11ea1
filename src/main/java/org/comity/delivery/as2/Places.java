package org.comity.delivery.as2;

/**
 * Places that all lanes of this node share: for what is posted at the same time, and for who waits in front. The second half is for lanes
 * whose partner answered the last time and that have none of these places yet: a partner that hangs may have one of this half once, then it
 * is none of them any more. So partners that hang never take all, however many they are (THREAT-125). Safe for many threads.
 */
final class Places {
    private final int all;
    private int taken;

    /** @param all 1 or more; of an odd number the middle one is anybody's */
    Places(int all) {
        this.all = all;
    }

    /** @param first whether it is for a lane that has none, and whose partner answered the last time */
    synchronized boolean take(boolean first) {
        int most = first ? all : (all + 1) / 2;
        if (taken >= most) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized void giveBack() {
        taken--;
    }
}
