package org.comity.deadlines;

import java.time.Instant;
import org.comity.law.DeadlineRule;

/**
 * A deadline with an instant.
 *
 * @param due the last second of the period by the <em>latest</em> plausible reading
 * @param earliest the last second by the <em>earliest</em> plausible reading
 * @param warnAt when a person is first to hear of it, ahead of {@code earliest} and never after it
 * @param estimated whether the event it counts from is itself only estimated
 */
public record Deadline(
        DeadlineRule rule,
        Inputs inputs,
        Instant due,
        Instant earliest,
        Instant warnAt,
        boolean estimated,
        String provenance)
        implements Outcome {

    /**
     * The end to live by. What we hold is released on the latest, and what others owe is late only then; what others hold may be gone on the
     * earliest, and what we owe is due then.
     */
    public Instant operative() {
        return rule.meaning().isHold() == inputs.ours() ? due : earliest;
    }

    /** Whether {@link #operative} is the end that was stated; else the period was counted. */
    public boolean isByStatement() {
        return inputs.course().stated().filter(operative()::equals).isPresent();
    }

    /** When it is over: what is held is not given up before the latest reading, whoever holds it. */
    public Instant fallsDue() {
        return rule.meaning().isHold() ? due : operative();
    }
}
