package org.comity.delivery.as2;

import org.comity.journal.MessageRow;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;

/** Whether a message that is due can leave now. */
public sealed interface Departure {

    /** Sealed, fresh, and its partner is active. */
    record Ready(MessageRow message, Partner partner) implements Departure {}

    /** Nothing to carry any more, or not now; what was to be written down is written. */
    record Stays(MessageId id) implements Departure {}
}
