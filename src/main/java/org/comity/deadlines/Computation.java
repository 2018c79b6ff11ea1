package org.comity.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.comity.law.DeadlineRule;

/** Computes deadlines. Pure: the same rule and inputs give the same result on every machine and any day. */
public final class Computation {

    private Computation() {}

    /**
     * The period of {@code rule}, in calendar days of the governing zone. No instrument says how its days are counted, so both
     * plausible readings are computed: the day of the event excluded (latest) and included (earliest). An end that the holder
     * stated moves the latest only outwards: no statement shortens the floor of a treaty.
     */
    public static Deadline compute(DeadlineRule rule, Inputs inputs) {
        LocalDate eventDay = LocalDate.ofInstant(inputs.event(), inputs.zone());
        Instant counted = endOf(eventDay.plusDays(inputs.days()), inputs.zone());
        Instant due = inputs.stated().filter(counted::isBefore).orElse(counted);
        Instant earliest = inputs.stated().orElseGet(() -> endOf(eventDay.plusDays(inputs.days() - 1L), inputs.zone()));
        if (earliest.isAfter(due)) {
            earliest = due;
        }
        return new Deadline(
                rule,
                inputs,
                due,
                earliest,
                warnAt(inputs, earliest),
                inputs.estimated(),
                provenance(rule, inputs, eventDay));
    }

    /** The last second of a day; days of 23 or 25 hours end when the next one starts. */
    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }

    /** Days ahead on the calendar of the zone; at the event itself if the warning is longer than the period. */
    private static Instant warnAt(Inputs inputs, Instant earliest) {
        Instant ahead =
                earliest.atZone(inputs.zone()).minusDays(inputs.warnDaysAhead()).toInstant();
        Instant notBefore = inputs.event().isBefore(earliest) ? inputs.event() : earliest;
        return ahead.isBefore(notBefore) ? notBefore : ahead;
    }

    private static String provenance(DeadlineRule rule, Inputs inputs, LocalDate eventDay) {
        return String.format(
                Locale.ROOT,
                "%s (%s): %d calendar days from %s%s, %s excluded, to the end of the last day in %s%s",
                rule.id(),
                rule.source(),
                inputs.days(),
                inputs.event(),
                inputs.estimated() ? " (estimated)" : "",
                eventDay,
                inputs.zone(),
                inputs.stated().map(end -> "; the holder states " + end).orElse(""));
    }
}
