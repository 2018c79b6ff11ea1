package org.comity.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.law.DeadlineRule;

/** What a rule and its inputs come to. Append-only: when facts change a new one is computed and the old one kept. */
public sealed interface Outcome
        permits Deadline, Outcome.Target, Outcome.NotStarted, Outcome.Suspended, Outcome.OpenEnded {

    DeadlineRule rule();

    Inputs inputs();

    /** One sentence for people: rule, source, inputs, way of counting. */
    String provenance();

    /** The instant that people are told: of a hold the end to live by. As {@link #falls} for everything else. */
    default Optional<Instant> ends() {
        return deadline().map(Deadline::operative).or(this::falls);
    }

    /** When it is over, the target of policy too; empty: on no instant that is known. */
    default Optional<Instant> falls() {
        return this instanceof Target target ? target.by() : deadline().map(Deadline::fallsDue);
    }

    /** Empty: it has no instant. A policy target is none. */
    default Optional<Deadline> deadline() {
        return this instanceof Deadline deadline ? Optional.of(deadline) : Optional.empty();
    }

    /**
     * The law says "promptly" or nothing; policy may aim at an instant. Never shown without {@link #LABEL}.
     *
     * @param by empty: no target is recorded either
     */
    record Target(DeadlineRule rule, Inputs inputs, Instant event, Optional<Instant> by, String provenance)
            implements Outcome {
        public static final String LABEL = "policy target (no statutory figure)";
    }

    /** No clock runs. */
    record NotStarted(DeadlineRule rule, Inputs inputs, List<String> reasons, String provenance) implements Outcome {
        public NotStarted {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The clock rests.
     *
     * @param left what then remains of the period by the earliest reading
     */
    record Suspended(DeadlineRule rule, Inputs inputs, Instant since, Duration left, String provenance)
            implements Outcome {}

    /** It ends with a decision or a delivery, on no day that is known. */
    record OpenEnded(DeadlineRule rule, Inputs inputs, Instant since, String provenance) implements Outcome {}
}
