package org.comity.casework;

import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.comity.journal.AccessRows;
import org.comity.journal.Attachments;
import org.comity.journal.ByHandRows;
import org.comity.journal.Event;
import org.comity.journal.Journal;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.journal.UseRows;
import org.comity.matters.ByHand;
import org.comity.matters.Direction;
import org.comity.matters.Purpose;
import org.comity.matters.Request;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-11: reading content. Who may not, learns nothing; who may, stands in the journal before the content is given out. */
@Service
public class Readings {
    private final Clock clock;
    private final Access access;
    private final MessageRows messages;
    private final ReceiptRows receipts;
    private final Attachments attachments;
    private final ByHandRows records;
    private final AccessRows accesses;
    private final Payloads payloads;
    private final Documents documents;
    private final Conditions conditions;
    private final Journal journal;

    Readings(
            Clock clock,
            Access access,
            MessageRows messages,
            ReceiptRows receipts,
            Attachments attachments,
            ByHandRows records,
            AccessRows accesses,
            Payloads payloads,
            Documents documents,
            Conditions conditions,
            Journal journal) {
        this.clock = clock;
        this.access = access;
        this.messages = messages;
        this.receipts = receipts;
        this.attachments = attachments;
        this.records = records;
        this.accesses = accesses;
        this.payloads = payloads;
        this.documents = documents;
        this.conditions = conditions;
        this.journal = journal;
    }

    /** As {@link #document(Actor, MessageId, MessageId, Optional)}, by whoever says no purpose. */
    @Transactional
    public Checked<byte[]> document(Actor actor, MessageId request, MessageId message) {
        return document(actor, request, message, Optional.empty());
    }

    /**
     * The XML of a message of {@code request}, the exact bytes that were signed.
     *
     * @param purpose for the log of uses; a text that supplies something on conditions is not read without saying for what (ETS185/28/4)
     */
    @Transactional
    public Checked<byte[]> document(Actor actor, MessageId request, MessageId message, Optional<Purpose> purpose) {
        return text(
                actor,
                request,
                message,
                purpose,
                row -> payloads.read(row.kept().document()));
    }

    /** A message of {@code request} as its sender meant it. */
    @Transactional
    public Checked<Message> message(Actor actor, MessageId request, MessageId message) {
        return text(actor, request, message, Optional.empty(), documents::read);
    }

    private <T> Checked<T> text(
            Actor actor,
            MessageId request,
            MessageId message,
            Optional<Purpose> purpose,
            Function<MessageRow, T> reading) {
        Optional<MessageRow> row = find(actor, request, message);
        boolean supplies =
                row.filter(known -> UseRows.SUPPLYING.contains(known.kind())).isPresent();
        if (supplies && purpose.isEmpty() && isBound(actor, request, message)) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("purpose"));
        }
        return found(row.map(known -> {
            record(actor, known, "document.read", detail(purpose));
            return reading.apply(known);
        }));
    }

    /** The signed receipt of a message of {@code request}, whole. */
    @Transactional
    public Checked<byte[]> receipt(Actor actor, MessageId request, MessageId message) {
        return found(find(actor, request, message)
                .flatMap(row -> receipts.find(row.id()).map(receipt -> {
                    record(actor, row, "receipt.read");
                    return payloads.read(receipt.payload());
                })));
    }

    /** UC-06/6: the deadlines within the actor's reach, as a calendar; one entry for one reading, however many they are. */
    @Transactional
    public void calendar(Actor actor, int deadlines) {
        journal.append(new Event(
                "calendar.read",
                actor.name(),
                clock.instant(),
                new AgencyId(actor.agency()),
                Optional.empty(),
                Optional.of(actor.unit()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("deadlines", String.valueOf(deadlines))));
    }

    /** @param bytes read from the database as they are taken, one piece in memory */
    public record OpenedFile(String name, long length, InputStream bytes) {}

    /** Where the bytes of a whole file are, for {@link OpenedFiles}; nothing is journalled, nothing is given out. */
    Optional<PayloadId> payload(Actor actor, MessageId request, MessageId message, Digest sha256) {
        return find(actor, request, message)
                .flatMap(row -> attachments.find(row.id(), sha256))
                .filter(found -> found.complete().isPresent())
                .map(Attachments.Attachment::payload);
    }

    /** Whether {@code message} is within reach, came from the partner, and conditions were put on what is supplied. */
    boolean isBound(Actor actor, MessageId request, MessageId message) {
        return find(actor, request, message)
                        .filter(row -> row.direction() == Direction.IN)
                        .isPresent()
                && conditions.bind(request);
    }

    /** As {@link #payload}, of a scan. */
    Optional<PayloadId> payloadOfScan(Actor actor, MessageId request, MessageId message, UUID record) {
        return find(actor, request, message).flatMap(row -> records.scan(row.id(), record));
    }

    /** As {@link OpenedFiles#attachment}, of what may be opened. */
    @Transactional
    Checked<OpenedFile> attachment(
            Actor actor, MessageId request, MessageId message, Digest sha256, Optional<Purpose> purpose) {
        Optional<MessageRow> row = find(actor, request, message);
        Optional<Attachments.Attachment> found = row.flatMap(known -> attachments.find(known.id(), sha256));
        if (found.isEmpty()) {
            return found(Optional.empty());
        }
        if (found.get().complete().isEmpty()) {
            return Checked.failed(DeskProblem.ATTACHMENT_ON_ITS_WAY.problem()); // DSK-20
        }
        Map<String, String> detail = detail(purpose);
        detail.put("sha256", sha256.hex());
        record(actor, row.get(), "attachment.read", detail);
        PayloadId payload = found.get().payload();
        return Checked.passed(
                new OpenedFile(found.get().manifest().name(), payloads.length(payload), payloads.open(payload)));
    }

    /** As {@link OpenedFiles#scan}, of what may be opened. */
    @Transactional
    Checked<OpenedFile> scan(Actor actor, MessageId request, MessageId message, UUID record) {
        Optional<MessageRow> row = find(actor, request, message);
        Optional<PayloadId> payload = row.flatMap(known -> records.scan(known.id(), record));
        return found(payload.map(bytes -> {
            record(actor, row.orElseThrow(), "scan.read", Map.of("record", record.toString()));
            String name = records.of(request).stream()
                    .filter(one -> one.id().equals(record))
                    .flatMap(one -> one.scan().map(ByHand.Scan::name).stream())
                    .findFirst()
                    .orElseThrow();
            return new OpenedFile(name, payloads.length(bytes), payloads.open(bytes));
        }));
    }

    /** As {@link #payload}, of the proof of an own access. */
    Optional<PayloadId> payloadOfAccess(Actor actor, String matter, UUID entry) {
        return access.find(actor, matter).flatMap(found -> accesses.scan(found.id(), entry));
    }

    /** As {@link OpenedFiles#access}, of what may be opened. */
    @Transactional
    Checked<OpenedFile> access(Actor actor, String matter, UUID entry) {
        return found(access.find(actor, matter)
                .flatMap(found -> accesses.scan(found.id(), entry).map(bytes -> {
                    journal.append(new Event(
                            "scan.read",
                            actor.name(),
                            clock.instant(),
                            found.agency(),
                            Optional.of(found.id()),
                            Optional.of(found.unit()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of("access", entry.toString())));
                    String name = accesses.of(found.id()).stream()
                            .filter(one -> one.id().equals(entry))
                            .flatMap(one -> one.scan().map(ByHand.Scan::name).stream())
                            .findFirst()
                            .orElseThrow();
                    return new OpenedFile(name, payloads.length(bytes), payloads.open(bytes));
                })));
    }

    private Optional<MessageRow> find(Actor actor, MessageId request, MessageId message) {
        return access.find(actor, request)
                .map(Request::id)
                .flatMap(
                        id -> messages.find(message).filter(row -> row.request().equals(Optional.of(id))));
    }

    private static Map<String, String> detail(Optional<Purpose> purpose) {
        Map<String, String> detail = new TreeMap<>();
        purpose.ifPresent(stated -> detail.put("purpose", stated.name()));
        return detail;
    }

    private void record(Actor actor, MessageRow row, String event) {
        record(actor, row, event, Map.of());
    }

    private void record(Actor actor, MessageRow row, String event, Map<String, String> detail) {
        journal.append(new Event(
                event,
                actor.name(),
                clock.instant(),
                row.agency(),
                row.filed().matter(),
                row.filed().unit(),
                row.request(),
                Optional.of(row.id()),
                Optional.of(row.partner()),
                detail));
    }

    private static <T> Checked<T> found(Optional<T> content) {
        return content.map(Checked::passed).orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.problem()));
    }
}
