package org.comity.envelope;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.comity.envelope.cms.ClaimedSignature;
import org.comity.envelope.mime.MimeWriter;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.trust.CertificatePaths;
import org.comity.trust.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Makes and verifies receipts: signed disposition notifications (RFC 8098 with the fields of RFC 4130). A receipt that verified
 * proves that the partner's registered key signed these words about our very bytes. Safe for use by many threads.
 */
@Component
public final class Receipts {
    /** Error fields in one receipt; the rest is counted. Readers bound the number of fields, ours at 64. */
    private static final int MOST_ERRORS = 40;

    /** Characters of an Error field; a line of mail has 998 at most (RFC 5322 2.1.1). */
    private static final int LONGEST_ERROR = 500;

    private final Clock clock;
    private final CertificatePaths paths;
    private final SecureRandom random = new SecureRandom();

    public Receipts(Clock clock, CertificatePaths paths) {
        this.clock = clock;
        this.paths = paths;
    }

    /** @param key of {@link ReceiptFacts#receiver} */
    public Receipt receipt(ReceiptFacts facts, SigningKey key) {
        byte[] seed = new byte[12];
        random.nextBytes(seed);
        String unique = HexFormat.of().formatHex(seed);
        MimeWriter report = new MimeWriter();
        report(facts, "=_report-" + unique, report);
        return new Receipt(SignedEntity.make("=_signed-" + unique, report.made(), key, clock.instant())
                .whole()
                .bytes());
    }

    private static void report(ReceiptFacts facts, String boundary, MimeWriter out) {
        out.header(
                        "Content-Type",
                        "multipart/report; report-type=disposition-notification; boundary=\"" + boundary + "\"")
                .endOfHeaders()
                .delimiter(boundary)
                .header("Content-Type", "text/plain; charset=us-ascii")
                .endOfHeaders()
                .line(sentence(facts))
                .delimiter(boundary)
                .header("Content-Type", "message/disposition-notification")
                .endOfHeaders();
        // MDN-02: the fields of RFC 8098 3 and RFC 4130 7.4
        out.header("Reporting-UA", "Comity")
                .header("Original-Recipient", "rfc822; " + facts.receiver())
                .header("Final-Recipient", "rfc822; " + facts.receiver())
                .header("Original-Message-ID", facts.original().inBrackets())
                .header("Disposition", Disposition.of(facts.problems()).toString())
                .header(
                        "Received-Content-MIC",
                        Base64.getEncoder().encodeToString(facts.mic().bytes()) + ", sha-256");
        errors(facts.problems(), out);
        out.line("").lastDelimiter(boundary);
    }

    private static String sentence(ReceiptFacts facts) {
        return facts.problems().isEmpty()
                ? "The message " + facts.original() + " was received and stored by " + facts.receiver() + "."
                : "The message " + facts.original() + " was received by " + facts.receiver() + " and not accepted.";
    }

    /** MDN-03: every problem, by code and place, never content. */
    private static void errors(List<Problem> problems, MimeWriter out) {
        problems.stream().limit(MOST_ERRORS).forEach(problem -> {
            String text = problem + ": " + problem.type().sentence();
            String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
            out.header("Error", ascii.substring(0, Math.min(LONGEST_ERROR, ascii.length())));
        });
        if (problems.size() > MOST_ERRORS) {
            out.header("Error", "and " + (problems.size() - MOST_ERRORS) + " more");
        }
    }

    /** The message that a receipt says it is about: a claim, to find what {@link #verify} is then asked about. */
    public Optional<MessageId> claimedOriginal(Receipt receipt) {
        try {
            return Notification.read(SignedEntity.read(Slice.of(receipt.entity()))
                            .content()
                            .entity())
                    .original();
        } catch (ProblemFound notAReceipt) {
            return Optional.empty();
        }
    }

    /**
     * @param original the message of ours that it must be about
     * @param mic ours, of that message
     * @param now when the receipt came; for a stored one the time when it did come
     */
    public Checked<VerifiedReceipt> verify(
            Receipt receipt, MessageId original, Digest mic, Partner partner, Instant now) {
        try {
            if (receipt.entity().length > Receipt.LONGEST + 1024) {
                throw new ProblemFound(SignatureProblem.RECEIPT_FORM, "size", "MDN-01");
            }
            SignedEntity entity = SignedEntity.read(Slice.of(receipt.entity()));
            ClaimedSignature.Verified verified = entity.signature().verify(entity.content(), partner, paths, now);
            var outcome = Notification.read(entity.content().entity()).outcome(original, mic);
            return Checked.passed(
                    new VerifiedReceipt(original, outcome, verified.signer(), verified.signingTime(), receipt));
        } catch (ProblemFound found) {
            return Checked.failed(found.problem());
        }
    }

    /**
     * A receipt of ours, read again from where it is kept: whether its signature still covers it and it names the message and its MIC.
     *
     * @param signer our certificate of then
     * @return when it was signed
     */
    public Checked<Instant> verifyOurs(Receipt receipt, MessageId original, Digest mic, Fingerprint signer) {
        try {
            SignedEntity entity = SignedEntity.read(Slice.of(receipt.entity()));
            Instant signed = entity.signature().verifyOurs(entity.content(), signer);
            Notification.read(entity.content().entity()).outcome(original, mic);
            return Checked.passed(signed);
        } catch (ProblemFound found) {
            return Checked.failed(found.problem());
        }
    }
}
