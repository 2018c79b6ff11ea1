package org.comity.desk.drafts;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Times as an officer types them, in a zone, and as the document holds them, with their offset. The time of an IP address is in the
 * zone of its own row; every other time is in the zone of the agency.
 */
final class LocalTimes {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final ZoneId agency;

    LocalTimes(ZoneId agency) {
        this.agency = agency;
    }

    Map<String, String> toDocument(Map<String, String> texts) {
        Map<String, String> converted = new LinkedHashMap<>(texts);
        converted.replaceAll((place, text) -> isTime(place) ? withOffset(text, zone(place, texts)) : text);
        converted.replaceAll((place, text) -> isUtc(place) ? inUtc(text) : text);
        return converted;
    }

    /** For a field of type {@code datetime-local}; a text that is no time stays as it is. */
    String toField(String place, Map<String, String> texts) {
        String text = texts.getOrDefault(place, "");
        try {
            return TYPED.format(OffsetDateTime.parse(text).atZoneSameInstant(zone(place, texts)));
        } catch (DateTimeException notATime) {
            return text;
        }
    }

    /**
     * THREAT-90: a time that the clocks of the zone left out stays as it was typed, so that the schema names it; of one that they showed
     * twice the first is meant, and the review says so.
     */
    private static String withOffset(String text, ZoneId zone) {
        try {
            LocalDateTime typed = LocalDateTime.parse(text.strip());
            ZonedDateTime there = typed.atZone(zone);
            return there.toLocalDateTime().equals(typed) ? WITH_OFFSET.format(there) : text;
        } catch (DateTimeException notATime) {
            return text;
        }
    }

    static boolean isTime(String place) {
        return place.endsWith("/at")
                || place.equals(Draft.BY_HAND + "/when")
                || place.endsWith("/period/from")
                || place.endsWith("/period/until")
                || place.endsWith("/collection/from")
                || place.endsWith("/collection/until")
                || isUtc(place);
    }

    /** What the schema has in UTC ({@code utcSecond}). */
    private static boolean isUtc(String place) {
        return place.equals("preserved/from") || place.equals("preserved/until") || place.endsWith("/@at");
    }

    private static String inUtc(String text) {
        try {
            return DateTimeFormatter.ISO_INSTANT.format(
                    OffsetDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException notATime) {
            return text;
        }
    }

    private ZoneId zone(String place, Map<String, String> texts) {
        if (!place.endsWith("/at")) {
            return agency;
        }
        try {
            return ZoneId.of(
                    texts.getOrDefault(EmptyRows.parent(place) + "/zone", "").strip());
        } catch (DateTimeException unknown) {
            return agency;
        }
    }
}
