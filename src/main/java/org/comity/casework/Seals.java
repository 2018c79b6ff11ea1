package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.comity.envelope.Recipient;
import org.comity.envelope.Seal;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
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
    public Optional<MessageRow> first(MessageId id, SealedMessage sealed, Recipient recipient) {
        if (messages.lock(id).orElseThrow().state()
                != DeliveryState.APPROVED) { // set aside meanwhile is no first either
            return Optional.empty();
        }
        Fingerprint to = Certificates.fingerprint(recipient.certificate());
        List<PayloadId> stored = payloads.storeAll(sealed.signedPart(), sealed.bytes());
        Optional<MessageRow> row = messages.seal(id, stored.getFirst(), stored.getLast(), to, sealed.mic());
        row.ifPresent(now -> say(now, sealed.mic(), to, clock.instant()));
        return row;
    }

    /** As {@link #first(MessageId, SealedMessage, Recipient)}, of a part. */
    @Transactional
    public Optional<MessageRow> first(MessageId id, SealedPart sealed, Recipient recipient) {
        return move(id, sealed.mic(), recipient).map(to -> {
            seals.store(id, sealed.seal().bytes());
            messages.sealedPart(id, to, sealed.mic());
            return row(id);
        });
    }

    private Optional<Fingerprint> move(MessageId id, Digest mic, Recipient recipient) {
        MessageRow row = messages.lock(id).orElseThrow();
        Instant now = clock.instant();
        if (row.state() != DeliveryState.APPROVED || !messages.move(id, DeliveryState.SEALED, now)) {
            return Optional.empty();
        }
        Fingerprint to = Certificates.fingerprint(recipient.certificate());
        say(row, mic, to, now);
        return Optional.of(to);
    }

    private void say(MessageRow row, Digest mic, Fingerprint to, Instant now) {
        announcements.say(
                Happening.byGateway(row, "message.sealed"), Map.of("mic", mic.hex(), "certificate", to.hex()), now);
    }

    /** UC-02/2d: the envelope for the certificate that the partner has now. */
    @Transactional
    public MessageRow another(MessageId id, byte[] envelope, Recipient recipient) {
        return replace(id, recipient, () -> Optional.of(payloads.store(envelope)));
    }

    /** As {@link #another(MessageId, byte[], Recipient)}, of a part. */
    @Transactional
    public MessageRow another(MessageId id, Seal seal, Recipient recipient) {
        return replace(id, recipient, () -> {
            seals.store(id, seal.bytes());
            return Optional.empty();
        });
    }

    private MessageRow replace(MessageId id, Recipient recipient, Supplier<Optional<PayloadId>> sealed) {
        MessageRow row = messages.lock(id).orElseThrow();
        if (row.state() != DeliveryState.SEALED || row.isSealedTo(recipient.certificate())) {
            return row;
        }
        Fingerprint to = Certificates.fingerprint(recipient.certificate());
        messages.sealedAnew(id, sealed.get(), to);
        announcements.say(
                Happening.byGateway(row, "message.encrypted-anew"),
                Map.of(
                        "mic", row.kept().mic().map(Digest::hex).orElse(""),
                        "was", row.kept().sealedTo().map(Fingerprint::hex).orElse(""),
                        "certificate", to.hex()),
                clock.instant());
        return row(id);
    }
}
