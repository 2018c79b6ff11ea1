package org.comity.law;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What binds two states, seen from either side. Rules depend on the pair, never on one state alone (ETS185/27/1, ETS185/28/1).
 *
 * @param between the two states
 * @param instruments what binds them, with its days; one not in the list is not recorded and binds nobody
 * @param holdDays what we expect the holder to keep, in calendar days; never below the floor of {@link DeadlineRule#DR_01}
 * @param warnDaysAhead how many days before a hold may end a person hears of it
 * @param fourEyes whether a second person approves before anything leaves
 * @param languages BCP 47, the first preferred; empty: not recorded
 * @param confirmation whether a formal confirmation follows what came by expedited means (ETS185/25/3); empty: not recorded
 * @param notAfter how long after its creation a message may be accepted, unless its author says otherwise
 */
public record Relationship(
        StatePair between,
        List<InForce> instruments,
        Map<String, Set<Citation>> reservations,
        Map<String, Integer> holdDays,
        int warnDaysAhead,
        boolean fourEyes,
        List<String> languages,
        Optional<Boolean> confirmation,
        Duration notAfter) {

    /** Refusing preservation because dual criminality will fail at disclosure (ETS185/29/4). */
    public static final Citation DUAL_CRIMINALITY = Citation.of("ETS185/29/4");

    public Relationship {
        instruments = List.copyOf(instruments);
        reservations = Map.copyOf(reservations);
        holdDays = Map.copyOf(holdDays);
        languages = List.copyOf(languages);
    }

    /** Whether {@code instrument} is in force between the two on {@code day}. */
    public boolean binds(Instrument instrument, LocalDate day) {
        return instruments.stream().anyMatch(one -> one.instrument() == instrument && one.on(day));
    }

    public boolean hasReserved(String state, Citation provision) {
        return reservations.getOrDefault(state, Set.of()).contains(provision);
    }

    /** Days that {@code holder} keeps preserved data: what its law is recorded to give, at least the floor of the treaty. */
    public int holdDays(String holder) {
        int floor = DeadlineRule.DR_01.days();
        return Math.max(floor, holdDays.getOrDefault(holder, floor));
    }
}
