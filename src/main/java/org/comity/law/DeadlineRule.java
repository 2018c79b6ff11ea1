package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/**
 * Deadline rules as data (DOMAIN 6). "Promptly" is no figure and has no row here.
 *
 * <p>All rules so far count calendar days: the day of the event is excluded, the period ends with the last day in the zone of the
 * authority whose clock governs. ETS 185 has no counting rule of its own; this is the reading that a holder cannot be blamed for.
 */
public enum DeadlineRule {
    /** Data preserved for an Article 29 request are held at least 60 days, counted from when preservation takes effect. */
    DR_01("ETS185/29/7", 60, Meaning.HOLD_AT_LEAST);

    /** What falls due, which decides the side of doubt: release late what we hold, warn early of what may vanish. */
    public enum Meaning {
        HOLD_AT_LEAST
    }

    private final String source;
    private final int days;
    private final Meaning meaning;

    DeadlineRule(String source, int days, Meaning meaning) {
        this.source = source;
        this.days = days;
        this.meaning = meaning;
    }

    /** Stable id, {@code DR-01}. */
    public String id() {
        return name().replace('_', '-');
    }

    public Citation source() {
        return Citation.of(source);
    }

    /** Calendar days; for {@link Meaning#HOLD_AT_LEAST} a floor that a holder's own law may lengthen. */
    public int days() {
        return days;
    }

    public Meaning meaning() {
        return meaning;
    }

    public static Optional<DeadlineRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }
}
