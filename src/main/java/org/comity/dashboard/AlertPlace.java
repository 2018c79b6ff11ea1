package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The place in the list of alerts, newest first, after which the next page begins; as {@link Place}. */
public record AlertPlace(Instant raised, UUID id) {

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(raised, id);
    }

    public static Optional<AlertPlace> parse(String cursor) {
        return Cursor.parts(cursor, 2).flatMap(AlertPlace::of);
    }

    private static Optional<AlertPlace> of(List<String> parts) {
        try {
            return Optional.of(new AlertPlace(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
