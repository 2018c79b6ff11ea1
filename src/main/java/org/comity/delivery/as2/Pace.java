package org.comity.delivery.as2;

import java.time.Duration;

/** How fast one after the other leaves a full lane, and with it when the next may find a place. Used under its lane's lock. */
final class Pace {
    private static final long AT_FIRST = Duration.ofMillis(50).toNanos();

    /** Of each new figure; a few answers that come late do not decide. */
    private static final int WEIGHT = 8;

    private long nanos = AT_FIRST;
    private long lastLeft;
    private boolean wasFull;
    private long givenAway = System.nanoTime();

    /** @param full whether the lane was: how long an idle lane takes says nothing */
    void left(boolean full) {
        long now = System.nanoTime();
        if (full && wasFull) {
            nanos += (now - lastLeft - nanos) / WEIGHT;
        }
        lastLeft = now;
        wasFull = full;
    }

    /**
     * Gives the next turn away.
     *
     * @param before how many wait in front
     * @return from now
     */
    Duration next(int before) {
        long now = System.nanoTime();
        long earliest = now + before * nanos;
        givenAway = (givenAway - earliest > 0 ? givenAway : earliest) + nanos;
        return Duration.ofNanos(givenAway - now);
    }
}
