package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.envelope.Arrival;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.journal.Attachments;
import org.comity.journal.Inbox;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRow.Filed;
import org.comity.journal.MessageRow.Kept;
import org.comity.journal.MessageRow.Progress;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.OwedReceipts;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.journal.StoredReceipt;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.RequestContent;
import org.comity.messages.Urgency;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.trust.Certificates;
import org.comity.trust.OwnKeys;
import org.comity.trust.SigningKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** UC-03/5 to 7: makes a received message durable and its receipt with it, once (THREAT-78, THREAT-79). */
@Component
class Recording {
    /** A receipt is offered as long as a partner may be down over a long weekend; then a person hears of it. */
    static final Duration OFFERED = Duration.ofDays(4);

    private final Receipts receipts;
    private final OwnKeys keys;
    private final Stored stored;
    private final Parts parts;
    private final Documents documents;
    private final Alerting alerting;
    private final Announcements announcements;
    private final UnknownCertificates unknown;
    private final ClockWatch clocks;
    private final Noise noise = new Noise();

    Recording(
            Receipts receipts,
            OwnKeys keys,
            Stored stored,
            Parts parts,
            Documents documents,
            Alerting alerting,
            Announcements announcements,
            UnknownCertificates unknown,
            ClockWatch clocks) {
        this.receipts = receipts;
        this.keys = keys;
        this.stored = stored;
        this.parts = parts;
        this.documents = documents;
        this.alerting = alerting;
        this.announcements = announcements;
        this.unknown = unknown;
        this.clocks = clocks;
    }

    /** The rows that a received message is made of. */
    @Component
    record Stored(
            Inbox inbox,
            MessageRows messages,
            Attachments attachments,
            Payloads payloads,
            ReceiptRows receipts,
            OwedReceipts owed,
            Outbox outbox) {}

    @Transactional
    public Reception message(Reading.Understood understood, boolean receiptLater) {
        Arrival arrival = understood.arrival();
        Digest mic = understood.opened().mic();
        Optional<Inbox.Seen> seen = stored.inbox().find(arrival.id());
        if (seen.isPresent()) {
            return again(arrival, mic, seen.get(), receiptLater);
        }
        Message message = understood.valid().message();
        List<Problem> problems = parts.objections(message, arrival.claimed().id(), arrival.own(), arrival.now());
        return problems.isEmpty()
                ? store(understood, message, receiptLater)
                : turnAway(arrival, mic, problems, receiptLater);
    }

    /** A replay of what we have is answered with the first receipt, even where it would be stale by now. */
    @Transactional
    public Reception objection(Reading.Objectionable objectionable, boolean receiptLater) {
        Arrival arrival = objectionable.arrival();
        // SIG-15: under another carrier's id it is no replay, and its receipt would name the wrong one (THREAT-85)
        Optional<Inbox.Seen> seen =
                objectionable.id().filter(arrival.id()::equals).flatMap(stored.inbox()::find);
        if (seen.filter(first -> isSame(first, arrival, objectionable.mic())).isPresent()) {
            return again(arrival, objectionable.mic(), seen.get(), receiptLater);
        }
        if (objectionable.isOfTheTimeAlone() && !clocks.isSettled(arrival.now())) {
            // THREAT-89: by the right time it may be fresh
            return Reception.NotUnderstood.yet();
        }
        return turnAway(arrival, objectionable.mic(), objectionable.problems(), receiptLater);
    }

    @Transactional
    public Reception notUnderstood(Reading.Unreadable unreadable) {
        Arrival arrival = unreadable.arrival();
        noise.hear(
                arrival,
                number -> say(arrival, "noise.counted", Map.of("number", number)),
                () -> say(arrival, "message.not-understood", unreadable.problems()));
        if (unreadable.isOutsideValidity() && clocks.isSettled(arrival.now())) {
            alerting.raise(arrival.own(), arrival.claimed().id(), "certificate-ended", arrival.now());
        }
        return new Reception.NotUnderstood(unreadable.problems());
    }

    private Reception again(Arrival arrival, Digest mic, Inbox.Seen seen, boolean receiptLater) {
        if (isSame(seen, arrival, mic)) {
            unknown.over(arrival, mic);
            SigningKey key = keys.signing(arrival.own());
            Optional<MessageRow> outdated = stored.messages()
                    .find(arrival.id())
                    .filter(row -> row.agency().equals(arrival.own()) && !isFirstSignedBy(key, row.id()));
            if (outdated.isPresent()) {
                return signedAnew(arrival, outdated.get(), seen, key, receiptLater);
            }
            owe(arrival, seen.receipt(), receiptLater);
            return new Reception.Receipted(new Receipt(stored.payloads().read(seen.receipt())), true);
        }
        alerting.raise(
                arrival.own(), arrival.claimed().id(), "id-conflict", arrival.now()); // the journal names each id
        return turnAway(arrival, mic, List.of(SignatureProblem.ID_CONFLICT.problem()), receiptLater);
    }

    private boolean isFirstSignedBy(SigningKey key, MessageId id) {
        return stored.receipts()
                .find(id)
                .map(StoredReceipt::signer)
                .filter(Certificates.fingerprint(key.certificate())::equals)
                .isPresent();
    }

    /** SIG-17: of a key that has been replaced or has ended, its sender would refuse the first for ever. The first stays here. */
    private Reception signedAnew(
            Arrival arrival, MessageRow row, Inbox.Seen seen, SigningKey key, boolean receiptLater) {
        Digest mic = seen.mic();
        Receipt receipt = receipts.receipt(new ReceiptFacts(row.id(), row.agency(), mic, List.of()), key);
        String certificate = Certificates.fingerprint(key.certificate()).hex();
        announcements.say(
                Happening.byGateway(row, "message.receipt-signed-anew"),
                Map.of("mic", mic.hex(), "certificate", certificate),
                arrival.now());
        stored.owed().taken(seen.receipt()); // no longer offered
        if (receiptLater) {
            owe(arrival, stored.payloads().store(receipt.entity()), true);
        }
        return new Reception.Receipted(receipt, true);
    }

    private static boolean isSame(Inbox.Seen seen, Arrival arrival, Digest mic) {
        return seen.mic().equals(mic) && seen.partner().equals(arrival.claimed().id());
    }

    private Reception turnAway(Arrival arrival, Digest mic, List<Problem> problems, boolean receiptLater) {
        Receipt receipt = receipts.receipt(
                new ReceiptFacts(arrival.id(), arrival.own(), mic, problems), keys.signing(arrival.own()));
        say(arrival, "message.turned-away", problems);
        if (receiptLater) {
            owe(arrival, stored.payloads().store(receipt.entity()), true);
        }
        return new Reception.TurnedAway(receipt, problems);
    }

    private Reception store(Reading.Understood understood, Message message, boolean receiptLater) {
        Arrival arrival = understood.arrival();
        Instant now = arrival.now();
        MessageId id = arrival.id();
        Digest mic = understood.opened().mic();
        SigningKey key = keys.signing(arrival.own());
        Receipt receipt = receipts.receipt(new ReceiptFacts(id, arrival.own(), mic, List.of()), key);
        PayloadId receiptPayload = stored.payloads().store(receipt.entity());
        Optional<Digest> content = SameContent.digest(message);
        Optional<MessageId> before = content.flatMap(
                said -> stored.inbox().saidBefore(arrival.claimed().id(), said));
        if (!stored.inbox().add(id, new Inbox.Seen(arrival.claimed().id(), mic, receiptPayload, now), content)) {
            // it came twice at the same time, and the other was first (THREAT-78)
            return again(arrival, mic, stored.inbox().find(id).orElseThrow(), receiptLater);
        }
        owe(arrival, receiptPayload, receiptLater);
        MessageRow row = row(understood, message, keep(understood, message));
        stored.messages().insert(row);
        unknown.over(arrival, mic);
        enclosures(understood, message, now);
        stored.receipts()
                .insert(new StoredReceipt(
                        id,
                        Direction.OUT,
                        receiptPayload,
                        mic,
                        "processed",
                        Certificates.fingerprint(key.certificate()),
                        now));
        stored.outbox()
                .put(
                        Addresses.INBOUND,
                        id.toString(),
                        row.partner().value(),
                        Lines.in(message.content().about().orElse(row.id())),
                        Priorities.of(row.urgency()),
                        now);
        Map<String, String> detail = new TreeMap<>(Map.of("mic", mic.hex(), "kind", row.kind()));
        before.ifPresent(first -> detail.put("identical-payload", first.toString())); // THREAT-80
        announcements.say(Happening.byGateway(row, "message.received"), detail, now);
        return new Reception.Receipted(receipt, false);
    }

    /** @return the document and, unless it is a part, the signed part and the envelope */
    private List<PayloadId> keep(Reading.Understood understood, Message message) {
        OpenedMessage opened = understood.opened();
        List<PayloadId> kept = message.content() instanceof Part
                ? stored.payloads().storeAll(opened.xml())
                : stored.payloads().storeAll(opened.xml(), opened.signedPart(), understood.raw());
        documents.remember(kept.getFirst(), message, opened.xml().length);
        return kept;
    }

    /** The errand to post it commits with what it proves: no crash in between can lose it (UC-03/9a). */
    private void owe(Arrival arrival, PayloadId receipt, boolean receiptLater) {
        if (receiptLater) {
            stored.owed()
                    .put(new OwedReceipts.Owed(
                            receipt,
                            arrival.id(),
                            arrival.own(),
                            arrival.claimed().id(),
                            arrival.now(),
                            arrival.now().plus(OFFERED)));
            stored.outbox()
                    .put(
                            Addresses.RECEIPTS,
                            receipt.toString(),
                            arrival.claimed().id().value(),
                            null,
                            Priorities.RECEIPT,
                            arrival.now());
        }
    }

    private static MessageRow row(Reading.Understood understood, Message message, List<PayloadId> kept) {
        return new MessageRow(
                message.headers(),
                Direction.IN,
                message.headers().from(),
                message.content().kind(),
                urgency(message),
                message.content() instanceof Part of ? Filed.partOf(of.manifest()) : Filed.NOWHERE,
                message.content().answers(),
                new Kept(
                        kept.getFirst(),
                        kept.stream().skip(1).findFirst(),
                        Optional.empty(),
                        kept.stream().skip(2).findFirst(),
                        Optional.empty(),
                        Optional.of(understood.opened().mic())),
                Optional.empty(),
                Optional.empty(),
                Progress.begun(DeliveryState.RECEIVED));
    }

    private void enclosures(Reading.Understood understood, Message message, Instant now) {
        List<AttachedBytes> attached = understood.opened().attachments();
        if (message.content() instanceof Part part) {
            parts.add(part, attached.getFirst().bytes(), now);
            return;
        }
        for (AttachmentManifest manifest : message.attachments()) {
            if (manifest.inParts() > 0) {
                parts.announce(message.headers(), manifest, now);
                continue;
            }
            PayloadId payload = stored.payloads().store(bytes(manifest, attached));
            stored.attachments()
                    .insert(new Attachments.Attachment(message.headers().id(), manifest, payload, Optional.of(now)));
        }
    }

    private static byte[] bytes(AttachmentManifest manifest, List<AttachedBytes> attached) {
        return attached.stream()
                .map(AttachedBytes::bytes)
                .filter(bytes -> Digest.of(bytes).equals(manifest.sha256()))
                .findFirst()
                .orElseThrow();
    }

    private static Urgency urgency(Message message) {
        return message.content() instanceof RequestContent request
                ? request.urgency().level()
                : Urgency.ROUTINE;
    }

    private void say(Arrival arrival, String event, List<Problem> problems) {
        say(arrival, event, Map.of("problems", Carrying.codes(problems)));
    }

    private void say(Arrival arrival, String event, Map<String, String> detail) {
        announcements.say(Happening.byGateway(arrival, event), detail, arrival.now());
    }
}
