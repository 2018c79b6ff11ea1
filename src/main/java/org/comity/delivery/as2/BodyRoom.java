package org.comity.delivery.as2;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.comity.delivery.ports.PortSettings;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Room in memory for bodies. Who finds none waits before a byte is read, so that what waits is in its sender's memory and not in
 * ours; who waits too long hears 429 (THREAT-32). Of large ones one partner has half of the room, so that the others' large messages come in
 * beside its gigabyte; of small ones each has so many at a time, whatever the others do (THREAT-125). Safe for many threads.
 */
@Component
final class BodyRoom {
    /** Body, ciphertext, plaintext and decoded content live at once until the message is recorded: heap for each byte of body. */
    private static final int COST = 4;

    /** Bytes; a body up to that takes nothing of the room for large ones. */
    private static final long SMALL = 256 * 1024;

    /** Small bodies of one partner: with {@link #COST} they are 32 MiB at most, an eighth of the heap of a small gateway. */
    private static final int SMALL_AT_A_TIME = 32;

    private static final int UNIT = 1024; // bytes; a permit counts so many, since permits are ints

    private final Duration patience;
    private final int share;
    private final Semaphore all;
    private final Map<AgencyId, Semaphore> shares = new ConcurrentHashMap<>();
    private final Map<AgencyId, Semaphore> small = new ConcurrentHashMap<>();

    @Autowired
    BodyRoom(PortSettings settings) {
        this(settings.bodyMemory(Runtime.getRuntime().maxMemory()), settings.bodyPatience());
    }

    /** @param heap bytes that large bodies and what is made of them may take */
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

    /** The place is kept until the exchange is over, since what is made of a body is larger than the body. */
    Checked<Place> enter(Exchange exchange, AgencyId partner, long length) throws InterruptedException {
        Checked<Place> place = enter(partner, length);
        if (place instanceof Checked.Passed<Place>(var taken)) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange over) {
                    taken.close();
                }
            });
        }
        return place;
    }

    /** @param length bytes of the body, or the most that it may have */
    Checked<Place> enter(AgencyId partner, long length) throws InterruptedException {
        return length <= SMALL ? enterSmall(partner) : enterLarge(partner, length);
    }

    private Checked<Place> enterSmall(AgencyId partner) throws InterruptedException {
        Semaphore own = small.computeIfAbsent(partner, first -> new Semaphore(SMALL_AT_A_TIME, true));
        return own.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                ? Checked.passed(new Place(own::release))
                : Checked.failed(DeliveryProblem.BUSY.problem()); // DEL-19
    }

    private Checked<Place> enterLarge(AgencyId partner, long length) throws InterruptedException {
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
