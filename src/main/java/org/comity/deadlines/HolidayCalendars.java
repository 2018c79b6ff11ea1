package org.comity.deadlines;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.comity.law.CalendarFacts;
import org.comity.law.StateFacts;
import org.comity.problems.GatewayBug;

/**
 * Public holidays from Jollyday, corrected by what people recorded. The library errs (its Japan lacks the equinoxes and the birthday of the
 * present emperor), so its word alone is unverified. An id is a calendar's, with a sub-unit behind it: {@code us_ny}.
 */
public final class HolidayCalendars {
    private static final String VERSION = version();

    private HolidayCalendars() {}

    /** Of the library, for a person who confirms a calendar. */
    public static String libraryVersion() {
        return VERSION;
    }

    /** Whether the library has the calendar of {@code id}, whatever of its sub-units. */
    public static boolean has(String id) {
        return HolidayCalendars.class.getResource("/holidays/Holidays_" + id.split("_", 2)[0] + ".xml") != null;
    }

    /**
     * One at a time: the library works out a year in a map that it shares.
     *
     * @return empty: the library has no such calendar
     */
    public static synchronized Optional<Holidays> during(CalendarFacts facts, LocalDate from, LocalDate until) {
        String[] parts = facts.id().split("_", 2);
        if (!has(facts.id())) {
            return Optional.empty();
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] subUnit = parts.length == 1 ? new String[0] : new String[] {parts[1]};
        Set<LocalDate> days = new TreeSet<>();
        manager.getHolidays(from, until, subUnit).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .forEach(days::add);
        facts.added().stream()
                .filter(day -> !day.isBefore(from) && !day.isAfter(until))
                .forEach(days::add);
        days.removeAll(facts.removed());
        return Optional.of(new Holidays(
                facts.id(), VERSION, facts.isConfirmed(VERSION, until), days, until, StateFacts.USUAL_WEEKEND));
    }

    private static String version() {
        Properties pom = new Properties();
        try (InputStream in = HolidayManager.class.getResourceAsStream(
                "/META-INF/maven/de.focus-shift/jollyday-core/pom.properties")) {
            if (in == null) {
                throw new GatewayBug("the library of holidays names its version");
            }
            pom.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return pom.getProperty("version");
    }
}
