package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.messages.MessageId;
import org.comity.problems.Problem;

/** What became of posting an envelope; nothing of the answer is believed yet. */
public sealed interface Posted {

    /** The partner's gateway said something over HTTP. */
    record Answered(Ready ready, HttpAnswer answer, Duration took) implements Posted {}

    /** No connection, no answer in time, or one beyond bounds. */
    record Unreachable(Ready ready, Problem problem, Duration took) implements Posted {}

    /** Not tried: the partner has enough under way or does not answer; no try is counted (UC-02/2b, UC-02/3b). */
    record Held(MessageId id, Instant until) implements Posted {}

    /** There was nothing to post. */
    record Nothing(MessageId id) implements Posted {}
}
