package org.comity.law;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policy between two states: ours to choose, and never shown as law.
 *
 * @param fourEyes whether a second person approves before anything leaves
 * @param notAfter how long after its creation a message may be accepted, unless its author says otherwise
 * @param warnDaysAhead days before a deadline on which a person hears of it, the earliest warning first; by that of a hold its follow-up is to be sent
 * @param chaseEvery how long we wait for an overdue partner before each word to it
 * @param mostChasers after so many words to a partner only people go on
 * @param escalateAfter how long after a deadline a supervisor hears of it; what we owe is told as long before it
 * @param actWithin until when we want to have acted once the next move is ours
 * @param askAfter how long a partner may be silent about what we asked of it before it is asked; unless {@code targets} say it (DR-90, DR-92)
 * @param targets what we aim at where the law says "promptly", by deadline rule
 */
public record Practice(
        boolean fourEyes,
        Duration notAfter,
        List<Integer> warnDaysAhead,
        Duration chaseEvery,
        int mostChasers,
        Duration escalateAfter,
        ByUrgency actWithin,
        ByUrgency askAfter,
        Map<DeadlineRule, Duration> targets) {

    /**
     * @param emergency somebody's life or safety is at risk
     * @param urgent data are about to be lost
     * @param routine everything else
     */
    public record ByUrgency(Duration emergency, Duration urgent, Duration routine) {
        public ByUrgency {
            if (emergency.isNegative() || emergency.compareTo(urgent) > 0 || urgent.compareTo(routine) > 0) {
                throw new IllegalArgumentException("what is more urgent is not given more time");
            }
        }
    }

    /** Where no file says anything: four eyes, three days to arrive, two weeks' warning, a word every three days, a month's patience. */
    public static final Practice USUAL = new Practice(
            true,
            Duration.ofDays(3),
            List.of(14, 7, 2),
            Duration.ofDays(3),
            3,
            Duration.ofDays(2),
            new ByUrgency(Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(3)),
            new ByUrgency(Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(30)),
            Map.of());

    public Practice {
        warnDaysAhead = warnDaysAhead.stream()
                .distinct()
                .sorted(Collections.reverseOrder())
                .toList();
        if (warnDaysAhead.isEmpty()) {
            throw new IllegalArgumentException("there is at least one warning ahead");
        }
        targets = Map.copyOf(targets);
    }

    /** Policy target (no statutory figure); empty: none is recorded. */
    public Optional<Duration> target(DeadlineRule rule) {
        return Optional.ofNullable(targets.get(rule));
    }
}
