package org.comity.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.comity.law.StateFacts;

/**
 * The days on which nobody works, weekends and holidays: the holidays that a deadline was computed with, themselves and not only their calendar's name: another version of the library never
 * changes what was computed before.
 *
 * @param calendar its id; empty: none is recorded, and only weekends are free
 * @param version of the library
 * @param confirmed whether an administrator vouches for them; what is not confirmed never puts off what we owe
 * @param until last day that was looked up
 * @param weekend days of the week that are free
 */
public record Holidays(
        String calendar,
        String version,
        boolean confirmed,
        Set<LocalDate> days,
        LocalDate until,
        Set<DayOfWeek> weekend) {
    public static final Holidays NOT_RECORDED =
            new Holidays("", "", false, Set.of(), LocalDate.MAX, StateFacts.USUAL_WEEKEND);

    public Holidays {
        weekend = java.util.Collections.unmodifiableSet(new TreeSet<>(weekend));
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("on some day of the week people work");
        }
        days = java.util.Collections.unmodifiableSet(new TreeSet<>(days));
    }

    boolean isWorkingDay(LocalDate day) {
        if (day.isAfter(until)) {
            throw new IllegalArgumentException("holidays are known until " + until + " only");
        }
        return !weekend.contains(day.getDayOfWeek()) && !days.contains(day);
    }

    /** What stands fast: the days if they are confirmed, else the weekends alone. */
    Holidays certain() {
        return confirmed ? this : NOT_RECORDED.with(weekend);
    }

    /** The same with the weekend of a State. */
    public Holidays with(Set<DayOfWeek> free) {
        return new Holidays(calendar, version, confirmed, days, until, free);
    }

    /** For the provenance of a deadline. */
    String inWords() {
        if (calendar.isEmpty()) {
            return "no holiday calendar recorded";
        }
        return "holidays " + calendar + " " + version + (confirmed ? "" : " (unverified)");
    }
}
