package org.comity.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.comity.envelope.mime.MimeEntity;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.Checked;
import org.comity.problems.SignatureProblem;

/**
 * The bytes of a receipt, whole: a MIME entity with its headers and its signature, as it is stored and can be verified again by
 * anyone. It proves nothing until {@link Receipts#verify} said so.
 *
 * @param entity not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it is evidence, kept to the byte
public record Receipt(byte[] entity) {

    /** Bytes. Ours have 2 KB; a receipt with more than this carries something else. */
    public static final int LONGEST = 256 << 10;

    /**
     * As it came over HTTP, where the outer headers of the entity are headers of the answer.
     *
     * @param contentType value of the Content-Type header
     */
    public static Checked<Receipt> received(String contentType, byte[] body) {
        if (body.length > LONGEST || !contentType.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            // MDN-01: a receipt is small, and its header is one line (THREAT-99)
            return Checked.failed(SignatureProblem.RECEIPT_FORM.at("receipt", "MDN-01"));
        }
        String headers = "MIME-Version: 1.0\r\nContent-Type: " + contentType + "\r\n\r\n";
        var whole = new ByteArrayOutputStream(headers.length() + body.length);
        whole.writeBytes(headers.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        return Checked.passed(new Receipt(whole.toByteArray()));
    }

    /** The Content-Type under which it travels. */
    public String contentType() {
        try {
            return MimeEntity.read(entity).headers().once("Content-Type").orElseThrow();
        } catch (ProblemFound notMime) {
            throw new IllegalArgumentException("a receipt is a MIME entity", notMime);
        }
    }

    /** What follows the headers. */
    public byte[] body() {
        try {
            return MimeEntity.read(entity).body();
        } catch (ProblemFound notMime) {
            throw new IllegalArgumentException("a receipt is a MIME entity", notMime);
        }
    }

    @Override
    public String toString() {
        return "Receipt[" + entity.length + " bytes]";
    }
}
