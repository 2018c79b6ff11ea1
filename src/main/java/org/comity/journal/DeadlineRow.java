package org.comity.journal;

import java.time.Instant;
import java.util.UUID;
import org.comity.messages.MessageId;

/**
 * A deadline as it is kept; what it was computed from stays readable beside it.
 *
 * @param rule such as {@code DR-01}
 * @param inputs a JSON object, as {@code deadlines.Inputs} names them
 */
public record DeadlineRow(
        UUID id,
        MessageId request,
        String rule,
        String inputs,
        Instant due,
        Instant warnAt,
        boolean estimated,
        String provenance,
        State state) {

    /** {@code SUPERSEDED}: facts changed and another was computed; {@code STOPPED}: nothing runs any more. */
    public enum State {
        ARMED,
        WARNED,
        DUE,
        STOPPED,
        SUPERSEDED;

        public boolean isRunning() {
            return this == ARMED || this == WARNED;
        }
    }
}
