package org.comity.journal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.MatterId;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.people.UnitId;
import org.comity.trust.Certificates;

/**
 * A message as it is kept: what it says is in the payload {@code document}, how it travels in the rest.
 *
 * @param document the message XML
 * @param signed the multipart/signed entity, once sealed or opened; not kept for parts of evidence
 * @param sealed the envelope, as sent or as received; not kept for parts, see {@link SealRows}
 * @param sealedTo the partner\'s certificate that the envelope is encrypted to; empty for what came in
 * @param mic SHA-256 of the signed part, as receipts name it
 */
public record MessageRow(
        MessageId id,
        AgencyId agency,
        Optional<MatterId> matter,
        Optional<UnitId> unit,
        Optional<MessageId> request,
        Direction direction,
        AgencyId partner,
        String kind,
        Urgency urgency,
        Instant created,
        Instant notAfter,
        boolean exercise,
        PayloadId document,
        Optional<PayloadId> signed,
        Optional<PayloadId> sealed,
        Optional<Fingerprint> sealedTo,
        Optional<Digest> mic,
        Optional<String> author,
        Optional<String> approver,
        DeliveryState state,
        int attempts,
        Optional<Instant> nextTry,
        Optional<String> lastProblem,
        Optional<Instant> finished) {

    /** Parts of evidence travel last and in no order; everything else of a matter to a partner travels in one line. */
    public boolean isPart() {
        return kind.equals("part");
    }

    /** Of a message on its way out: what is signed beside its document. */
    public SignedHeaders headers() {
        return new SignedHeaders(id, agency, partner, created, notAfter, exercise);
    }

    public boolean isSealedTo(X509Certificate recipient) {
        return sealedTo.filter(Certificates.fingerprint(recipient)::equals).isPresent();
    }

    @Override
    public String toString() {
        return "MessageRow[" + id + ", " + kind + ", " + state + "]";
    }
}
