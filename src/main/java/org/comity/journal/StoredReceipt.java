package org.comity.journal;

import java.time.Instant;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;

/**
 * A signed receipt, kept whole so that anyone can verify it again.
 *
 * @param direction IN: the partner's proof for our message; OUT: our proof for theirs
 * @param payload the multipart/signed entity with its headers
 * @param disposition such as {@code processed}, or {@code processed/error: E-XSD-01}
 */
public record StoredReceipt(
        MessageId message,
        Direction direction,
        PayloadId payload,
        Digest mic,
        String disposition,
        Fingerprint signer,
        Instant at) {

    /** Whether it says that the message arrived, and not why it was turned away. */
    public boolean isProof() {
        return disposition.equals("processed");
    }
}
