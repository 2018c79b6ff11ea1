package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.comity.casework.Seals.Ends;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Envelope;
import org.comity.envelope.Recipient;
import org.comity.envelope.Seal;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.Sealer.SealedPart;
import org.comity.journal.Attachments;
import org.comity.journal.Attachments.Attachment;
import org.comity.journal.MessageRow;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.trust.CertificatePaths;
import org.comity.trust.Certificates;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnKeys;
import org.comity.trust.SigningKey;
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
     * Seals what is approved. What is sealed goes as it is, unless the partner has another encryption certificate by now (UC-02/2d), or turned
     * away what another key of ours signed than the one in use (UC-02/2e).
     *
     * @return the row, sealed; or why the partner's certificate cannot be used now, which an operator must mend
     */
    public Checked<Sealed> seal(MessageRow row) {
        return switch (row.state()) {
            case APPROVED -> recipient(row).then(to -> Checked.passed(first(row, to)));
            case SEALED -> recipient(row).then(to -> Checked.passed(new Sealed(again(row, to))));
            default -> Checked.passed(new Sealed(row));
        };
    }

    private Sealed first(MessageRow row, Recipient recipient) {
        SigningKey key = keys.signing(row.agency());
        Ends ends = Ends.of(key.certificate(), recipient.certificate());
        if (row.isPart()) {
            return inTurn(() -> {
                SealedPart part = part(row, key, recipient);
                return sealed(row, seals.first(row, part, ends), Optional.of(part.envelope()));
            });
        }
        List<Attachment> inside = inside(row);
        if (inside.isEmpty()) {
            SealedMessage small = whole(row, inside, key, recipient);
            return sealed(row, seals.first(row, small, ends), Optional.of(Envelope.of(small.bytes())));
        }
        return inTurn(() -> {
            SealedMessage large = whole(row, inside, key, recipient);
            return sealed(row, seals.first(row, large, ends), Optional.empty());
        });
    }

    private Sealed sealed(MessageRow row, Optional<MessageRow> first, Optional<Envelope> made) {
        return first.map(now -> new Sealed(now, made)).orElseGet(() -> new Sealed(seals.row(row.id())));
    }

    private SealedMessage whole(MessageRow row, List<Attachment> inside, SigningKey key, Recipient recipient) {
        byte[] document = stored.payloads().read(row.kept().document());
        return sealer.seal(row.headers(), document, attached(inside), key, recipient);
    }

    private SealedPart part(MessageRow row, SigningKey key, Recipient recipient) {
        Envelopes.Contents part = envelopes.contents(row);
        return sealer.sealPart(row.headers(), part.document(), part.piece(), key, recipient);
    }

    /** Id and MIC stay, whatever is made anew. */
    private MessageRow again(MessageRow row, Recipient recipient) {
        Optional<SigningKey> other = wasTurnedAway(row) ? otherKey(row) : Optional.empty();
        if (other.isPresent()) {
            return signedAnew(row, other.get(), recipient);
        }
        return row.isSealedTo(recipient.certificate()) ? row : encryptedAnew(row, recipient);
    }

    /** Without a word that it signed: so answers whoever does not know, or takes no longer, the certificate that signed it. */
    private static boolean wasTurnedAway(MessageRow row) {
        return row.progress()
                .lastProblem()
                .filter(DeliveryProblem.REFUSED_UNSIGNED.code()::equals)
                .isPresent();
    }

    /** The key in use, if it is another than the one that signed. */
    private Optional<SigningKey> otherKey(MessageRow row) {
        return Optional.of(row.agency())
                .filter(agency -> keys.has(agency, KeyKind.SIGNING))
                .map(keys::signing)
                .filter(key -> !row.isSignedBy(key.certificate()));
    }

    private MessageRow signedAnew(MessageRow row, SigningKey key, Recipient recipient) {
        Ends ends = Ends.of(key.certificate(), recipient.certificate());
        return inTurn(() -> row.isPart()
                ? seals.signedAnew(row, part(row, key, recipient), ends)
                : seals.signedAnew(row, sealer.signAgain(row.id(), signedPart(row), key, recipient), ends));
    }

    /** The same signed part for another key. Of a part of evidence, the seal has all of it but the content. */
    private MessageRow encryptedAnew(MessageRow row, Recipient recipient) {
        Ends ends = new Ends(
                row.kept().signedBy().orElseThrow(() -> new GatewayBug("who signed a message is kept")),
                Certificates.fingerprint(recipient.certificate()));
        if (row.isPart()) {
            Seal seal = sealer.sealAgain(Seal.read(stored.seals().read(row.id())), recipient);
            return seals.encryptedAnew(row, seal, ends);
        }
        return inTurn(() -> seals.encryptedAnew(row, sealer.encryptAgain(signedPart(row), recipient), ends));
    }

    private byte[] signedPart(MessageRow row) {
        return stored.payloads()
                .read(row.kept().signed().orElseThrow(() -> new GatewayBug("the signed part of a message is kept")));
    }

    /** The files that travel in the message itself. */
    private List<Attachment> inside(MessageRow row) {
        return stored.attachments().of(row.id()).stream()
                .filter(attachment -> attachment.manifest().inParts() == 0)
                .toList();
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

    private List<AttachedBytes> attached(List<Attachment> inside) {
        return inside.stream()
                .map(attachment -> new AttachedBytes(
                        attachment.manifest().name(),
                        attachment.manifest().mediaType(),
                        stored.payloads().read(attachment.payload())))
                .toList();
    }
}
