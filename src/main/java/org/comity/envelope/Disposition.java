package org.comity.envelope;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;

/**
 * The Disposition field of a notification: {@code automatic-action/MDN-sent-automatically; processed}, with
 * {@code /error: authentication-failed} behind it where something is wrong (RFC 8098 3.2.6, RFC 4130 7.5).
 *
 * @param isProcessed taken over, perhaps with a warning
 * @param modifier in lower case, or empty
 */
record Disposition(boolean isProcessed, String modifier) {
    private static final String PREFIX = "automatic-action/MDN-sent-automatically; processed";
    private static final Pattern FORM =
            Pattern.compile("(?:manual|automatic)-action/mdn-sent-(?:manually|automatically) *; *(processed|failed)"
                    + "(?: */ *(error|failure|warning)(?: *: *([a-z0-9 _-]{0,100}))?)?");

    static Disposition of(List<Problem> problems) {
        return problems.isEmpty()
                ? new Disposition(true, "")
                : new Disposition(false, modifier(problems.getFirst().type()));
    }

    /** The word of RFC 4130 that comes nearest; the problem's own code stands in an Error field. */
    private static String modifier(ProblemType type) {
        // MDN-03: words that other AS2 software knows, our codes beside them
        return switch (type) {
            case SignatureProblem.SENDER_MISMATCH, SignatureProblem.NOT_FOR_ME -> "authentication-failed";
            case SignatureProblem.DIGEST, SignatureProblem.INVALID, SignatureProblem.ID_CONFLICT ->
                "integrity-check-failed";
            default -> "unexpected-processing-error";
        };
    }

    static Optional<Disposition> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String kind = Optional.ofNullable(matcher.group(2)).orElse("warning");
        boolean processed = matcher.group(1).equals("processed") && kind.equals("warning");
        return Optional.of(new Disposition(
                processed, Optional.ofNullable(matcher.group(3)).orElse("").strip()));
    }

    @Override
    public String toString() {
        return isProcessed ? PREFIX : PREFIX + "/error: " + modifier;
    }
}
