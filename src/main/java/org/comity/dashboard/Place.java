package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.comity.messages.MessageId;

/**
 * The place in a list of requests after which the next page begins (keyset paging). Opaque to clients; a forged one shows nothing that
 * its bearer could not list anyway.
 *
 * @param rank what the list sorts by first: urgency; of an operation's partners, who needs somebody
 * @param at what it sorts by then: due, empty when none runs; for closed requests the last change
 */
public record Place(int rank, Optional<Instant> at, MessageId id) {

    /** In memory; lists of the database have orders of their own. */
    static final Comparator<Place> LOWEST_RANK_AND_SOONEST_FIRST = Comparator.comparingInt(Place::rank)
            .thenComparing(place -> place.at().orElse(Instant.MAX))
            .thenComparing(place -> place.id().toString());

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(rank, at.map(Instant::toString).orElse("-"), id);
    }

    public static Optional<Place> parse(String cursor) {
        return Cursor.parts(cursor, 3).flatMap(Place::of);
    }

    private static Optional<Place> of(List<String> parts) {
        try {
            int rank = Integer.parseInt(parts.get(0));
            Optional<Instant> at =
                    parts.get(1).equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts.get(1)));
            return MessageId.parse(parts.get(2)).map(id -> new Place(rank, at, id));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
