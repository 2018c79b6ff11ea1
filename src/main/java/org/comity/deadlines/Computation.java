package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.comity.law.DeadlineRule;
import org.comity.law.DeadlineRule.Meaning;
import org.comity.law.Length;

/** Computes deadlines. Pure: the same rule and inputs give the same result on every machine and any day. */
public final class Computation {

    private Computation() {}

    /** Both plausible readings of the period of {@code rule}, or why it has no instant. */
    public static Outcome compute(DeadlineRule rule, Inputs inputs) {
        return switch (inputs.start()) {
            case Start.Missing(List<String> what) -> notStarted(rule, inputs, what);
            case Start.Happened(Instant event) -> started(rule, inputs, event);
            case Start.Assumed(Instant event) -> started(rule, inputs, event);
        };
    }

    private static Outcome started(DeadlineRule rule, Inputs inputs, Instant event) {
        Optional<Instant> missed = inputs.course().before().filter(event::isAfter);
        if (missed.isPresent()) {
            return notStarted(rule, inputs, List.of("it came at " + event + " and not before " + missed.get()));
        }
        return switch (rule.length()) {
            case Length.CalendarDays(int figure) ->
                period(
                        rule,
                        inputs,
                        event,
                        by -> by.calendarDays(inputs.period().number()));
            case Length.OfRelationship() ->
                inputs.period().number() == 0
                        ? notStarted(rule, inputs, List.of("the relationship records no number of days"))
                        : period(
                                rule,
                                inputs,
                                event,
                                by -> by.calendarDays(inputs.period().number()));
            case Length.WorkingDays(int figure) ->
                period(rule, inputs, event, by -> by.workingDays(inputs.period().number()));
            case Length.Hours(int figure) ->
                period(rule, inputs, event, by -> by.hours(inputs.period().number()));
            case Length.AtOnce() -> due(rule, inputs, event, event, event);
            case Length.Promptly() -> target(rule, inputs, event);
            case Length.OfPolicy() -> target(rule, inputs, event);
            case Length.AsNamed() -> target(rule, inputs, event);
            case Length.OpenEnded() -> new Outcome.OpenEnded(rule, inputs, event, Provenance.openEnded(rule, event));
        };
    }

    private static Outcome notStarted(DeadlineRule rule, Inputs inputs, List<String> reasons) {
        return new Outcome.NotStarted(rule, inputs, reasons, Provenance.notStarted(rule, reasons));
    }

    private static Outcome target(DeadlineRule rule, Inputs inputs, Instant event) {
        Duration left = inputs.span(event);
        Instant runs = event;
        for (Pause pause : inputs.course().pauses()) {
            if (pause.suspended().isAfter(runs.plus(left))) {
                break;
            }
            Instant since = laterOf(pause.suspended(), runs);
            left = left.minus(Duration.between(runs, since));
            if (pause.resumed().isEmpty()) {
                return new Outcome.Suspended(
                        rule, inputs, since, left, Provenance.suspended(rule, inputs, event, since));
            }
            runs = laterOf(pause.resumed().get(), since);
        }
        boolean none = inputs.period().number() == 0 && inputs.course().stated().isEmpty();
        Optional<Instant> by = none ? Optional.empty() : Optional.of(runs.plus(left));
        return new Outcome.Target(rule, inputs, event, by, Provenance.target(rule, inputs, event, by));
    }

    private static Outcome period(
            DeadlineRule rule, Inputs inputs, Instant event, Function<Counting, Instant> reading) {
        Instant latest = floored(rule, inputs, reading.apply(Counting.latest(inputs, event)), Counting::latest);
        Instant earliest = floored(rule, inputs, reading.apply(Counting.earliest(inputs, event)), Counting::earliest);
        Optional<Instant> resting = inputs.course().pauses().stream()
                .filter(pause -> pause.resumed().isEmpty())
                .map(Pause::suspended)
                .filter(since -> !since.isAfter(latest))
                .findFirst();
        if (resting.isPresent()) {
            Instant since = resting.get().isBefore(event) ? event : resting.get();
            Duration left = since.isAfter(earliest) ? Duration.ZERO : Duration.between(since, earliest);
            return new Outcome.Suspended(rule, inputs, since, left, Provenance.suspended(rule, inputs, event, since));
        }
        return stated(rule, inputs, event, latest, earliest);
    }

    /** What is held in response to a request is held for the rule's own days from then: whoever says that it began long before ends nothing by it (THREAT-84). */
    private static Instant floored(
            DeadlineRule rule, Inputs inputs, Instant end, BiFunction<Inputs, Instant, Counting> reading) {
        return inputs.course()
                .asked()
                .filter(asked -> rule.meaning() == Meaning.HOLD_AT_LEAST)
                .map(asked -> laterOf(end, reading.apply(inputs, asked).calendarDays(rule.days())))
                .orElse(end);
    }

    /**
     * An end that somebody stated. Of a hold it moves the latest only outwards, for no statement shortens a floor, and the earliest only inwards:
     * a later day than the period surely has may be a slip of the pen (THREAT-84), unless it was asked for or is our own word. Of two times the longer counts (DR-20); for an act the new time stands in for the old one.
     */
    private static Deadline stated(DeadlineRule rule, Inputs inputs, Instant event, Instant latest, Instant earliest) {
        if (inputs.course().stated().isEmpty()) {
            return due(rule, inputs, event, latest, earliest);
        }
        Instant end = inputs.course().stated().get();
        if (rule.meaning().isHold()) {
            return due(rule, inputs, event, laterOf(latest, end), certain(inputs, earliest, end));
        }
        if (rule.isLongerOfTwo() || rule.meaning() == Meaning.NOT_BEFORE) {
            return due(rule, inputs, event, laterOf(latest, end), laterOf(earliest, end));
        }
        return due(rule, inputs, event, end, end);
    }

    private static Instant certain(Inputs inputs, Instant earliest, Instant end) {
        if (inputs.ours()) {
            return laterOf(earliest, end); // somebody is warned ahead of the release, not months before it
        }
        return inputs.course().agreed() ? end : earlierOf(earliest, end);
    }

    private static Deadline due(DeadlineRule rule, Inputs inputs, Instant event, Instant latest, Instant earliest) {
        Instant first = earliest.isAfter(latest) ? latest : earliest;
        Instant warnAt = Warnings.at(
                first, inputs.warnDaysAhead(), event, inputs.period().zone());
        return new Deadline(
                rule, inputs, latest, first, warnAt, inputs.isEstimated(), Provenance.due(rule, inputs, event));
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
