package org.comity.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The text of a place in a list, as clients hand it back. It hides nothing and vouches for nothing. */
final class Cursor {
    private static final int LONGEST = 300; // characters of base64url; a message id has at most 100

    private Cursor() {}

    /** @param parts none holds a space */
    static String of(Object... parts) {
        String text =
                String.join(" ", List.of(parts).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @return exactly {@code many}; empty if it is none of ours */
    static Optional<List<String>> parts(String cursor, int many) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return Optional.of(List.of(text.split(" ", -1))).filter(parts -> parts.size() == many);
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }
}
