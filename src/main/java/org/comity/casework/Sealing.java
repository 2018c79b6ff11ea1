package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * UC-02/2: seals a message once. The signature and the encryption are computed outside any transaction; what is stored first stays, so two
 * nodes that meet send the same bytes.
 */
@Service
public class Sealing {
    /** Of heap, for each message with files that is sealed at the same time: the file, its base64, its envelope, and what else lives. */
    private static final long HEAP_FOR_ONE = 128L << 20;

    private final Semaphore withFiles =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE));
    private final Clock clock;
    private final Sealer sealer;
    private final OwnKeys keys;
    private final CertificatePaths paths;
    private final Partners partners;
    private final Stored stored;
    private final Documents documents;
    private final Announcements announcements;
    private final TransactionOperations transaction;

    Sealing(
            Clock clock,
            Sealer sealer,
            OwnKeys keys,
            CertificatePaths paths,
            Partners partners,
            Stored stored,
            Documents documents,
            Announcements announcements,
            TransactionOperations transaction) {
        this.clock = clock;
        this.sealer = sealer;
        this.keys = keys;
        this.paths = paths;
        this.partners = partners;
        this.stored = stored;
        this.documents = documents;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    /** The rows that sealing reads and writes. */
    @Component
    record Stored(Payloads payloads, MessageRows messages, Attachments attachments) {}

    /** @return the row, sealed; or why the partner's certificate cannot be used now, which an operator must mend */
    public Checked<MessageRow> seal(MessageRow row) {
        if (row.state() != DeliveryState.APPROVED) {
            return Checked.passed(row);
        }
        return recipient(row, clock.instant()).then(recipient -> Checked.passed(seal(row, recipient)));
    }

    private MessageRow seal(MessageRow row, Recipient recipient) {
        List<Attachments.Attachment> inside = stored.attachments().of(row.id()).stream()
                .filter(attachment -> attachment.manifest().inParts() == 0)
                .toList();
        if (!row.isPart() && inside.isEmpty()) {
            return seal(row, inside, recipient);
        }
        withFiles.acquireUninterruptibly();
        try {
            return seal(row, inside, recipient);
        } finally {
            withFiles.release();
        }
    }

    private MessageRow seal(MessageRow row, List<Attachments.Attachment> inside, Recipient recipient) {
        SealedMessage sealed = sealer.seal(
                headers(row),
                stored.payloads().read(row.document()),
                row.isPart() ? List.of(piece(row)) : attached(inside),
                keys.signing(row.agency()),
                recipient);
        return store(row.id(), sealed);
    }

    private Checked<Recipient> recipient(MessageRow row, Instant now) {
        Optional<Partner> partner = partners.find(row.partner()).filter(Partner::isActive);
        return partner.map(active -> paths.recipient(active, now)
                        .then(certificate -> Checked.passed(new Recipient(certificate, active.allowances()))))
                .orElseGet(() -> Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem()));
    }

    private MessageRow store(MessageId id, SealedMessage sealed) {
        transaction.executeWithoutResult(status -> {
            MessageRow row = stored.messages().lock(id).orElseThrow();
            Instant now = clock.instant();
            if (!stored.messages().move(id, DeliveryState.SEALED, now)) {
                return;
            }
            Optional<PayloadId> signed = row.isPart()
                    ? Optional.empty()
                    : Optional.of(stored.payloads().store(sealed.signedPart()));
            stored.messages().sealed(id, signed, stored.payloads().store(sealed.bytes()), sealed.mic());
            announcements.say(
                    Happening.byGateway(row, "message.sealed"),
                    Map.of("mic", sealed.mic().hex()),
                    now);
        });
        return stored.messages().find(id).orElseThrow();
    }

    private static SignedHeaders headers(MessageRow row) {
        return new SignedHeaders(row.id(), row.agency(), row.partner(), row.created(), row.notAfter(), row.exercise());
    }

    private List<AttachedBytes> attached(List<Attachments.Attachment> inside) {
        return inside.stream()
                .map(attachment -> new AttachedBytes(
                        attachment.manifest().name(),
                        attachment.manifest().mediaType(),
                        stored.payloads().read(attachment.payload())))
                .toList();
    }

    private AttachedBytes piece(MessageRow row) {
        Message message = documents.read(row);
        if (!(message.content() instanceof Part part)) {
            throw new GatewayBug("a row of kind part holds a part");
        }
        Attachments.Attachment whole = stored.attachments()
                .find(part.manifest(), part.attachment())
                .orElseThrow(() -> new GatewayBug("parts are made from an attachment"));
        return new AttachedBytes(
                "part-" + part.index(),
                "application/octet-stream",
                stored.payloads().piece(whole.payload(), part.index()));
    }
}
