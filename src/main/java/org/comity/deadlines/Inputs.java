package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.law.CountingRule;
import org.comity.law.Length;

/**
 * Everything that a deadline is computed from; stored beside the result, so that anyone can compute it again.
 *
 * @param number of the rule's unit: days, working days or hours; for a floor the longer of treaty and holder's law; 0: no figure is
 *     recorded
 * @param zone of the authority whose clock governs
 * @param ours whether the duty, or the hold, is ours: it decides the side of doubt
 * @param stated an end that somebody stated: the holder, who stipulated a time, or who set one of our own people a day
 * @param agreed whether a stated end is later than the period because that was asked for
 * @param before what had to happen before this instant; later it starts nothing (DR-02, DR-36)
 * @param warnDaysAhead how many days before the earliest plausible end a person first hears of it
 */
public record Inputs(
        Start start,
        int number,
        ZoneId zone,
        CountingRule counting,
        Holidays holidays,
        boolean ours,
        Optional<Instant> stated,
        boolean agreed,
        Optional<Instant> before,
        List<Pause> pauses,
        Prolongation prolongation,
        int warnDaysAhead) {
    public Inputs {
        if (number < 0 || number > Length.MOST) {
            throw new IllegalArgumentException("a period has 0 to " + Length.MOST + " days, working days or hours");
        }
        if (warnDaysAhead < 0) {
            throw new IllegalArgumentException("a warning comes ahead, by 0 or more days");
        }
        pauses = pauses.stream().sorted(Comparator.comparing(Pause::suspended)).toList();
        for (int i = 0; i + 1 < pauses.size(); i++) {
            Instant next = pauses.get(i + 1).suspended();
            if (pauses.get(i).resumed().map(next::isBefore).orElse(true)) {
                throw new IllegalArgumentException("a clock is resumed before it is suspended again");
            }
        }
    }

    /** Counted plainly from {@code event}: nothing stated, never paused, not ours. Add to it what else is known. */
    public static Inputs from(Instant event, int number, ZoneId zone) {
        return from(new Start.Happened(event), number, zone);
    }

    public static Inputs from(Start start, int number, ZoneId zone) {
        return new Inputs(
                start,
                number,
                zone,
                CountingRule.BARE,
                Holidays.NOT_RECORDED,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Prolongation.NONE,
                0);
    }

    public Inputs counted(CountingRule by, Holidays with) {
        return new Inputs(
                start, number, zone, by, with, ours, stated, agreed, before, pauses, prolongation, warnDaysAhead);
    }

    public Inputs owned(boolean byUs) {
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                byUs,
                stated,
                agreed,
                before,
                pauses,
                prolongation,
                warnDaysAhead);
    }

    public Inputs stated(Optional<Instant> end) {
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                ours,
                end,
                agreed,
                before,
                pauses,
                prolongation,
                warnDaysAhead);
    }

    /** The stated end is the one that was asked for. */
    public Inputs asAgreed() {
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                ours,
                stated,
                true,
                before,
                pauses,
                prolongation,
                warnDaysAhead);
    }

    public Inputs onlyBefore(Instant limit) {
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                ours,
                stated,
                agreed,
                Optional.of(limit),
                pauses,
                prolongation,
                warnDaysAhead);
    }

    public Inputs paused(Pause pause) {
        List<Pause> all = new ArrayList<>(pauses);
        all.add(pause);
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                ours,
                stated,
                agreed,
                before,
                all,
                prolongation,
                warnDaysAhead);
    }

    /** The rest that goes on ends at {@code instant}. */
    public Inputs resumed(Instant instant) {
        List<Pause> ended = pauses.stream()
                .map(pause ->
                        new Pause(pause.suspended(), Optional.of(pause.resumed().orElse(instant))))
                .toList();
        return new Inputs(
                start,
                number,
                zone,
                counting,
                holidays,
                ours,
                stated,
                agreed,
                before,
                ended,
                prolongation,
                warnDaysAhead);
    }

    public Inputs prolonged(Prolongation by) {
        return new Inputs(
                start, number, zone, counting, holidays, ours, stated, agreed, before, pauses, by, warnDaysAhead);
    }

    public Inputs warned(int daysAhead) {
        return new Inputs(
                start, number, zone, counting, holidays, ours, stated, agreed, before, pauses, prolongation, daysAhead);
    }

    /** Of a policy target: to the end that somebody set, else so many hours. */
    Duration span(Instant event) {
        return stated.map(end -> Duration.between(event, end)).orElse(Duration.ofHours(number));
    }

    /** What it is counted from for want of a better instant. */
    public Optional<Instant> assumed() {
        return start instanceof Start.Assumed(Instant event) ? Optional.of(event) : Optional.empty();
    }

    /** Whether the event that it counts from is itself only assumed. */
    public boolean isEstimated() {
        return start instanceof Start.Assumed;
    }

    /** What the rule is computed from if the holder is not believed. */
    public Inputs withoutStatement() {
        return stated(Optional.empty());
    }

    /** For storage, by field name; {@link #of(Map)} reads it back. */
    public Map<String, String> asMap() {
        return InputsText.write(this);
    }

    /** @throws IllegalArgumentException if a field is absent or not of its form */
    public static Inputs of(Map<String, String> map) {
        return InputsText.read(map);
    }
}
