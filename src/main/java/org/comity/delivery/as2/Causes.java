package org.comity.delivery.as2;

/** An exception for a log line: types and the innermost words, controls escaped (THREAT-110). */
final class Causes {
    private static final int LONGEST = 200;

    private Causes() {}

    static String of(Throwable trouble) {
        Throwable innermost = trouble;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String words = String.valueOf(innermost.getMessage()).replaceAll("\\p{Cntrl}", "?");
        return innermost.getClass().getSimpleName() + " " + words.substring(0, Math.min(LONGEST, words.length()));
    }
}
