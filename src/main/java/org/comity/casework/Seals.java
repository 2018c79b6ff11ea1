package org.comity.casework;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.comity.envelope.Seal;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRow.Kept;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;
import org.comity.problems.GatewayBug;
import org.comity.trust.Certificates;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What sealing leaves: the envelope of a message with its signed part, the seal of a part. The first stays, until one side changes its key. */
@Component
class Seals {
    private final Clock clock;
    private final MessageRows messages;
    private final Payloads payloads;
    private final SealRows seals;
    private final Announcements announcements;

    Seals(Clock clock, MessageRows messages, Payloads payloads, SealRows seals, Announcements announcements) {
        this.clock = clock;
        this.messages = messages;
        this.payloads = payloads;
        this.seals = seals;
        this.announcements = announcements;
    }

    MessageRow row(MessageId id) {
        return messages.find(id).orElseThrow();
    }

    /** @return the row, sealed; empty if another node was first, whose bytes stay */
    @Transactional
    public Optional<MessageRow> first(MessageRow row, SealedMessage sealed, Ends ends) {
        return first(row, () -> kept(row, sealed, ends));
    }

    /** As {@link #first(MessageRow, SealedMessage, Ends)}, of a part. */
    @Transactional
    public Optional<MessageRow> first(MessageRow row, SealedPart sealed, Ends ends) {
        return first(row, () -> kept(row, sealed, ends));
    }

    /** UC-02/2d: the same signed part in an envelope for the certificate that the partner has now. */
    @Transactional
    public MessageRow encryptedAnew(MessageRow was, byte[] envelope, Ends ends) {
        return anew(was, () -> kept(was, was.kept().signed(), Optional.of(payloads.store(envelope)), ends, mic(was)));
    }

    /** As {@link #encryptedAnew(MessageRow, byte[], Ends)}, of a part. */
    @Transactional
    public MessageRow encryptedAnew(MessageRow was, Seal seal, Ends ends) {
        return anew(was, () -> kept(was, seal, ends, mic(was)));
    }

    /** UC-02/2e: the same content, signed by the key in use. */
    @Transactional
    public MessageRow signedAnew(MessageRow was, SealedMessage sealed, Ends ends) {
        return anew(was, () -> kept(was, sealed, ends));
    }

    /** As {@link #signedAnew(MessageRow, SealedMessage, Ends)}, of a part. */
    @Transactional
    public MessageRow signedAnew(MessageRow was, SealedPart sealed, Ends ends) {
        return anew(was, () -> kept(was, sealed, ends));
    }

    private Optional<MessageRow> first(MessageRow row, Supplier<Kept> sealing) {
        if (messages.lock(row.id()).orElseThrow().state()
                != DeliveryState.APPROVED) { // set aside meanwhile is no first either
            return Optional.empty();
        }
        Optional<MessageRow> sealed = messages.seal(row.id(), sealing.get());
        sealed.ifPresent(now -> announcements.say(
                Happening.byGateway(now, "message.sealed"),
                Map.of("mic", mic(now).hex(), "certificate", hex(now.kept().sealedTo())),
                clock.instant()));
        return sealed;
    }

    private MessageRow anew(MessageRow was, Supplier<Kept> sealing) {
        MessageRow row = messages.lock(was.id()).orElseThrow();
        if (row.state() != DeliveryState.SEALED || !row.kept().equals(was.kept())) { // another node was first
            return row;
        }
        MessageRow now = messages.sealAnew(row.id(), sealing.get()).orElseThrow();
        if (!mic(now).equals(mic(row))) {
            throw new GatewayBug("what was sealed does not change: " + row.id());
        }
        sayIfOther("message.signed-anew", Kept::signedBy, row, now);
        sayIfOther("message.encrypted-anew", Kept::sealedTo, row, now);
        return now;
    }

    private void sayIfOther(
            String event, Function<Kept, Optional<Fingerprint>> certificate, MessageRow row, MessageRow now) {
        String was = hex(certificate.apply(row.kept()));
        String is = hex(certificate.apply(now.kept()));
        if (!is.equals(was)) {
            announcements.say(
                    Happening.byGateway(now, event),
                    Map.of("mic", mic(now).hex(), "was", was, "certificate", is),
                    clock.instant());
        }
    }

    private Kept kept(MessageRow row, SealedMessage sealed, Ends ends) {
        List<PayloadId> stored = payloads.storeAll(sealed.signedPart(), sealed.bytes());
        return kept(row, Optional.of(stored.getFirst()), Optional.of(stored.getLast()), ends, sealed.mic());
    }

    private Kept kept(MessageRow row, SealedPart sealed, Ends ends) {
        return kept(row, sealed.seal(), ends, sealed.mic());
    }

    private Kept kept(MessageRow row, Seal seal, Ends ends, Digest mic) {
        seals.store(row.id(), seal.bytes());
        return kept(row, Optional.empty(), Optional.empty(), ends, mic);
    }

    private static Kept kept(
            MessageRow row, Optional<PayloadId> signed, Optional<PayloadId> sealed, Ends ends, Digest mic) {
        return new Kept(
                row.kept().document(),
                signed,
                Optional.of(ends.signer()),
                sealed,
                Optional.of(ends.recipient()),
                Optional.of(mic));
    }

    private static Digest mic(MessageRow sealed) {
        return sealed.kept().mic().orElseThrow(() -> new GatewayBug("a sealed message has its MIC"));
    }

    private static String hex(Optional<Fingerprint> certificate) {
        return certificate.map(Fingerprint::hex).orElse("");
    }

    /** Whose certificates something is sealed with: ours that signs, the partner's that it is encrypted to. */
    record Ends(Fingerprint signer, Fingerprint recipient) {
        static Ends of(X509Certificate signer, X509Certificate recipient) {
            return new Ends(Certificates.fingerprint(signer), Certificates.fingerprint(recipient));
        }
    }
}
