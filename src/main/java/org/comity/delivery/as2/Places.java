package org.comity.delivery.as2;

/**
 * Places for what this node posts at the same time. The second half is for partners that answered the last time and have nothing else
 * under way: a partner that hangs may have one of these once, then it is none of them any more. So partners that hang never take all,
 * however many they are (THREAT-125). Safe for many threads.
 */
final class Places {
    private final int all;
    private int taken;

    /** @param all 1 or more; of an odd number the middle one is anybody's */
    Places(int all) {
        this.all = all;
    }

    /** @param answers whether it is for a partner that answered the last time and has nothing under way */
    synchronized boolean take(boolean answers) {
        int most = answers ? all : (all + 1) / 2;
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
