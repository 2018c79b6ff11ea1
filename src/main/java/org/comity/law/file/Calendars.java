package org.comity.law.file;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The library of holidays, as far as a file about it can be wrong.
 *
 * @param known whether it has the calendar of an id such as {@code us_ny}
 * @param version that a confirmation must name; empty: any, as at a start with a newer library, which takes an older confirmation for none
 */
public record Calendars(Predicate<String> known, Optional<String> version) {
    /** Nothing is known of the library, and nothing is a mistake about it. */
    public static final Calendars ANY = new Calendars(id -> true, Optional.empty());
}
