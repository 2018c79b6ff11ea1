package org.comity.envelope;

import java.util.List;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.Problem;

/**
 * What someone hears whose signature we have not verified: an HTTP status and one problem that tells nothing about our keys, our
 * registry or our partners. The journal gets the exact problems.
 *
 * @param status HTTP; the sender tries again a few times, then parks
 */
public record CoarseAnswer(int status, EnvelopeProblem problem) {

    /** From the problems of {@link SealedEnvelope#parse}, {@link Opening.Unverified}, or of the carrier. */
    public static CoarseAnswer of(List<Problem> problems) {
        Problem first = problems.getFirst();
        if (!(first.type() instanceof EnvelopeProblem problem)) {
            // ENV-16: which certificates are registered is nobody's business (THREAT-39, THREAT-91)
            return new CoarseAnswer(400, EnvelopeProblem.CANNOT_OPEN);
        }
        return switch (problem) {
            case TOO_LARGE -> new CoarseAnswer(413, problem);
            case MALFORMED, BOUNDS, NOT_ENCRYPTED, ALGORITHM -> new CoarseAnswer(400, problem);
            // ENV-16: what depends on keys and profiles all sounds the same
            case LEGACY, NO_KEY, KEY_RETIRED, CANNOT_OPEN, CONTENT ->
                new CoarseAnswer(400, EnvelopeProblem.CANNOT_OPEN);
        };
    }
}
