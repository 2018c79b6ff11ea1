package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.envelope.VerifiedReceipt;
import org.comity.journal.MessageRow;
import org.comity.messages.MessageId;
import org.comity.problems.Problem;

/** What a try to deliver came to. Only a receipt that verifies ends a message. */
public sealed interface Outcome {

    /** Proved (UC-02/5). */
    record Delivered(MessageId id, VerifiedReceipt receipt, Duration took) implements Outcome {}

    /** The partner signed that it will not take it: final (UC-02/5a). */
    record TurnedAway(MessageId id, VerifiedReceipt receipt, Duration took) implements Outcome {}

    /** Not proved; it goes again after a growing pause (UC-02/3a, UC-02/4a). */
    record TryLater(MessageRow message, Problem problem, Duration took) implements Outcome {}

    /** Turned away without a signature: a few more tries, then a person (UC-02/3c). */
    record RefusedUnsigned(MessageRow message, Problem problem, Duration took) implements Outcome {}

    /** Not tried now. */
    record Held(MessageId id, Optional<Problem> reason, Instant until) implements Outcome {}

    /** There was nothing to do. */
    record Nothing(MessageId id) implements Outcome {}
}
