package org.comity.envelope;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.comity.envelope.mime.MimeEntity;
import org.comity.envelope.mime.MimeHeaders;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.problems.SignatureProblem;

/** The fields of a message/disposition-notification, read from a signed report. */
record Notification(MimeHeaders fields) {
    private static final int MOST_PARTS = 3;

    /** @param report multipart/report: text, notification, and perhaps the returned message */
    static Notification read(MimeEntity report) throws ProblemFound {
        if (!report.is("multipart/report")) {
            throw form("multipart/report");
        }
        List<MimeEntity> parts = report.parts(MOST_PARTS);
        if (parts.size() < 2 || !parts.get(1).is("message/disposition-notification")) {
            throw form("disposition-notification");
        }
        return new Notification(MimeHeaders.ofFields(parts.get(1).decoded()));
    }

    /** The message that it says it is about. */
    Optional<MessageId> original() throws ProblemFound {
        return fields.once("Original-Message-ID").flatMap(MessageId::parse);
    }

    VerifiedReceipt.Outcome outcome(MessageId original, Digest mic) throws ProblemFound {
        boolean ours = original().map(original::equals).orElse(false);
        if (!ours) {
            // MDN-04: a receipt of another message proves nothing about this one (THREAT-85)
            throw new ProblemFound(SignatureProblem.RECEIPT_OTHER_MESSAGE, "Original-Message-ID", "MDN-04");
        }
        Disposition disposition =
                fields.once("Disposition").flatMap(Disposition::parse).orElseThrow(() -> form("Disposition"));
        Optional<byte[]> theirs = fields.once("Received-Content-MIC").flatMap(Notification::sha256);
        if (theirs.isPresent() && !MessageDigest.isEqual(theirs.get(), mic.bytes())) {
            // MDN-05: they have other bytes than we sent, and speak of those (THREAT-85)
            throw new ProblemFound(SignatureProblem.RECEIPT_OTHER_CONTENT, "Received-Content-MIC", "MDN-05");
        }
        if (!disposition.isProcessed()) { // whoever could not read the message has no MIC
            return new VerifiedReceipt.Outcome.TurnedAway(disposition.modifier(), fields.all("Error"));
        }
        if (theirs.isEmpty()) {
            throw form("Received-Content-MIC");
        }
        return new VerifiedReceipt.Outcome.Accepted();
    }

    /** {@code <base64>, sha-256}, which older software spells {@code sha256} (RFC 4130 7.4.3). */
    private static Optional<byte[]> sha256(String field) {
        int comma = field.indexOf(',');
        String algorithm = comma < 0 ? "" : field.substring(comma + 1).strip().toLowerCase(Locale.ROOT);
        if (!algorithm.equals("sha-256") && !algorithm.equals("sha256")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Base64.getDecoder().decode(field.substring(0, comma).strip()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static ProblemFound form(String where) {
        return new ProblemFound(SignatureProblem.RECEIPT_FORM, where, "MDN-01");
    }
}
