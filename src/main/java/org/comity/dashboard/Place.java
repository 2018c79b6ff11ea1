package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.messages.MessageId;

/**
 * The place in a list of requests after which the next page begins (keyset paging). Opaque to clients; a forged one shows nothing that
 * its bearer could not list anyway.
 *
 * @param at what the list sorts by: due, empty when none runs; for closed requests the last change
 */
public record Place(int urgency, Optional<Instant> at, MessageId id) {

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(urgency, at.map(Instant::toString).orElse("-"), id);
    }

    public static Optional<Place> parse(String cursor) {
        return Cursor.parts(cursor, 3).flatMap(Place::of);
    }

    private static Optional<Place> of(List<String> parts) {
        try {
            int urgency = Integer.parseInt(parts.get(0));
            Optional<Instant> at =
                    parts.get(1).equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts.get(1)));
            return MessageId.parse(parts.get(2)).map(id -> new Place(urgency, at, id));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
