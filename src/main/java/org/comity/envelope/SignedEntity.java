package org.comity.envelope;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.comity.envelope.cms.ClaimedSignature;
import org.comity.envelope.cms.SignatureMaker;
import org.comity.envelope.mime.MimeEntity;
import org.comity.envelope.mime.MimeWriter;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.problems.EnvelopeProblem;
import org.comity.trust.SigningKey;

/**
 * A signed MIME entity, taken apart: what is said to be signed, and the signature that says so. Made as multipart/signed (RFC 1847);
 * read as that or as opaque SignedData (RFC 8551 3.5).
 */
record SignedEntity(Slice content, ClaimedSignature signature) {

    /** @param bytes the whole entity; {@code mic} is over its first part */
    @SuppressWarnings("ArrayRecordComponent") // never compared: identity is the MIC
    record Made(byte[] bytes, Digest mic) {}

    /**
     * @param boundary that cannot occur in what {@code write} writes
     * @param expected bytes of the whole, an estimate
     */
    static Made make(String boundary, int expected, SigningKey key, Instant signingTime, Consumer<MimeWriter> write) {
        MimeWriter out = new MimeWriter(expected + 4096);
        out.header("MIME-Version", "1.0")
                .header(
                        "Content-Type",
                        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg="
                                + SignatureMaker.micAlgorithm(key) + "; boundary=\"" + boundary + "\"")
                .endOfHeaders()
                .delimiter(boundary);
        int start = out.length();
        write.accept(out);
        Slice content = out.since(start);
        Digest mic = mic(content);
        byte[] signature = SignatureMaker.sign(content, key, signingTime);
        // the line end before a delimiter is the delimiter's, so the signed content ends where the writer stopped
        out.line("")
                .delimiter(boundary)
                .header("Content-Type", "application/pkcs7-signature; name=\"smime.p7s\"")
                .header("Content-Disposition", "attachment; filename=\"smime.p7s\"")
                .base64(signature)
                .lastDelimiter(boundary);
        return new Made(out.bytes(), mic);
    }

    /** Parses only; proves nothing. */
    static SignedEntity read(byte[] bytes) throws ProblemFound {
        MimeEntity entity = MimeEntity.read(bytes);
        return switch (entity.contentType().value()) {
            case "multipart/signed" -> detached(entity);
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> opaque(entity);
            // ENV-20: what is inside an encryption is a signature, nothing else (THREAT-62, THREAT-65)
            default -> throw problem("not signed");
        };
    }

    private static SignedEntity detached(MimeEntity entity) throws ProblemFound {
        List<MimeEntity> parts = entity.parts(2);
        if (parts.size() != 2 || !parts.get(1).is("application/pkcs7-signature", "application/x-pkcs7-signature")) {
            throw problem("multipart/signed");
        }
        byte[] signature = parts.get(1).decoded();
        if (signature.length > Bounds.SIGNATURE_BYTES) {
            // ENV-04: a detached signature has no room for content
            throw new ProblemFound(EnvelopeProblem.BOUNDS, "signature", "ENV-04");
        }
        ClaimedSignature claimed = ClaimedSignature.parse(signature);
        if (claimed.content().isPresent()) {
            // ENV-23: one content, so that no reader shows the one that was not compared (THREAT-34)
            throw new ProblemFound(EnvelopeProblem.CONTENT, "two contents", "ENV-23");
        }
        return new SignedEntity(parts.get(0).raw(), claimed);
    }

    private static SignedEntity opaque(MimeEntity entity) throws ProblemFound {
        ClaimedSignature claimed = ClaimedSignature.parse(entity.decoded());
        byte[] content = claimed.content().orElseThrow(() -> problem("no content"));
        return new SignedEntity(Slice.of(content), claimed);
    }

    Digest mic() {
        return mic(content);
    }

    private static Digest mic(Slice content) {
        // MDN-05: the MIC is over the signed entity, headers included, as it was signed (RFC 4130 7.3.1)
        return Digest.ofHash(content.digest(Digest.sha256()));
    }

    private static ProblemFound problem(String where) {
        return new ProblemFound(EnvelopeProblem.CONTENT, where, "ENV-20");
    }
}
