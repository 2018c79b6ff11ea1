package org.comity.deadlines;

import java.time.Instant;
import org.comity.law.DeadlineRule;

/**
 * A computed deadline. Append-only: when facts change a new one is computed and the old one kept.
 *
 * @param due the last second of the period by the <em>latest</em> plausible reading: what we hold is not released before
 * @param earliest the last second by the <em>earliest</em> plausible reading: what others hold may be gone after it
 * @param warnAt when a person is to hear of it, ahead of {@code earliest} and never after {@code due}
 * @param estimated whether the event it counts from is itself only estimated
 * @param provenance one sentence for people: rule, source, inputs, way of counting
 */
public record Deadline(
        DeadlineRule rule,
        Inputs inputs,
        Instant due,
        Instant earliest,
        Instant warnAt,
        boolean estimated,
        String provenance) {}
