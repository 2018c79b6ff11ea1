package org.comity.schemas;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and zones as the schemas write them (RFC 3339). The generated classes call this; it is public for them only. Parsing
 * fails with {@link java.time.DateTimeException} on what the schema cannot rule out, such as a zone that does not exist. JAXB
 * hands in null for what is absent.
 */
public final class Times {

    private Times() {}

    public static Instant parseInstant(String text) {
        return Instant.parse(text.strip());
    }

    public static OffsetDateTime parseOffset(String text) {
        return OffsetDateTime.parse(text.strip());
    }

    public static LocalDate parseDay(String text) {
        return LocalDate.parse(text.strip());
    }

    public static ZoneId parseZone(String text) {
        return ZoneId.of(text.strip());
    }

    public static @Nullable String print(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** With seconds always: {@code OffsetDateTime.toString} leaves a zero out, which the schema refuses. */
    public static @Nullable String print(@Nullable OffsetDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    public static @Nullable String print(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    public static @Nullable String print(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }
}
