package org.comity.law;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What people have said about a holiday calendar of the library. Libraries err: an unverified one never puts off what we owe.
 *
 * @param id of the library, such as {@code jp}
 * @param confirmed who vouches for it; empty: nobody, it is unverified
 * @param added holidays that the library lacks
 * @param removed holidays that the library has and that are none
 */
public record CalendarFacts(String id, Optional<Confirmed> confirmed, Set<LocalDate> added, Set<LocalDate> removed) {

    /**
     * @param version of the library that was compared; another version is unverified again
     * @param until last day that was compared
     */
    public record Confirmed(String by, LocalDate on, String version, LocalDate until) {}

    public CalendarFacts {
        added = Set.copyOf(added);
        removed = Set.copyOf(removed);
    }

    public static CalendarFacts unverified(String id) {
        return new CalendarFacts(id, Optional.empty(), Set.of(), Set.of());
    }

    /** Whether somebody compared this version as far as {@code day}. */
    public boolean isConfirmed(String version, LocalDate day) {
        return confirmed
                .filter(one -> one.version().equals(version) && !day.isAfter(one.until()))
                .isPresent();
    }
}
