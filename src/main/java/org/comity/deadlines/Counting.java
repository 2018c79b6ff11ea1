package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.comity.law.CountingRule;

/**
 * One reading of a period: the latest that anybody can defend, or the earliest. Days are days of the governing zone's calendar, whatever the
 * clocks do; hours are hours that pass.
 */
final class Counting {
    private final Period period;
    private final Course course;
    private final Instant event;
    private final boolean latest;
    private final Holidays holidays;

    private Counting(Inputs inputs, Instant event, boolean latest) {
        this.period = inputs.period();
        this.course = inputs.course();
        this.event = event;
        this.latest = latest;
        this.holidays = latest ? period.holidays() : period.holidays().certain();
    }

    static Counting latest(Inputs inputs, Instant event) {
        return new Counting(inputs, event, true);
    }

    static Counting earliest(Inputs inputs, Instant event) {
        return new Counting(inputs, event, false);
    }

    /** The last second of {@code days} calendar days, with the pauses and prolongations that fall into them. */
    Instant calendarDays(int days) {
        int given = days;
        Instant end = ofDays(given);
        int granted = 0;
        for (Instant asked : course.prolongation().asked()) {
            if (granted < course.prolongation().times() && !asked.isAfter(end)) {
                granted++;
                given += course.prolongation().days();
                end = ofDays(given);
            }
        }
        return end;
    }

    private Instant ofDays(int days) {
        LocalDate last = firstCounted().plusDays(days);
        for (Pause pause : course.pauses()) {
            if (pause.suspended().isBefore(endOf(last)) && pause.resumed().isPresent()) {
                last = last.plusDays(
                        pausedDays(pause.suspended(), pause.resumed().get()));
            }
        }
        return endOf(latest ? onAWorkingDay(last, days) : last);
    }

    /** The day before the first that counts. */
    private LocalDate firstCounted() {
        LocalDate day = day(event);
        return switch (period.counting()) {
            // no article says whether the day of the event counts: it does in the earliest reading
            case BARE -> latest ? day : day.minusDays(1);
            case EU_1182_71 -> day;
            // Article 140: the first day is excluded unless the period begins at its first instant
            case JAPAN_CIVIL_CODE ->
                event.equals(day.atStartOfDay(period.zone()).toInstant()) ? day.minusDays(1) : day;
        };
    }

    /** Whether a period rolls forward is for the latest reading only: nobody relies on it who owes something. */
    private LocalDate onAWorkingDay(LocalDate last, int days) {
        if (!period.counting().rollsForward()) {
            return last;
        }
        LocalDate day = last;
        if (period.counting() == CountingRule.EU_1182_71 && days >= 2) {
            LocalDate second = workingDaysAfter(day(event), 2);
            day = second.isAfter(day) ? second : day;
        }
        while (!holidays.isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    Instant workingDays(int days) {
        return endOf(workingDaysAfter(day(event), days));
    }

    private LocalDate workingDaysAfter(LocalDate from, int days) {
        LocalDate day = from;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (holidays.isWorkingDay(day) && !isPaused(day)) {
                counted++;
            }
        }
        return day;
    }

    Instant hours(int hours) {
        Instant from = event;
        if (latest && period.counting() == CountingRule.EU_1182_71) {
            ZonedDateTime local = event.atZone(period.zone());
            // Article 3(1): the hour in which the event happens is not counted
            from = local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
        }
        Instant end = from.plus(Duration.ofHours(hours));
        for (Pause pause : course.pauses()) {
            if (pause.suspended().isBefore(end) && pause.resumed().isPresent()) {
                Duration rest = Duration.between(
                        laterOf(pause.suspended(), from), pause.resumed().get());
                end = rest.isNegative() ? end : end.plus(rest);
            }
        }
        return end;
    }

    private long pausedDays(Instant suspended, Instant resumed) {
        return Math.max(0, ChronoUnit.DAYS.between(day(laterOf(suspended, event)), day(resumed)));
    }

    private boolean isPaused(LocalDate day) {
        return course.pauses().stream()
                .anyMatch(pause -> !day.isBefore(day(pause.suspended()))
                        && pause.resumed().map(end -> day.isBefore(day(end))).orElse(false));
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, period.zone());
    }

    /** The last second of a day; days of 23 or 25 hours end when the next one starts. */
    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(period.zone()).toInstant().minusSeconds(1);
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
