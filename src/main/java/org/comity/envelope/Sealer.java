package org.comity.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.comity.envelope.cms.ContentLock;
import org.comity.envelope.cms.Encryption;
import org.comity.envelope.mime.MadeMime;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.problems.GatewayBug;
import org.comity.trust.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Signs, then encrypts (THREAT-62). What is sealed may be encrypted anew, or its content signed by another key, which leaves its id and MIC
 * as they were. Safe for use by many threads.
 */
@Component
public final class Sealer {
    private final Clock clock;
    private final Encryption encryption = new Encryption(new SecureRandom());

    public Sealer(Clock clock) {
        this.clock = clock;
    }

    /** A part that was sealed just now: what is stored of it, what its receipt must repeat, and its envelope. */
    public record SealedPart(Seal seal, Digest mic, Envelope envelope) {}

    /**
     * @param xml the document, equal to {@code headers}; not looked into
     * @param attachments together with the document below 11 MiB, which base64 turns into 16 MiB; what finds no room travels as parts
     */
    public SealedMessage seal(
            SignedHeaders headers, byte[] xml, List<AttachedBytes> attachments, SigningKey key, Recipient recipient) {
        return seal(headers.id(), content(headers, xml, attachments), key, recipient);
    }

    private SealedMessage seal(MessageId id, MadeMime content, SigningKey key, Recipient recipient) {
        SignedEntity.Made signed = sign(content, id, key);
        MadeMime whole = signed.whole();
        return new SealedMessage(id, signed.mic(), whole.bytes(), bytes(lock(recipient), whole));
    }

    /** Seals a part of evidence. Its envelope is in memory at no time; {@link #envelope} makes it again from the seal, for a later try. */
    public SealedPart sealPart(
            SignedHeaders headers, byte[] xml, AttachedBytes piece, SigningKey key, Recipient recipient) {
        SignedEntity.Made signed = sign(content(headers, xml, List.of(piece)), headers.id(), key);
        ContentLock lock = lock(recipient);
        return new SealedPart(
                new Seal(signed.before(), signed.after(), lock), signed.mic(), Seal.envelope(lock, signed.whole()));
    }

    /**
     * The envelope of a sealed part; the same bytes each time.
     *
     * @param mic as it was when it was sealed; headers, document and piece must be too
     */
    public Envelope envelope(Seal seal, Digest mic, SignedHeaders headers, byte[] xml, AttachedBytes piece) {
        MadeMime content = content(headers, xml, List.of(piece));
        if (!SignedEntity.mic(content).equals(mic)) {
            // ENV-24: another content under the same key and nonce would give both away
            throw new GatewayBug("what was sealed does not change: " + headers.id());
        }
        return seal.envelope(content);
    }

    /** The content of {@code signedPart}, which we made, signed by another key. */
    public SealedMessage signAgain(MessageId id, byte[] signedPart, SigningKey key, Recipient recipient) {
        try {
            byte[] content = SignedEntity.read(Slice.of(signedPart)).content().copy();
            return seal(id, MadeMime.of(content), key, recipient);
        } catch (ProblemFound broken) {
            throw new GatewayBug("what we signed has a signature and a content: " + id, broken);
        }
    }

    /** @return other bytes with the same {@code signedPart}, for the certificate that the recipient has now */
    public byte[] encryptAgain(byte[] signedPart, Recipient recipient) {
        return bytes(lock(recipient), MadeMime.of(signedPart));
    }

    /** As {@link #encryptAgain}, of a part. */
    public Seal sealAgain(Seal seal, Recipient recipient) {
        return seal.with(lock(recipient));
    }

    private SignedEntity.Made sign(MadeMime content, MessageId id, SigningKey key) {
        // "=_" cannot occur in base64, and no header line begins with a hyphen
        return SignedEntity.make("=_signed-" + id.uuid(), content, key, clock.instant());
    }

    private static MadeMime content(SignedHeaders headers, byte[] xml, List<AttachedBytes> attachments) {
        return new SignedContent(xml, attachments)
                .write(headers, "=_content-" + headers.id().uuid());
    }

    private ContentLock lock(Recipient recipient) {
        Instant now = clock.instant();
        return recipient.allowances().allowsLegacyEncryptionAt(now)
                ? encryption.legacy(recipient.certificate())
                : encryption.authenticated(recipient.certificate());
    }

    private static byte[] bytes(ContentLock lock, MadeMime content) {
        byte[] bytes = new byte[lock.length(content.length())];
        try (InputStream in = lock.seal(content)) {
            if (in.readNBytes(bytes, 0, bytes.length) != bytes.length || in.read() >= 0) {
                throw new GatewayBug("an envelope is as long as its frame says");
            }
        } catch (IOException impossible) {
            throw new GatewayBug("reading memory cannot fail", impossible);
        }
        return bytes;
    }
}
