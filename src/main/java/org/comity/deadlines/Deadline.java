package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    /** By so much at the most a day ends later in another zone than in the one that we count in. */
    private static final Duration ZONES_APART = Duration.ofDays(1);

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

    /**
     * Whether others state what no reading explains, zones apart: an end later than any reading of the period, perhaps a longer period, perhaps
     * a slip of the pen, or a beginning before it was asked for (THREAT-84). What we asked for needs no explanation.
     */
    public boolean isStatedUnexplained() {
        return !inputs.ours() && !inputs.course().agreed() && (isBegunUnasked() || isLongerUnexplained());
    }

    private boolean isLongerUnexplained() {
        return inputs.course()
                .stated()
                .filter(end -> Computation.compute(rule, inputs.but(course -> course.stated(Optional.empty())))
                        .deadline()
                        .filter(alone -> end.isAfter(alone.due()) && !alone.explains(end))
                        .isPresent())
                .isPresent();
    }

    /** Whether it is to have begun before anybody asked for it, by more than zones explain. */
    public boolean isBegunUnasked() {
        return inputs.start() instanceof Start.Happened(Instant began)
                && inputs.course()
                        .asked()
                        .filter(asked -> began.isBefore(asked.minus(ZONES_APART)))
                        .isPresent();
    }

    /** Whether {@code end} is what careful people come to who count the period, each in its own zone. */
    public boolean explains(Instant end) {
        return !end.isBefore(earliest.minus(ZONES_APART)) && !end.isAfter(due.plus(ZONES_APART));
    }

    /** When it is over: what is held is not given up before the latest reading, whoever holds it. */
    public Instant fallsDue() {
        return rule.meaning().isHold() ? due : operative();
    }
}
