package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.comity.envelope.Arrival;
import org.comity.partners.AgencyId;

/**
 * What could not be understood. Only so much of a partner stands in the journal one by one, then its number: the journal forgets nothing, and
 * whoever reaches the port could fill the disk with it (THREAT-121). Safe for many threads.
 */
final class Noise {
    /** Of one partner in a minute. A leaf has some 500 bytes: 15 MB a day at the most. */
    static final int LEAVES = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<Whose, Minute> minutes = new HashMap<>();

    private record Whose(AgencyId own, AgencyId partner) {}

    private record Minute(Instant over, int heard) {}

    /**
     * @param isListed whether it stands by itself
     * @param unlisted how many of the minute before did not; told once
     */
    private record Heard(boolean isListed, int unlisted) {}

    /**
     * One more.
     *
     * @param counted hears once how many of the minute before did not stand by themselves
     * @param listed runs if this one stands by itself
     */
    void hear(Arrival arrival, Consumer<String> counted, Runnable listed) {
        Heard heard = heard(arrival);
        if (heard.unlisted() > 0) {
            counted.accept(Integer.toString(heard.unlisted()));
        }
        if (heard.isListed()) {
            listed.run();
        }
    }

    private synchronized Heard heard(Arrival arrival) {
        Whose whose = new Whose(arrival.own(), arrival.claimed().id());
        Minute before = minutes.getOrDefault(whose, new Minute(Instant.MIN, 0));
        boolean isOver = !arrival.now().isBefore(before.over());
        boolean wentBack = arrival.now().plus(MINUTE).isBefore(before.over()); // the clock did
        if (!isOver && !wentBack) {
            minutes.put(whose, new Minute(before.over(), before.heard() + 1));
            return new Heard(before.heard() < LEAVES, 0);
        }
        minutes.put(whose, new Minute(arrival.now().plus(MINUTE), 1));
        return new Heard(true, Math.max(0, before.heard() - LEAVES));
    }
}
