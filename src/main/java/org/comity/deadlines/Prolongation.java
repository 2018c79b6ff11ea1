package org.comity.deadlines;

import java.time.Instant;
import java.util.List;

/**
 * What a period can be prolonged by. A request counts only if it comes before the end that then runs, and only so often (DR-35: once).
 *
 * @param days each time
 * @param times at most
 * @param asked when each was asked for, oldest first
 */
public record Prolongation(int days, int times, List<Instant> asked) {
    /** The period cannot be prolonged. */
    public static final Prolongation NONE = new Prolongation(0, 0, List.of());

    public Prolongation {
        asked = asked.stream().sorted().toList();
        if (days < 0 || times < 0) {
            throw new IllegalArgumentException("a prolongation is not negative");
        }
    }
}
