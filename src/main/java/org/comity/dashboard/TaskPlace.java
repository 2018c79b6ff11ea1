package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The place in the list of tasks after which the next page begins; as {@link Place}.
 *
 * @param due empty: those without a day stand last
 */
public record TaskPlace(Optional<Instant> due, Instant opened, UUID id) {

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(due.map(Instant::toString).orElse("-"), opened, id);
    }

    public static Optional<TaskPlace> parse(String cursor) {
        return Cursor.parts(cursor, 3).flatMap(TaskPlace::of);
    }

    private static Optional<TaskPlace> of(List<String> parts) {
        try {
            Optional<Instant> due =
                    parts.get(0).equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts.get(0)));
            return Optional.of(new TaskPlace(due, Instant.parse(parts.get(1)), UUID.fromString(parts.get(2))));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
