package org.comity.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.comity.messages.MessageId;

/**
 * The place in a list after which the next page begins (keyset paging). Opaque to clients; a forged one shows nothing that its
 * bearer could not list anyway.
 *
 * @param at what the list sorts by: due, empty when none runs; for closed requests the last change
 */
public record Place(int urgency, Optional<Instant> at, MessageId id) {
    private static final int LONGEST = 300; // characters of base64url; a message id has at most 100

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        String text = urgency + " " + at.map(Instant::toString).orElse("-") + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    public static Optional<Place> parse(String cursor) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            String[] parts = text.split(" ", -1);
            if (parts.length != 3) {
                return Optional.empty();
            }
            int urgency = Integer.parseInt(parts[0]);
            Optional<Instant> at = parts[1].equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts[1]));
            return MessageId.parse(parts[2]).map(id -> new Place(urgency, at, id));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
