package org.comity.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.envelope.mime.Slice;
import org.comity.messages.Digest;
import org.comity.messages.SignedHeaders;
import org.comity.trust.TrustedSigner;

/**
 * A message that was decrypted with a key of the addressed agency and whose signature verified with a registered certificate of the
 * partner that it says it is from. Its headers hold: sender, addressee, id, freshness. It does not promise that its document is
 * valid or repeats the headers, nor that the message is new. Only {@link Opener} makes it.
 */
public final class OpenedMessage {
    private final Optional<SignedHeaders> headers;
    private final SignedContent content;
    private final TrustedSigner signer;
    private final Instant signingTime;
    private final Digest mic;
    private final Slice signedPart;

    OpenedMessage(
            Optional<SignedHeaders> headers,
            SignedContent content,
            TrustedSigner signer,
            Instant signingTime,
            Digest mic,
            Slice signedPart) {
        this.headers = headers;
        this.content = content;
        this.signer = signer;
        this.signingTime = signingTime;
        this.mic = mic;
        this.signedPart = signedPart;
    }

    /**
     * Read from the signed part and accepted. Empty only if the partner's allowance excuses them: then the document supplies them, and
     * {@link Acceptance#problems} must be asked before anything else happens.
     */
    public Optional<SignedHeaders> headers() {
        return headers;
    }

    /** The document as it was signed, its transfer encoding undone; not copied. */
    public byte[] xml() {
        return content.xml();
    }

    /** In the order in which they travel; the document's manifest says what each should be. */
    public List<AttachedBytes> attachments() {
        return content.attachments();
    }

    public TrustedSigner signer() {
        return signer;
    }

    /** As the sender claims it, under the signature. */
    public Instant signingTime() {
        return signingTime;
    }

    /** SHA-256 over the signed entity with its headers; what our receipt repeats. */
    public Digest mic() {
        return mic;
    }

    /** The whole decrypted entity with its signature, as evidence; a copy. */
    public byte[] signedPart() {
        return signedPart.copy();
    }

    @Override
    public String toString() {
        return "OpenedMessage[" + headers.map(known -> known.id().toString()).orElse("without headers") + ", " + signer
                + "]";
    }
}
