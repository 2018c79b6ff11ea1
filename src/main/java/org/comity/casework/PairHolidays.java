package org.comity.casework;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.comity.deadlines.HolidayCalendars;
import org.comity.deadlines.Holidays;
import org.comity.law.Relationship;
import org.comity.law.Relationships;
import org.comity.law.StateFacts;
import org.springframework.stereotype.Component;

/** The holidays that a clock of one state needs, where its relationship counts with them. */
@Component
class PairHolidays {
    /** Days beyond the period for roll-forward, pauses and the zone's other date: longer than any row of holidays. */
    private static final int MARGIN = 60;

    private static final int YEAR = 366;

    private final Relationships relationships;

    PairHolidays(Relationships relationships) {
        this.relationships = relationships;
    }

    /** @param days of the longest period that is to be counted */
    Holidays of(Relationship pair, String state, Instant event, int days) {
        if (!pair.counting().rollsForward()) {
            return Holidays.NOT_RECORDED;
        }
        return recorded(pair, state, event, days + MARGIN);
    }

    /** Days of the next year on which an office of {@code state} is closed, confirmed or not: who is not chased then is chased later. */
    Set<LocalDate> ahead(Relationship pair, String state, Instant now) {
        return recorded(pair, state, now, YEAR).days();
    }

    private Holidays recorded(Relationship pair, String state, Instant event, int days) {
        LocalDate from = LocalDate.ofInstant(event, ZoneOffset.UTC).minusDays(1);
        return pair.state(state)
                .flatMap(StateFacts::holidays)
                .map(relationships::calendar)
                .flatMap(calendar -> HolidayCalendars.during(calendar, from, from.plusDays(days)))
                .orElse(Holidays.NOT_RECORDED)
                .with(weekend(pair, state));
    }

    /** Days of the week on which an office of {@code state} is closed. */
    static Set<DayOfWeek> weekend(Relationship pair, String state) {
        return pair.state(state).map(StateFacts::weekend).orElse(StateFacts.USUAL_WEEKEND);
    }
}
