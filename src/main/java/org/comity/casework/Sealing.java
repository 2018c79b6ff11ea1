package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Envelope;
import org.comity.envelope.Recipient;
import org.comity.envelope.Seal;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * UC-02/1: seals a message once. The signature and the encryption are computed outside any transaction; what is stored first stays, so two
 * nodes that meet send the same bytes. Of a part only the seal is stored, see {@link Envelopes}.
 */
@Service
public class Sealing {
    /** Of heap, for each message with files that is sealed at the same time: the files, its signed part, its envelope, and what else lives. */
    private static final long HEAP_FOR_ONE = 64L << 20;

    private final Semaphore withFiles =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE));
    private final Clock clock;
    private final Sealer sealer;
    private final OwnKeys keys;
    private final CertificatePaths paths;
    private final Partners partners;
    private final Stored stored;
    private final Seals seals;
    private final Envelopes envelopes;

    Sealing(
            Clock clock,
            Sealer sealer,
            OwnKeys keys,
            CertificatePaths paths,
            Partners partners,
            Stored stored,
            Seals seals,
            Envelopes envelopes) {
        this.clock = clock;
        this.sealer = sealer;
        this.keys = keys;
        this.paths = paths;
        this.partners = partners;
        this.stored = stored;
        this.seals = seals;
        this.envelopes = envelopes;
    }

    /** The rows that sealing reads. */
    @Component
    record Stored(Payloads payloads, SealRows seals, Attachments attachments) {}

    /**
     * A message that is sealed.
     *
     * @param made its envelope, if it was made here and now; otherwise {@link Envelopes} has it
     */
    public record Sealed(MessageRow row, Optional<Envelope> made) {
        Sealed(MessageRow row) {
            this(row, Optional.empty());
        }
    }

    /**
     * Seals what is approved. What is sealed goes as it is, unless the partner has another encryption certificate by now (UC-02/2d).
     *
     * @return the row, sealed; or why the partner's certificate cannot be used now, which an operator must mend
     */
    public Checked<Sealed> seal(MessageRow row) {
        return switch (row.state()) {
            case APPROVED -> recipient(row).then(to -> Checked.passed(seal(row, to)));
            case SEALED ->
                recipient(row)
                        .then(to -> Checked.passed(new Sealed(row.isSealedTo(to.certificate()) ? row : anew(row, to))));
            default -> Checked.passed(new Sealed(row));
        };
    }

    private Sealed seal(MessageRow row, Recipient recipient) {
        if (row.isPart()) {
            return inTurn(() -> sealPart(row, recipient));
        }
        List<Attachments.Attachment> inside = stored.attachments().of(row.id()).stream()
                .filter(attachment -> attachment.manifest().inParts() == 0)
                .toList();
        return inside.isEmpty() ? sealWhole(row, inside, recipient) : inTurn(() -> sealWhole(row, inside, recipient));
    }

    private Sealed sealWhole(MessageRow row, List<Attachments.Attachment> inside, Recipient recipient) {
        SealedMessage sealed = sealer.seal(
                row.headers(),
                stored.payloads().read(row.kept().document()),
                attached(inside),
                keys.signing(row.agency()),
                recipient);
        return seals.first(row.id(), sealed, recipient)
                .map(now -> new Sealed(
                        now,
                        Optional.of(sealed.bytes())
                                .filter(small -> inside.isEmpty())
                                .map(Envelope::of)))
                .orElseGet(() -> new Sealed(seals.row(row.id())));
    }

    private Sealed sealPart(MessageRow row, Recipient recipient) {
        Envelopes.Contents part = envelopes.contents(row);
        SealedPart sealed =
                sealer.sealPart(row.headers(), part.document(), part.piece(), keys.signing(row.agency()), recipient);
        return seals.first(row.id(), sealed, recipient)
                .map(now -> new Sealed(now, Optional.of(sealed.envelope())))
                .orElseGet(() -> new Sealed(seals.row(row.id())));
    }

    /** The same signed part for another key: id and MIC stay. Of a part of evidence, the seal has all of it but the content. */
    private MessageRow anew(MessageRow row, Recipient recipient) {
        if (row.isPart()) {
            Seal seal = sealer.sealAgain(Seal.read(stored.seals().read(row.id())), recipient);
            return seals.another(row.id(), seal, recipient);
        }
        PayloadId signed =
                row.kept().signed().orElseThrow(() -> new GatewayBug("the signed part of a message is kept"));
        byte[] envelope = inTurn(() -> sealer.encryptAgain(stored.payloads().read(signed), recipient));
        return seals.another(row.id(), envelope, recipient);
    }

    private <T> T inTurn(Supplier<T> sealing) {
        withFiles.acquireUninterruptibly();
        try {
            return sealing.get();
        } finally {
            withFiles.release();
        }
    }

    private Checked<Recipient> recipient(MessageRow row) {
        Instant now = clock.instant();
        Optional<Partner> partner = partners.find(row.partner()).filter(Partner::isActive);
        return partner.map(active -> paths.recipient(active, now)
                        .then(certificate -> Checked.passed(new Recipient(certificate, active.allowances()))))
                .orElseGet(() -> Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem()));
    }

    private List<AttachedBytes> attached(List<Attachments.Attachment> inside) {
        return inside.stream()
                .map(attachment -> new AttachedBytes(
                        attachment.manifest().name(),
                        attachment.manifest().mediaType(),
                        stored.payloads().read(attachment.payload())))
                .toList();
    }
}
