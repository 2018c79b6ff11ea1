package org.comity.delivery.as2;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;

/**
 * Room in memory for large bodies. Who finds none waits before a byte is read, so that what waits is in its sender's memory and not in
 * ours; who waits too long hears 429 (THREAT-32). One partner has half of the room, so that the others' large messages come in beside
 * its gigabyte (THREAT-125). Safe for many threads.
 */
final class BodyRoom {
    /** Body, ciphertext, plaintext and decoded content live at once until the message is recorded: heap for each byte of body. */
    private static final int COST = 4;

    /** Bytes; a smaller body is not counted. */
    private static final long LARGE = 256 * 1024;

    private static final int UNIT = 1024; // bytes; a permit counts so many, since permits are ints

    private final Duration patience;
    private final int share;
    private final Semaphore all;
    private final Map<AgencyId, Semaphore> shares = new ConcurrentHashMap<>();

    /** @param heap bytes that bodies and what is made of them may take */
    BodyRoom(long heap, Duration patience) {
        int units = Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(2, heap / UNIT)));
        this.all = new Semaphore(units, true);
        this.share = units / 2;
        this.patience = patience;
    }

    /** A place for one body; {@link #close} gives it back. */
    record Place(Runnable leaving) implements AutoCloseable {
        @Override
        public void close() {
            leaving.run();
        }
    }

    /** @param length bytes of the body, or the most that it may have */
    Checked<Place> enter(AgencyId partner, long length) throws InterruptedException {
        if (length < LARGE) {
            return Checked.passed(new Place(() -> {}));
        }
        int units = (int) Math.min(share, length / UNIT * COST); // one that is larger than the share goes alone
        Semaphore own = shares.computeIfAbsent(partner, first -> new Semaphore(share, true));
        long end = System.nanoTime() + patience.toNanos();
        if (own.tryAcquire(units, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            if (all.tryAcquire(units, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return Checked.passed(new Place(() -> {
                    all.release(units);
                    own.release(units);
                }));
            }
            own.release(units);
        }
        return Checked.failed(DeliveryProblem.BUSY.problem()); // DEL-19
    }
}
