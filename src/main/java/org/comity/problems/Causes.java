package org.comity.problems;

import java.net.ProtocolException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;

/**
 * An exception of a connection, for a log line (THREAT-110): the innermost type, and its words with controls escaped, unless what the peer sent may
 * stand in them, as a status line that is none does.
 */
public final class Causes {
    private static final int LONGEST = 200;

    private Causes() {}

    public static String of(Throwable trouble) {
        Throwable innermost = trouble;
        // of a refused connection the client says only that its channel is closed
        while (innermost.getCause() != null && !(innermost.getCause() instanceof ClosedChannelException)) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        if (innermost instanceof ProtocolException || innermost instanceof RuntimeException) {
            return name;
        }
        String words = Objects.requireNonNullElse(innermost.getMessage(), "").replaceAll("\\p{Cntrl}", "?");
        return (name + " " + words.substring(0, Math.min(LONGEST, words.length()))).strip();
    }
}
