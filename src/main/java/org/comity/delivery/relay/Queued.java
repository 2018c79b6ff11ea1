package org.comity.delivery.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many errands this node may still claim. The lease of an errand that waits long in a queue would run out and the errand would come
 * twice; so only as many are claimed as were seen taken from the queues, or as long ago that their lease ended. Safe for many threads.
 */
final class UnderWay {
    private final int most;
    private final Duration lease;
    private final Deque<Instant> claimed = new ArrayDeque<>();

    UnderWay(int most, Duration lease) {
        this.most = most;
        this.lease = lease;
    }

    synchronized int room(Instant now) {
        while (!claimed.isEmpty() && !claimed.getFirst().plus(lease).isAfter(now)) {
            claimed.removeFirst();
        }
        return Math.max(0, most - claimed.size());
    }

    synchronized void claimed(int count, Instant now) {
        for (int i = 0; i < count; i++) {
            claimed.addLast(now);
        }
    }

    /** One was worked on, here or (with a shared broker) for another node: the oldest goes. */
    synchronized void finished() {
        claimed.pollFirst();
    }
}
