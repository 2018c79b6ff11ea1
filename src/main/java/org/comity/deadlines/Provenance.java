package org.comity.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.law.CountingRule;
import org.comity.law.DeadlineRule;
import org.comity.law.DeadlineRule.Meaning;
import org.comity.law.Length;

/** How a result came about, in one sentence. */
final class Provenance {

    private Provenance() {}

    static String due(DeadlineRule rule, Inputs inputs, Instant event) {
        return rule(rule) + period(rule, inputs) + " from " + event + (inputs.isEstimated() ? " (estimated)" : "")
                + counting(rule, inputs, event)
                + inputs.course()
                        .stated()
                        .map(end -> "; stated: " + end + (inputs.course().agreed() ? ", as asked for" : ""))
                        .orElse("")
                + asked(rule, inputs, event)
                + prolongation(inputs.course().prolongation())
                + (inputs.course().pauses().isEmpty()
                        ? ""
                        : "; paused " + inputs.course().pauses().size() + " time(s)");
    }

    private static String asked(DeadlineRule rule, Inputs inputs, Instant event) {
        return inputs.course()
                .asked()
                .filter(asked -> rule.meaning() == Meaning.HOLD_AT_LEAST && event.isBefore(asked))
                .map(asked -> "; asked for at " + asked + " only: at least " + rule.days() + " days from then")
                .orElse("");
    }

    static String target(DeadlineRule rule, Inputs inputs, Instant event, Optional<Instant> by) {
        String span =
                inputs.course().stated().isPresent() ? "set" : inputs.period().number() + " hours";
        String aim = by.map(at -> span + " from " + event + ", at " + at).orElse("none recorded, from " + event);
        return rule(rule) + Outcome.Target.LABEL + ": " + aim;
    }

    static String notStarted(DeadlineRule rule, List<String> reasons) {
        return rule(rule) + "not started: " + String.join(", ", reasons);
    }

    static String suspended(DeadlineRule rule, Inputs inputs, Instant event, Instant since) {
        return rule(rule) + period(rule, inputs) + " from " + event + ", resting since " + since;
    }

    static String openEnded(DeadlineRule rule, Instant event) {
        return rule(rule) + "open-ended since " + event;
    }

    private static String rule(DeadlineRule rule) {
        return rule.id() + " (" + rule.source() + (rule.isFromMemory() ? ", from memory" : "") + "): ";
    }

    private static String period(DeadlineRule rule, Inputs inputs) {
        return switch (rule.length()) {
            case Length.WorkingDays(int figure) -> inputs.period().number() + " working days";
            case Length.Hours(int figure) -> inputs.period().number() + " hours";
            case Length.AtOnce() -> "at the same time";
            case Length.CalendarDays(int figure) -> inputs.period().number() + " calendar days";
            case Length.OfRelationship() -> inputs.period().number() + " calendar days";
            case Length.Promptly() -> inputs.period().number() + " hours";
            case Length.OfPolicy() -> inputs.period().number() + " hours";
            case Length.AsNamed() -> rule.length().inWords();
            case Length.OpenEnded() -> "open-ended";
        };
    }

    private static String counting(DeadlineRule rule, Inputs inputs, Instant event) {
        return switch (rule.length()) {
            case Length.AtOnce() -> "";
            case Length.Hours(int figure) ->
                inputs.period().counting() == CountingRule.EU_1182_71 ? ", its hour excluded" : ", as they pass";
            case Length.WorkingDays(int figure) ->
                days(inputs, event) + ", " + inputs.period().holidays().inWords();
            default ->
                days(inputs, event)
                        + (inputs.period().counting().rollsForward()
                                ? ", " + inputs.period().counting().inWords() + ", "
                                        + inputs.period().holidays().inWords()
                                : "");
        };
    }

    private static String days(Inputs inputs, Instant event) {
        return ", " + LocalDate.ofInstant(event, inputs.period().zone()) + " excluded, to the end of the last day in "
                + inputs.period().zone();
    }

    private static String prolongation(Prolongation prolongation) {
        return prolongation.asked().isEmpty()
                ? ""
                : "; prolonging by " + prolongation.days() + " days asked "
                        + prolongation.asked().size() + " time(s), at most " + prolongation.times();
    }
}
