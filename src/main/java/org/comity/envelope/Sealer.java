package org.comity.envelope;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.comity.envelope.cms.Encryption;
import org.comity.messages.SignedHeaders;
import org.comity.trust.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Signs, then encrypts (THREAT-62). A message is signed once; the same signed part may be encrypted anew, which leaves its id and MIC
 * as they were. Safe for use by many threads.
 */
@Component
public final class Sealer {
    private final Clock clock;
    private final Encryption encryption = new Encryption(new SecureRandom());

    public Sealer(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param xml the document, equal to {@code headers}; not looked into
     * @param attachments together with the document below 11 MiB, which base64 turns into 16 MiB; bigger ones travel as parts
     */
    public SealedMessage seal(
            SignedHeaders headers, byte[] xml, List<AttachedBytes> attachments, SigningKey key, Recipient recipient) {
        var content = new SignedContent(xml, attachments);
        String id = headers.id().uuid().toString();
        // "=_" cannot occur in base64, and no header line begins with a hyphen
        SignedEntity.Made signed = SignedEntity.make(
                "=_signed-" + id,
                content.room(),
                key,
                clock.instant(),
                out -> content.write(headers, "=_content-" + id, out));
        return new SealedMessage(headers.id(), signed.mic(), signed.bytes(), encryptAgain(signed.bytes(), recipient));
    }

    /** @return other bytes with the same {@code signedPart}, for the certificate that the recipient has now */
    public byte[] encryptAgain(byte[] signedPart, Recipient recipient) {
        Instant now = clock.instant();
        return recipient.allowances().allowsLegacyEncryptionAt(now)
                ? encryption.legacy(signedPart, recipient.certificate())
                : encryption.authenticated(signedPart, recipient.certificate());
    }
}
