package org.comity.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRow.Filed;
import org.comity.journal.MessageRow.Kept;
import org.comity.journal.MessageRow.Progress;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.OperationId;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Component;

/** Makes messages: gives the id, writes the document, stores it and, unless it waits for approval, puts it in the outbox. */
@Component
class OutgoingMessages {
    /** Bytes of the files inside one message: with the document, in base64, below the 16 MiB that ENV-02 lets through. */
    private static final int MOST_INSIDE = 2 * Part.SIZE;

    private final MessageIds ids;
    private final MessageXml xml;
    private final Stored stored;
    private final OwnAgencies own;
    private final Alerting alerting;
    private final Bearers bearers;
    private final ClockWatch clocks;

    OutgoingMessages(
            MessageIds ids,
            MessageXml xml,
            Stored stored,
            OwnAgencies own,
            Alerting alerting,
            Bearers bearers,
            ClockWatch clocks) {
        this.ids = ids;
        this.xml = xml;
        this.stored = stored;
        this.own = own;
        this.alerting = alerting;
        this.bearers = bearers;
        this.clocks = clocks;
    }

    /** The rows that a message is made of. */
    @Component
    record Stored(Payloads payloads, MessageRows messages, Attachments attachments, Outbox outbox) {}

    MessageId nextId(Outgoing outgoing, Instant now) {
        return ids.next(outgoing.from(), now);
    }

    /** Joins the caller's transaction. */
    MessageId compose(Outgoing outgoing, Instant now) {
        return compose(nextId(outgoing, now), outgoing, now);
    }

    MessageId compose(MessageId id, Outgoing outgoing, Instant now) {
        SignedHeaders headers = headers(id, outgoing, now);
        boolean whole = bearers.carry(outgoing.to(), outgoing.filing());
        List<AttachmentManifest> manifests =
                whole ? outgoing.files().stream().map(file -> file.manifest(0)).toList() : manifests(outgoing.files());
        DeliveryState state = outgoing.needsApproval()
                ? DeliveryState.AWAITING_APPROVAL
                : bearers.approved(outgoing.to(), outgoing.filing());
        insert(headers, outgoing, outgoing.content(), manifests, outgoing.urgency(), state);
        for (int index = 0; index < manifests.size(); index++) {
            AttachmentManifest manifest = manifests.get(index);
            PayloadId payload = outgoing.files().get(index).payload();
            stored.attachments().insert(new Attachments.Attachment(id, manifest, payload, Optional.of(now)));
            composeParts(headers, outgoing, manifest, state);
        }
        if (outgoing.needsApproval()) {
            callSecondPerson(id, outgoing, now);
        } else {
            dispatch(id, outgoing.to(), outgoing.urgency(), outgoing.filing(), now);
        }
        return id;
    }

    /** UC-01/5c: what is urgent does not wait until somebody looks at the list. */
    private void callSecondPerson(MessageId id, Outgoing outgoing, Instant now) {
        if (outgoing.urgency() != Urgency.ROUTINE) {
            Optional<MessageId> request = outgoing.filing().map(Filing::request);
            String subject = outgoing.operation().map(OperationId::toString).orElseGet(id::toString);
            alerting.raise(outgoing.from(), Alerting.APPROVAL_AWAITED, subject, request, now);
        }
    }

    /** Puts an approved message in the outbox, behind the earlier ones of its matter to the same partner; or calls who carries it. */
    void dispatch(MessageId id, AgencyId partner, Urgency urgency, Optional<Filing> filing, Instant now) {
        if (bearers.carry(partner, filing)) {
            filing.ifPresent(place -> bearers.call(id, place, now));
            return;
        }
        String line = filing.map(place -> Lines.out(place.matter(), partner)).orElse(null);
        stored.outbox().put(Addresses.OUTBOUND, id.toString(), partner.value(), line, Priorities.of(urgency), now);
    }

    /** Parts wait until the message with the manifest is delivered; see {@link Carrying}. */
    private void composeParts(
            SignedHeaders announced, Outgoing outgoing, AttachmentManifest manifest, DeliveryState state) {
        int count = manifest.inParts();
        for (int index = 0; index < count; index++) {
            int length = (int) Math.min(Part.SIZE, manifest.length() - (long) index * Part.SIZE);
            Part part = new Part(announced.id(), manifest.sha256(), index, count, length);
            SignedHeaders headers = new SignedHeaders(
                    ids.next(announced.from(), announced.created()),
                    announced.from(),
                    announced.to(),
                    announced.created(),
                    announced.notAfter(),
                    announced.exercise());
            insert(headers, outgoing, part, List.of(), Urgency.ROUTINE, state);
        }
    }

    private void insert(
            SignedHeaders headers,
            Outgoing outgoing,
            Content content,
            List<AttachmentManifest> manifests,
            Urgency urgency,
            DeliveryState state) {
        byte[] document = xml.write(new Message(headers, content, manifests));
        Optional<MessageId> request = content instanceof Part part
                ? Optional.of(part.manifest())
                : outgoing.filing().map(Filing::request);
        Filed filed = new Filed(
                outgoing.filing().map(Filing::matter), outgoing.filing().map(Filing::unit), request);
        stored.messages()
                .insert(new MessageRow(
                        headers,
                        Direction.OUT,
                        headers.to(),
                        content.kind(),
                        urgency,
                        filed,
                        content.answers(),
                        Kept.bare(stored.payloads().store(document)),
                        Optional.of(outgoing.author().name()),
                        Optional.empty(),
                        Progress.begun(state)));
    }

    private SignedHeaders headers(MessageId id, Outgoing outgoing, Instant now) {
        return new SignedHeaders(
                id,
                outgoing.from(),
                outgoing.to(),
                clocks.notLate(now)
                        .truncatedTo(ChronoUnit.SECONDS), // THREAT-89: from the future it is turned away for good
                outgoing.notAfter().truncatedTo(ChronoUnit.SECONDS),
                own.exercise());
    }

    /** What is longer than a part, or finds no room inside the message any more, travels in parts. */
    private static List<AttachmentManifest> manifests(List<StoredFile> files) {
        List<AttachmentManifest> manifests = new ArrayList<>();
        long room = MOST_INSIDE;
        for (StoredFile file : files) {
            boolean inside = file.length() <= Math.min(room, Part.SIZE);
            room -= inside ? file.length() : 0;
            manifests.add(file.manifest(inside ? 0 : Math.toIntExact(Math.ceilDiv(file.length(), Part.SIZE))));
        }
        return manifests;
    }
}
