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
     * @param made its envelope, if it was sealed just now and is still in memory
     */
    record Ready(MessageRow message, Partner partner, Optional<Envelope> made) implements Departure {}

    /** Nothing to carry any more, or not now; what was to be written down is written. */
    record Stays(MessageId id) implements Departure {}
}
