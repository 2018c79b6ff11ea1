package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.comity.law.DeadlineRule;
import org.comity.law.Length;
import org.comity.law.Practice;
import org.comity.problems.GatewayBug;

/** Who hears of a deadline, and when: a pure plan, for others to arm. */
public final class Escalation {

    private Escalation() {}

    /** In the order in which they are taken at one instant. */
    public enum Step {
        /** The officer, ahead. */
        WARNING,
        /** It falls due. */
        DUE,
        /** The partner, when it is late, in its office hours. */
        CHASER,
        /** The officer, when the partner stayed silent. */
        OFFICER,
        /** A supervisor, if nobody has acknowledged what came before. */
        SUPERVISOR
    }

    public record Planned(Instant at, Step step) {}

    /**
     * Oldest first; nothing for what has no instant.
     *
     * @param partner asked only if the partner is to be chased
     */
    public static List<Planned> plan(Outcome outcome, Practice practice, Supplier<OfficeHours> partner) {
        return switch (outcome) {
            case Deadline deadline -> forDeadline(deadline, practice, partner);
            case Outcome.Target target ->
                target.by().map(by -> forTarget(target, by, practice, partner)).orElse(List.of());
            case Outcome.NotStarted none -> List.of();
            case Outcome.Suspended none -> List.of();
            case Outcome.OpenEnded none -> List.of();
        };
    }

    private static List<Planned> forDeadline(Deadline deadline, Practice practice, Supplier<OfficeHours> partner) {
        Instant event = switch (deadline.inputs().start()) {
            case Start.Happened(Instant happened) -> happened;
            case Start.Assumed(Instant assumed) -> assumed;
            case Start.Missing missing -> throw new GatewayBug("what has not started has no deadline");
        };
        List<Planned> all = new ArrayList<>();
        for (int days : ahead(practice, deadline.inputs())) {
            Instant at = Warnings.at(
                    deadline.earliest(), days, event, deadline.inputs().period().zone());
            if (at.isAfter(event)) { // at the event itself whoever made it knows
                all.add(new Planned(at, Step.WARNING));
            }
        }
        if (all.isEmpty()) { // shorter than all warnings
            all.add(new Planned(halfWay(event, deadline.earliest()), Step.WARNING));
        }
        // data that others hold for us is lost by our own delay: nobody is to be chased for it
        boolean hold = deadline.rule().meaning().isHold();
        if (hold || deadline.inputs().ours()) {
            Instant end = deadline.operative();
            Instant ahead = end.minus(practice.escalateAfter());
            all.add(new Planned(ahead.isBefore(event) ? earlierOf(event, end) : ahead, Step.SUPERVISOR));
            all.add(new Planned(deadline.fallsDue(), Step.DUE));
        } else {
            all.addAll(late(deadline, deadline.operative(), practice, partner));
        }
        return inOrder(all);
    }

    /** By how many days each; of a hold also when its holder's State wants to be asked for more of it. */
    private static Set<Integer> ahead(Practice practice, Inputs inputs) {
        Set<Integer> days = new LinkedHashSet<>(practice.warnDaysAhead());
        if (inputs.warnDaysAhead() > 0) {
            days.add(inputs.warnDaysAhead());
        }
        return days;
    }

    /**
     * A target of ours may be hours: the officer hears when half of it is left, a supervisor when it is over. If somebody set a day for it that is
     * days away, it is warned of as a deadline is, and a supervisor hears when it has been late for a while.
     */
    private static List<Planned> forTarget(
            Outcome.Target target, Instant by, Practice practice, Supplier<OfficeHours> partner) {
        Inputs inputs = target.inputs();
        if (!inputs.ours()) {
            return inOrder(late(target, by, practice, partner));
        }
        List<Planned> all = new ArrayList<>(List.of(new Planned(by, Step.DUE)));
        if (inputs.course().stated().isPresent()) {
            practice.warnDaysAhead().stream()
                    .map(days -> Warnings.at(
                            by, days, target.event(), inputs.period().zone()))
                    .filter(target.event()::isBefore)
                    .forEach(at -> all.add(new Planned(at, Step.WARNING)));
        }
        if (all.size() > 1) {
            all.add(new Planned(by.plus(practice.escalateAfter()), Step.SUPERVISOR));
        } else {
            Duration span = inputs.span(target.event());
            all.add(new Planned(span.isNegative() ? by : by.minus(span.dividedBy(2)), Step.WARNING));
            all.add(new Planned(by, Step.SUPERVISOR));
        }
        return inOrder(all);
    }

    private static List<Planned> late(Outcome outcome, Instant end, Practice practice, Supplier<OfficeHours> partner) {
        List<Planned> all = new ArrayList<>();
        all.add(new Planned(end, Step.DUE));
        Instant next = end;
        if (isChased(outcome.rule())) {
            for (int word = 0; word < practice.mostChasers(); word++) {
                Instant wanted = word == 0 && isAskedAtTheEnd(outcome) ? end : next.plus(practice.chaseEvery());
                next = partner.get().atOrAfter(wanted);
                all.add(new Planned(next, Step.CHASER));
            }
            next = next.plus(practice.chaseEvery());
            all.add(new Planned(next, Step.OFFICER));
        }
        all.add(new Planned(next.plus(practice.escalateAfter()), Step.SUPERVISOR));
        return all;
    }

    /** Where the law says "promptly" a partner is not chased for our target: DR-92 chases for its silence, once for all. */
    private static boolean isChased(DeadlineRule rule) {
        return !(rule.length() instanceof Length.Promptly);
    }

    /** A day that was set for asking is the day of the first word. The day of a review is the partner's own: it is given time after it. */
    private static boolean isAskedAtTheEnd(Outcome outcome) {
        return outcome.rule().length() instanceof Length.OfPolicy
                && outcome.inputs().course().stated().isPresent();
    }

    private static Instant halfWay(Instant event, Instant end) {
        return event.isBefore(end) ? event.plus(Duration.between(event, end).dividedBy(2)) : end;
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
