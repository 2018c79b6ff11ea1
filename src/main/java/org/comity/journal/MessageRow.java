package org.comity.journal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
 * @param partner who is at the other end; of what was heard by hand not the sender, who is one of us
 * @param answers the question, the conditions or the query that it answers, as its text names it: there may be no such message
 */
public record MessageRow(
        SignedHeaders headers,
        Direction direction,
        AgencyId partner,
        String kind,
        Urgency urgency,
        Filed filed,
        Optional<MessageId> answers,
        Kept kept,
        Optional<String> author,
        Optional<String> approver,
        Progress progress) {

    /** Kinds that open a request. */
    static final Set<String> REQUESTS = Set.of("preservationRequest", "assistanceRequest", "offer");

    /** Where it belongs; a request without a matter is one that is not known yet, or the manifest of a part. */
    public record Filed(Optional<MatterId> matter, Optional<UnitId> unit, Optional<MessageId> request) {
        public static final Filed NOWHERE = new Filed(Optional.empty(), Optional.empty(), Optional.empty());

        public static Filed under(MatterId matter, UnitId unit, MessageId request) {
            return new Filed(Optional.of(matter), Optional.of(unit), Optional.of(request));
        }

        public static Filed partOf(MessageId manifest) {
            return new Filed(Optional.empty(), Optional.empty(), Optional.of(manifest));
        }
    }

    /**
     * @param document the message XML
     * @param signed the multipart/signed entity, once sealed or opened; not kept for parts of evidence
     * @param signedBy our certificate by which it is signed; empty for what came in
     * @param sealed the envelope, as sent or as received; not kept for parts, see {@link SealRows}
     * @param sealedTo the partner's certificate that the envelope is encrypted to; empty for what came in
     * @param mic SHA-256 of the signed part, as receipts name it
     */
    public record Kept(
            PayloadId document,
            Optional<PayloadId> signed,
            Optional<Fingerprint> signedBy,
            Optional<PayloadId> sealed,
            Optional<Fingerprint> sealedTo,
            Optional<Digest> mic) {

        /** Not sealed yet, or never to be. */
        public static Kept bare(PayloadId document) {
            return new Kept(
                    document, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public record Progress(
            DeliveryState state,
            int attempts,
            Optional<Instant> nextTry,
            Optional<String> lastProblem,
            Optional<Instant> finished) {

        public static Progress begun(DeliveryState state) {
            return new Progress(state, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** A state that is the last. */
        public static Progress over(DeliveryState state, Instant at) {
            return new Progress(state, 0, Optional.empty(), Optional.empty(), Optional.of(at));
        }
    }

    public MessageId id() {
        return headers.id();
    }

    /** Which of ours it is from or to. */
    public AgencyId agency() {
        return direction == Direction.OUT ? headers.from() : headers.to();
    }

    public Optional<MessageId> request() {
        return filed.request();
    }

    public DeliveryState state() {
        return progress.state();
    }

    public boolean isRequest() {
        return REQUESTS.contains(kind);
    }

    /** Parts of evidence travel last and in no order; everything else of a matter to a partner travels in one line. */
    public boolean isPart() {
        return kind.equals("part");
    }

    public boolean isSignedBy(X509Certificate signer) {
        return kept.signedBy().filter(Certificates.fingerprint(signer)::equals).isPresent();
    }

    public boolean isSealedTo(X509Certificate recipient) {
        return kept.sealedTo()
                .filter(Certificates.fingerprint(recipient)::equals)
                .isPresent();
    }

    @Override
    public String toString() {
        return "MessageRow[" + id() + ", " + kind + ", " + state() + "]";
    }
}
