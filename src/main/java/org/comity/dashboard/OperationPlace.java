package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.OperationId;

/** The place in the list of operations, newest first, after which the next page begins; as {@link Place}. */
public record OperationPlace(Instant opened, OperationId id) {

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(opened, id);
    }

    public static Optional<OperationPlace> parse(String cursor) {
        return Cursor.parts(cursor, 2).flatMap(OperationPlace::of);
    }

    private static Optional<OperationPlace> of(List<String> parts) {
        try {
            return Optional.of(
                    new OperationPlace(Instant.parse(parts.get(0)), new OperationId(UUID.fromString(parts.get(1)))));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
