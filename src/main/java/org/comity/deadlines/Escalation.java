package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.comity.law.Practice;

/** Who hears of a deadline, and when: a pure plan, for others to arm. */
public final class Escalation {

    private Escalation() {}

    /** In the order of their urgency. */
    public enum Step {
        /** The officer, ahead. */
        WARNING,
        /** The partner, when it is late, in its office hours. */
        CHASER,
        /** A supervisor. */
        SUPERVISOR
    }

    public record Planned(Instant at, Step step) {}

    /** Oldest first; nothing for what has no instant. */
    public static List<Planned> plan(Outcome outcome, Practice practice, OfficeHours partner) {
        return switch (outcome) {
            case Deadline deadline -> forDeadline(deadline, practice, partner);
            case Outcome.Target target ->
                target.by()
                        .map(by -> inOrder(after(by, target.inputs().ours(), target.event(), practice, partner)))
                        .orElse(List.of());
            case Outcome.NotStarted none -> List.of();
            case Outcome.Suspended none -> List.of();
            case Outcome.OpenEnded none -> List.of();
        };
    }

    private static List<Planned> forDeadline(Deadline deadline, Practice practice, OfficeHours partner) {
        Instant event =
                deadline.inputs().start() instanceof Start.Happened(Instant happened) ? happened : deadline.warnAt();
        List<Planned> all = new ArrayList<>();
        for (int days : practice.warnDaysAhead()) {
            Instant at = Warnings.at(
                    deadline.earliest(), days, event, deadline.inputs().zone());
            all.add(new Planned(at, Step.WARNING));
        }
        // data that others hold for us is lost by our own delay: nobody is to be chased for it
        boolean oursToMove =
                deadline.rule().meaning().isHold() || deadline.inputs().ours();
        all.addAll(after(deadline.operative(), oursToMove, event, practice, partner));
        return inOrder(all);
    }

    private static List<Planned> after(
            Instant end, boolean oursToMove, Instant event, Practice practice, OfficeHours partner) {
        List<Planned> all = new ArrayList<>();
        Duration grace = practice.escalateAfter();
        if (oursToMove) {
            Instant ahead = end.minus(grace);
            all.add(new Planned(ahead.isBefore(event) ? earlierOf(event, end) : ahead, Step.SUPERVISOR));
            return all;
        }
        Instant next = end;
        for (int word = 0; word < practice.mostChasers(); word++) {
            next = partner.atOrAfter(next.plus(practice.chaseEvery()));
            all.add(new Planned(next, Step.CHASER));
        }
        all.add(new Planned(end.plus(grace), Step.SUPERVISOR));
        return all;
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<Planned> inOrder(List<Planned> all) {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Planned::at).thenComparing(Planned::step))
                .toList();
    }
}
