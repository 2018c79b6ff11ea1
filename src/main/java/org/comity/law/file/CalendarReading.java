package org.comity.law.file;

import java.util.Optional;
import java.util.Set;
import org.comity.law.CalendarFacts;

/** One entry below {@code calendars}. */
final class CalendarReading {
    private static final String DAY = "a day such as 2027-01-31";

    private CalendarReading() {}

    static CalendarFacts read(String id, Fields calendar, Calendars library) {
        if (!library.known().test(id)) {
            calendar.mistake("the library of holidays has no calendar " + id);
        }
        CalendarFacts facts = new CalendarFacts(
                id,
                calendar.fields("confirmed").flatMap(fields -> confirmed(fields, library)),
                Set.copyOf(calendar.each("added", DAY, Fields::day)),
                Set.copyOf(calendar.each("removed", DAY, Fields::day)));
        calendar.text("source");
        calendar.done();
        return facts;
    }

    private static Optional<CalendarFacts.Confirmed> confirmed(Fields fields, Calendars library) {
        String by = fields.needed("by");
        String version = fields.needed("version");
        var on = fields.date("on");
        var until = fields.date("until");
        if (on.isEmpty() || until.isEmpty()) {
            fields.mistake("says on which day it was compared, and until which day");
        }
        library.version()
                .filter(present -> !present.equals(version) && !version.isEmpty())
                .ifPresent(present -> fields.mistakeAt(
                        "version",
                        "the library is " + present + ": another version is not confirmed by this; compare it anew"));
        if (on.isPresent() && until.isPresent() && until.get().isBefore(on.get())) {
            fields.mistakeAt("until", "not before the day on which it was compared");
        }
        fields.done();
        return on.flatMap(day -> until.map(last -> new CalendarFacts.Confirmed(by, day, version, last)));
    }
}
