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
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.trust.CertificatePaths;
import org.comity.trust.Certificates;
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

    /**
     * Seals what is approved. What is sealed goes as it is, unless the partner has another encryption certificate by now (UC-02/2d).
     *
     * @return the row, sealed; or why the partner's certificate cannot be used now, which an operator must mend
     */
    public Checked<MessageRow> seal(MessageRow row) {
        return switch (row.state()) {
            case APPROVED -> recipient(row).then(to -> Checked.passed(store(row.id(), make(row, to), to)));
            case SEALED -> recipient(row).then(to -> isFor(row, to) ? Checked.passed(row) : anew(row, to));
            default -> Checked.passed(row);
        };
    }

    private SealedMessage make(MessageRow row, Recipient recipient) {
        List<Attachments.Attachment> inside = stored.attachments().of(row.id()).stream()
                .filter(attachment -> attachment.manifest().inParts() == 0)
                .toList();
        if (!row.isPart() && inside.isEmpty()) {
            return make(row, inside, recipient);
        }
        withFiles.acquireUninterruptibly();
        try {
            return make(row, inside, recipient);
        } finally {
            withFiles.release();
        }
    }

    private SealedMessage make(MessageRow row, List<Attachments.Attachment> inside, Recipient recipient) {
        return sealer.seal(
                headers(row),
                stored.payloads().read(row.document()),
                row.isPart() ? List.of(piece(row)) : attached(inside),
                keys.signing(row.agency()),
                recipient);
    }

    private static boolean isFor(MessageRow row, Recipient recipient) {
        return row.sealedTo()
                .filter(Certificates.fingerprint(recipient.certificate())::equals)
                .isPresent();
    }

    /**
     * The same signed part for another key: id and MIC stay. A part of evidence keeps no signed part; it is made again from the same bytes,
     * so that its MIC is the same, or it does not leave.
     */
    private Checked<MessageRow> anew(MessageRow row, Recipient recipient) {
        if (row.signed().isPresent()) {
            return Checked.passed(replace(row.id(), encrypted(row.signed().get(), recipient), recipient));
        }
        SealedMessage again = make(row, recipient);
        return row.mic().filter(again.mic()::equals).isPresent()
                ? Checked.passed(replace(row.id(), again.bytes(), recipient))
                : Checked.failed(CaseworkProblem.OTHER_MIC.problem());
    }

    private byte[] encrypted(PayloadId signed, Recipient recipient) {
        withFiles.acquireUninterruptibly();
        try {
            return sealer.encryptAgain(stored.payloads().read(signed), recipient);
        } finally {
            withFiles.release();
        }
    }

    private MessageRow replace(MessageId id, byte[] envelope, Recipient recipient) {
        transaction.executeWithoutResult(status -> {
            MessageRow row = stored.messages().lock(id).orElseThrow();
            if (row.state() != DeliveryState.SEALED || isFor(row, recipient)) {
                return;
            }
            Fingerprint to = Certificates.fingerprint(recipient.certificate());
            stored.messages().sealedAnew(id, stored.payloads().store(envelope), to);
            announcements.say(
                    Happening.byGateway(row, "message.encrypted-anew"),
                    Map.of(
                            "mic", row.mic().map(Digest::hex).orElse(""),
                            "was", row.sealedTo().map(Fingerprint::hex).orElse(""),
                            "certificate", to.hex()),
                    clock.instant());
        });
        return stored.messages().find(id).orElseThrow();
    }

    private Checked<Recipient> recipient(MessageRow row) {
        Instant now = clock.instant();
        Optional<Partner> partner = partners.find(row.partner()).filter(Partner::isActive);
        return partner.map(active -> paths.recipient(active, now)
                        .then(certificate -> Checked.passed(new Recipient(certificate, active.allowances()))))
                .orElseGet(() -> Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem()));
    }

    private MessageRow store(MessageId id, SealedMessage sealed, Recipient recipient) {
        transaction.executeWithoutResult(status -> {
            MessageRow row = stored.messages().lock(id).orElseThrow();
            Instant now = clock.instant();
            if (!stored.messages().move(id, DeliveryState.SEALED, now)) {
                return;
            }
            Optional<PayloadId> signed = row.isPart()
                    ? Optional.empty()
                    : Optional.of(stored.payloads().store(sealed.signedPart()));
            Fingerprint to = Certificates.fingerprint(recipient.certificate());
            stored.messages().sealed(id, signed, stored.payloads().store(sealed.bytes()), to, sealed.mic());
            announcements.say(
                    Happening.byGateway(row, "message.sealed"),
                    Map.of("mic", sealed.mic().hex(), "certificate", to.hex()),
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
