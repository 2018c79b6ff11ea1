package org.comity.casework;

import java.util.List;
import org.comity.envelope.Receipt;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;

/** How a partner's message was received; the channel makes its answer from it (docs/protocol.md, table of answers). */
public sealed interface Reception {

    /**
     * It is durable here and the receipt proves it; for a duplicate it is the first receipt, byte for byte (THREAT-78). */
    record Receipted(Receipt receipt, boolean again) implements Reception {}

    /** @param receipt with the error modifier and the codes of {@code problems} */
    record TurnedAway(Receipt receipt, List<Problem> problems) implements Reception {}

    /** Unsigned and coarse. */
    record NotUnderstood(List<Problem> problems) implements Reception {
        /** Whether it can be taken nobody knows now; its sender comes again. */
        static NotUnderstood yet() {
            return new NotUnderstood(List.of(DeliveryProblem.UNAVAILABLE.problem()));
        }
    }
}
