package org.comity.cli;

import java.util.ArrayList;
import java.util.List;
import org.comity.problems.GatewayBug;

/**
 * What an exception says to an operator. Frameworks wrap what happened many times, and the innermost message is often the JDK's bare path
 * or nothing: the sentence that was written for people is the first one that is not a framework's, and what lies below it explains it.
 */
public final class Surprise {
    /** Whose exceptions only carry others from here to there. */
    private static final List<String> CARRIERS = List.of(
            "org.springframework.beans.",
            "org.springframework.context.",
            "org.springframework.boot.",
            "java.util.concurrent.",
            "java.lang.reflect.");

    private Surprise() {}

    /** One sentence: what was wrong first, then in brackets what that came from. */
    public static String inWords(Throwable surprise) {
        List<String> said = new ArrayList<>();
        for (Throwable one = surprise; one != null; one = one.getCause()) {
            String message = message(one);
            boolean carries = one.getCause() != null
                    && CARRIERS.stream().anyMatch(one.getClass().getName()::startsWith);
            if (!carries && said.stream().noneMatch(before -> before.contains(message))) {
                said.add(message);
            }
        }
        String first = said.getFirst();
        return said.size() == 1 ? first : first + " (" + String.join("; ", said.subList(1, said.size())) + ")";
    }

    /** Whether a person could not mend it from a sentence: whoever mends the program needs the stack trace. */
    public static boolean isBug(Throwable surprise) {
        Throwable root = surprise;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof GatewayBug
                || root instanceof LinkageError
                || root instanceof NullPointerException
                || root instanceof ClassCastException
                || root instanceof IndexOutOfBoundsException;
    }

    /** JDK exceptions such as {@code NoSuchFileException} have a path for a message. */
    private static String message(Throwable one) {
        String message = one.getMessage();
        String kind = one.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        return one instanceof java.nio.file.FileSystemException ? kind + ": " + message : message.strip();
    }
}
