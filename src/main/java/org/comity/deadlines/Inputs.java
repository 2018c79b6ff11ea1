package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.comity.law.CountingRule;

/**
 * Everything that a deadline is computed from; stored beside the result, so that anyone can compute it again.
 *
 * @param ours whether the duty, or the hold, is ours: it decides the side of doubt
 * @param warnDaysAhead how many days before the earliest plausible end a person first hears of it
 */
public record Inputs(Start start, Period period, Course course, boolean ours, int warnDaysAhead) {
    public Inputs {
        if (warnDaysAhead < 0) {
            throw new IllegalArgumentException("a warning comes ahead, by 0 or more days");
        }
    }

    /** Counted plainly from {@code event}: nothing stated, never paused, not ours. Add to it what else is known. */
    public static Inputs from(Instant event, int number, ZoneId zone) {
        return from(new Start.Happened(event), number, zone);
    }

    public static Inputs from(Start start, int number, ZoneId zone) {
        return new Inputs(start, Period.plain(number, zone), Course.PLAIN, false, 0);
    }

    public Inputs counted(CountingRule by, Holidays with) {
        return new Inputs(start, period.counted(by, with), course, ours, warnDaysAhead);
    }

    /** What people did about it, and {@code more}. */
    public Inputs but(UnaryOperator<Course> more) {
        return new Inputs(start, period, more.apply(course), ours, warnDaysAhead);
    }

    public Inputs owned(boolean byUs) {
        return new Inputs(start, period, course, byUs, warnDaysAhead);
    }

    public Inputs warned(int daysAhead) {
        return new Inputs(start, period, course, ours, daysAhead);
    }

    /** Of a policy target: to the end that somebody set, else so many hours. */
    Duration span(Instant event) {
        return course.stated().map(end -> Duration.between(event, end)).orElse(Duration.ofHours(period.number()));
    }

    /** What it is counted from for want of a better instant. */
    public Optional<Instant> assumed() {
        return start instanceof Start.Assumed(Instant event) ? Optional.of(event) : Optional.empty();
    }

    /** Whether the event that it counts from is itself only assumed. */
    public boolean isEstimated() {
        return start instanceof Start.Assumed;
    }

    /** For storage, by field name; {@link #of(Map)} reads it back. */
    public Map<String, String> asMap() {
        return InputsText.write(this);
    }

    /** Whether both say the same: another version of a library that knows the same holidays says nothing else. */
    public boolean isAs(Inputs other) {
        return InputsText.withoutVersion(asMap()).equals(InputsText.withoutVersion(other.asMap()));
    }

    /** @throws IllegalArgumentException if a field is absent or not of its form */
    public static Inputs of(Map<String, String> map) {
        return InputsText.read(map);
    }
}
