package org.comity.deadlines;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a deadline is computed from; stored beside the result, so that anyone can compute it again.
 *
 * @param event when the period's event happened: preservation took effect or, while that is unknown, the request was sent
 * @param estimated whether {@code event} stands in for one that is not yet known
 * @param days calendar days of the period; for a floor the longer of treaty and holder's law
 * @param zone of the authority whose clock governs, the holder's
 * @param stated the end that the holder itself has stated, if it has
 * @param warnDaysAhead how many days before the earliest plausible end a person hears of it
 */
public record Inputs(
        Instant event, boolean estimated, int days, ZoneId zone, Optional<Instant> stated, int warnDaysAhead) {

    public Inputs {
        if (days < 1 || days > 3660) {
            throw new IllegalArgumentException("a period has 1 to 3660 days");
        }
        if (warnDaysAhead < 0) {
            throw new IllegalArgumentException("a warning comes ahead, by 0 or more days");
        }
    }

    /** What the rule is computed from if the holder is not believed. */
    public Inputs withoutStatement() {
        return new Inputs(event, estimated, days, zone, Optional.empty(), warnDaysAhead);
    }

    /** For storage, by field name; {@link #of(Map)} reads it back. */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("event", event.toString());
        map.put("estimated", String.valueOf(estimated));
        map.put("days", String.valueOf(days));
        map.put("zone", zone.getId());
        stated.ifPresent(end -> map.put("stated", end.toString()));
        map.put("warnDaysAhead", String.valueOf(warnDaysAhead));
        return map;
    }

    /** @throws IllegalArgumentException if a field is absent or not of its form */
    public static Inputs of(Map<String, String> map) {
        return new Inputs(
                Instant.parse(field(map, "event")),
                Boolean.parseBoolean(field(map, "estimated")),
                Integer.parseInt(field(map, "days")),
                ZoneId.of(field(map, "zone")),
                Optional.ofNullable(map.get("stated")).map(Instant::parse),
                Integer.parseInt(field(map, "warnDaysAhead")));
    }

    private static String field(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the inputs of a deadline name their " + name);
        }
        return value;
    }
}
