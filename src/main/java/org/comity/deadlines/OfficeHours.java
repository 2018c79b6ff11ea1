package org.comity.deadlines;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When somebody is at a desk.
 *
 * @param opens empty: at any hour
 */
public record OfficeHours(ZoneId zone, Set<DayOfWeek> days, Optional<Opening> opens, Set<LocalDate> closed) {
    private static final Pattern WORDS =
            Pattern.compile("([A-Z][a-z]{2})-([A-Z][a-z]{2}) ([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** @param until first instant at which the desk is empty again, on the same day */
    public record Opening(LocalTime from, LocalTime until) {
        public Opening {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("an office opens before it closes");
            }
        }
    }

    public OfficeHours {
        days = Set.copyOf(days);
        closed = Set.copyOf(closed);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("an office is open on some day of the week");
        }
    }

    public static OfficeHours always(ZoneId zone) {
        return new OfficeHours(zone, EnumSet.allOf(DayOfWeek.class), Optional.empty(), Set.of());
    }

    /**
     * @param words as a directory entry has them: {@code 24/7} or {@code Mon-Fri 09:00-17:00}, {@code Sun-Thu 08:00-14:00}
     * @return empty: other words, which only a person can read
     */
    public static Optional<OfficeHours> of(String words, ZoneId zone, Set<LocalDate> closed) {
        if (words.strip().equals("24/7")) {
            return Optional.of(always(zone));
        }
        Matcher matcher = WORDS.matcher(words.strip());
        if (!matcher.matches() || !DAYS.contains(matcher.group(1)) || !DAYS.contains(matcher.group(2))) {
            return Optional.empty();
        }
        int first = DAYS.indexOf(matcher.group(1));
        int last = DAYS.indexOf(matcher.group(2));
        try {
            Opening opening = new Opening(LocalTime.parse(matcher.group(3)), LocalTime.parse(matcher.group(4)));
            return Optional.of(new OfficeHours(zone, days(first, last), Optional.of(opening), closed));
        } catch (RuntimeException noSuchHours) {
            return Optional.empty();
        }
    }

    /** Whether {@link #of} can read them. */
    public static boolean isReadable(String words) {
        return of(words, ZoneOffset.UTC, Set.of()).isPresent();
    }

    /** Nine to five on every day that is not of the {@code weekend}. */
    public static OfficeHours usual(ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> closed) {
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        days.removeAll(weekend);
        return new OfficeHours(zone, days, Optional.of(new Opening(LocalTime.of(9, 0), LocalTime.of(17, 0))), closed);
    }

    /** A week may begin on any day: {@code Sun-Thu}. */
    private static Set<DayOfWeek> days(int first, int last) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int day = first; ; day = (day + 1) % DAYS.size()) {
            days.add(DayOfWeek.of(day + 1));
            if (day == last) {
                return days;
            }
        }
    }

    /** {@code instant} itself if somebody is there, else when the office next opens. */
    public Instant atOrAfter(Instant instant) {
        if (opens.isEmpty()) {
            return instant;
        }
        Opening opening = opens.get();
        ZonedDateTime local = instant.atZone(zone);
        if (isOpenOn(local.toLocalDate()) && local.toLocalTime().isBefore(opening.until())) {
            Instant open =
                    local.toLocalDate().atTime(opening.from()).atZone(zone).toInstant();
            return instant.isBefore(open) ? open : instant;
        }
        LocalDate day = local.toLocalDate().plusDays(1);
        while (!isOpenOn(day)) {
            day = day.plusDays(1);
        }
        return day.atTime(opening.from()).atZone(zone).toInstant();
    }

    private boolean isOpenOn(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !closed.contains(day);
    }
}
