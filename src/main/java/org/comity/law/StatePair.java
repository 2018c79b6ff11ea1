package org.comity.law;

import java.util.regex.Pattern;

/** Two states, ISO 3166-1 alpha-2, in alphabetical order: {@code JP-US} and {@code US-JP} are the same pair. */
public record StatePair(String first, String second) {
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");

    public StatePair {
        if (!STATE.matcher(first).matches() || !STATE.matcher(second).matches()) {
            throw new IllegalArgumentException("a state is two capital letters (ISO 3166-1 alpha-2)");
        }
        if (first.compareTo(second) > 0) {
            String later = first;
            first = second;
            second = later;
        }
    }

    /** @param text such as {@code JP-US} */
    public static StatePair parse(String text) {
        if (text.length() != 5 || text.charAt(2) != '-') {
            throw new IllegalArgumentException("a pair of states has the form JP-US");
        }
        return new StatePair(text.substring(0, 2), text.substring(3));
    }

    @Override
    public String toString() {
        return first + "-" + second;
    }
}
