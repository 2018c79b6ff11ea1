package org.comity.exercise;

/** The exercise does not start: its message says what is in the way and what to do; a trace would bury that. */
final class CannotPlay extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotPlay(String sentence) {
        super(sentence);
    }
}
