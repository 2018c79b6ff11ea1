package org.comity.delivery.as2;

import java.util.Optional;
import org.comity.envelope.Envelope;
import org.comity.journal.MessageRow;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;

/** Whether a message that is due can leave now. */
public sealed interface Departure {

    /**
     * Sealed, fresh, and its partner is active.
     *
     */
    record Ready(MessageRow message, Partner partner, Made made) implements Departure {}

    /** Its envelope, if it was sealed just now and is still in memory. */
    final class Made {
        private volatile Optional<Envelope> envelope;

        Made(Optional<Envelope> envelope) {
            this.envelope = envelope;
        }

        Optional<Envelope> get() {
            return envelope;
        }

        /** It is made again of what is stored. */
        void letGo() {
            envelope = Optional.empty();
        }
    }

    /** Nothing to carry any more, or not now; what was to be written down is written. */
    record Stays(MessageId id) implements Departure {}
}
