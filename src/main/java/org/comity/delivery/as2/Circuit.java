package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.comity.delivery.relay.Pauses;

/**
 * Whether a partner is worth a connection now. After some transport failures in a row the circuit opens: one probe at a time tests
 * the partner, everything else waits for it without counting a try (UC-02/3b). Safe for many threads.
 */
final class Circuit {
    private final int failuresToOpen;
    private final Pauses pauses;
    private final RandomGenerator random;

    private int failures;
    private Instant nextProbe = Instant.EPOCH;

    Circuit(int failuresToOpen, Pauses pauses, RandomGenerator random) {
        this.failuresToOpen = failuresToOpen;
        this.pauses = pauses;
        this.random = random;
    }

    /** Empty if a delivery may go now; else when to ask again. Whoever may go while the circuit is open is its probe. */
    synchronized Optional<Instant> waitUntil(Instant now) {
        if (failures < failuresToOpen) {
            return Optional.empty();
        }
        // the clock was: no pause is that long, but other threads' instants differ a little (THREAT-89)
        boolean putBack = nextProbe.isAfter(now.plus(pauses.longest()).plusSeconds(1));
        if (now.isBefore(nextProbe) && !putBack) {
            return Optional.of(nextProbe.plus(spread()));
        }
        nextProbe = now.plus(pauses.longest()); // until the probe reports, nobody follows it
        return Optional.empty();
    }

    /** The partner answered, whatever it said. */
    synchronized void answered() {
        failures = 0;
    }

    /** No connection, no answer, or an answer that says the partner is unwell. */
    synchronized void failed(Instant now) {
        failures++;
        if (failures >= failuresToOpen) {
            nextProbe = now.plus(pauses.after(failures - failuresToOpen + 1, random));
        }
    }

    /** So that what waited does not come back in one instant. */
    private Duration spread() {
        return pauses.after(1, random);
    }
}
