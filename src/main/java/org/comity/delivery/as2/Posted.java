package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.messages.MessageId;
import org.comity.problems.Problem;

/** What became of posting an envelope; nothing of the answer is believed yet. */
public sealed interface Posted {

    /** The partner's gateway said something over HTTP. */
    record Answered(Ready ready, HttpAnswer answer, Duration took) implements Posted {}

    /** No connection, no answer in time, or one beyond bounds. */
    record Unreachable(Ready ready, Problem problem, Duration took) implements Posted {}

    /**
     * Not tried, and no try is counted: too much is under way (UC-02/2b), or the partner does not answer (UC-02/3b).
     *
     * @param reason what an officer should see: a partner that is down
     */
    record Held(MessageId id, Optional<Problem> reason, Instant until) implements Posted {}

    /** There was nothing to post. */
    record Nothing(MessageId id) implements Posted {}
}
