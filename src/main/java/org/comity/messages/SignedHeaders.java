package org.comity.messages;

import java.time.Instant;
import org.comity.partners.AgencyId;

/**
 * What a message says of itself, under the signature: in the headers of the signed MIME part and, equal to the last character, in
 * the XML.
 *
 * @param created whole seconds, UTC
 * @param notAfter the last instant at which the message may be accepted; retries end there and a person hears of it
 * @param exercise true on every message of an exercise; a production gateway turns it away
 */
public record SignedHeaders(
        MessageId id, AgencyId from, AgencyId to, Instant created, Instant notAfter, boolean exercise) {

    public SignedHeaders {
        if (!id.agency().equals(from)) {
            throw new IllegalArgumentException("a message id is given by its sender");
        }
        if (!created.isBefore(notAfter)) {
            throw new IllegalArgumentException("notAfter lies after created");
        }
    }
}
