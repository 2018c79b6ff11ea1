package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;
import org.comity.trust.Certificates;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What sealing leaves: the envelope of a message with its signed part, the seal of a part. The first stays, until the partner changes its key. */
@Component
class Seals {
    private final Clock clock;
    private final MessageRows messages;
    private final Payloads payloads;
    private final Announcements announcements;

    Seals(Clock clock, MessageRows messages, Payloads payloads, Announcements announcements) {
        this.clock = clock;
        this.messages = messages;
        this.payloads = payloads;
        this.announcements = announcements;
    }

    MessageRow row(MessageId id) {
        return messages.find(id).orElseThrow();
    }

    /** @return the row, sealed; empty if another node was first, whose bytes stay */
    @Transactional
    public Optional<MessageRow> first(MessageId id, SealedMessage sealed, Recipient recipient) {
        return move(id, sealed.mic(), recipient).map(to -> {
            PayloadId signed = payloads.store(sealed.signedPart());
            messages.sealed(id, Optional.of(signed), payloads.store(sealed.bytes()), to, sealed.mic());
            return row(id);
        });
    }

    /** As {@link #first(MessageId, SealedMessage, Recipient)}, of a part. */
    @Transactional
    public Optional<MessageRow> first(MessageId id, SealedPart sealed, Recipient recipient) {
        return move(id, sealed.mic(), recipient).map(to -> {
            messages.sealed(id, Optional.empty(), payloads.store(sealed.seal().bytes()), to, sealed.mic());
            return row(id);
        });
    }

    private Optional<Fingerprint> move(MessageId id, Digest mic, Recipient recipient) {
        MessageRow row = messages.lock(id).orElseThrow();
        Instant now = clock.instant();
        if (!messages.move(id, DeliveryState.SEALED, now)) {
            return Optional.empty();
        }
        Fingerprint to = Certificates.fingerprint(recipient.certificate());
        announcements.say(
                Happening.byGateway(row, "message.sealed"), Map.of("mic", mic.hex(), "certificate", to.hex()), now);
        return Optional.of(to);
    }

    /** UC-02/2d: the envelope, or the seal, for the certificate that the partner has now. */
    @Transactional
    public MessageRow another(MessageId id, byte[] envelopeOrSeal, Recipient recipient) {
        MessageRow row = messages.lock(id).orElseThrow();
        if (row.state() != DeliveryState.SEALED || row.isSealedTo(recipient.certificate())) {
            return row;
        }
        Fingerprint to = Certificates.fingerprint(recipient.certificate());
        messages.sealedAnew(id, payloads.store(envelopeOrSeal), to);
        row.sealed().ifPresent(payloads::delete);
        announcements.say(
                Happening.byGateway(row, "message.encrypted-anew"),
                Map.of(
                        "mic", row.mic().map(Digest::hex).orElse(""),
                        "was", row.sealedTo().map(Fingerprint::hex).orElse(""),
                        "certificate", to.hex()),
                clock.instant());
        return row(id);
    }
}
