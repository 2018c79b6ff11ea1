package org.comity.delivery.as2;

import java.nio.channels.ClosedChannelException;
import java.util.Objects;

/** An exception for a log line: types and the innermost words, controls escaped (THREAT-110). */
final class Causes {
    private static final int LONGEST = 200;

    private Causes() {}

    static String of(Throwable trouble) {
        Throwable innermost = trouble;
        // of a refused connection the client says only that its channel is closed
        while (innermost.getCause() != null && !(innermost.getCause() instanceof ClosedChannelException)) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        String words = Objects.requireNonNullElse(innermost.getMessage(), "").replaceAll("\\p{Cntrl}", "?");
        return (name + " " + words.substring(0, Math.min(LONGEST, words.length()))).strip();
    }
}
