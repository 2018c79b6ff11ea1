package org.comity.envelope;

import java.time.Instant;
import java.util.List;
import org.comity.envelope.cms.ClaimedSignature;
import org.comity.envelope.cms.SignatureMaker;
import org.comity.envelope.mime.MadeMime;
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

    /**
     * A signed entity that we made: the first part, and what stands around it.
     *
     * @param before headers and the first delimiter
     * @param after the delimiters and the signature
     * @param mic over {@code content}
     */
    record Made(MadeMime before, MadeMime content, MadeMime after, Digest mic) {

        MadeMime whole() {
            return SignedEntity.whole(before, content, after);
        }
    }

    /** @param boundary that cannot occur in {@code content} */
    static Made make(String boundary, MadeMime content, SigningKey key, Instant signingTime) {
        MimeWriter before = new MimeWriter()
                .header("MIME-Version", "1.0")
                .header(
                        "Content-Type",
                        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg="
                                + SignatureMaker.micAlgorithm(key) + "; boundary=\"" + boundary + "\"")
                .endOfHeaders()
                .delimiter(boundary);
        Digest mic = mic(content);
        // the line end before a delimiter is the delimiter's, so the signed content ends where its writer stopped
        MimeWriter after = new MimeWriter()
                .line("")
                .delimiter(boundary)
                .header("Content-Type", "application/pkcs7-signature; name=\"smime.p7s\"")
                .header("Content-Disposition", "attachment; filename=\"smime.p7s\"")
                .base64(SignatureMaker.sign(content, mic, key, signingTime))
                .lastDelimiter(boundary);
        return new Made(before.made(), content, after.made(), mic);
    }

    static MadeMime whole(MadeMime before, MadeMime content, MadeMime after) {
        return new MimeWriter().append(before).append(content).append(after).made();
    }

    /** Parses only; proves nothing. */
    static SignedEntity read(Slice bytes) throws ProblemFound {
        MimeEntity entity = bytes.entity();
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

    /** MDN-05: as {@link #mic(MadeMime)}. */
    Digest mic() {
        return Digest.ofHash(content.sha256());
    }

    /** MDN-05: the MIC is over the signed entity, headers included, as it was signed (RFC 4130 7.3.1). */
    static Digest mic(MadeMime content) {
        return Digest.ofHash(content.digest(Digest.sha256()));
    }

    private static ProblemFound problem(String where) {
        return new ProblemFound(EnvelopeProblem.CONTENT, where, "ENV-20");
    }
}
