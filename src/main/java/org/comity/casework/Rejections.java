package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.messages.Rejection;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-04/3a: tells a partner every problem that its message had. A rejection is never rejected, or two gateways would never rest. */
@Component
class Rejections {
    /** A week: long enough for a partner that is down over holidays, and then it has our journal's word only. */
    private static final Duration VALIDITY = Duration.ofDays(7);

    private final OutgoingMessages outgoing;

    Rejections(OutgoingMessages outgoing) {
        this.outgoing = outgoing;
    }

    void send(MessageRow rejected, List<Problem> problems, Instant now) {
        if (rejected.kind().equals("rejection") || rejected.kind().equals("acknowledgement")) {
            return;
        }
        List<Rejection.Finding> findings = problems.stream()
                .map(problem -> new Rejection.Finding(
                        problem.type().code(),
                        problem.rule(),
                        problem.where(),
                        problem.type().sentence()))
                .toList();
        outgoing.compose(
                Outgoing.automatic(
                        rejected.agency(),
                        rejected.partner(),
                        new Rejection(rejected.id(), findings),
                        rejected.urgency(),
                        Optional.empty(),
                        now,
                        VALIDITY),
                now);
    }
}
