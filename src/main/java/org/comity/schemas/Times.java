package org.comity.schemas;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Dates and times as the schemas write them (RFC 3339). The generated classes call this; it is public for them only. Parsing
 * fails with {@link java.time.DateTimeException} on text that the schema has not let through.
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

    public static String print(Instant instant) {
        return instant.toString();
    }

    /** With seconds always: {@code OffsetDateTime.toString} leaves a zero out, which the schema refuses. */
    public static String print(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    public static String print(LocalDate day) {
        return day.toString();
    }
}
