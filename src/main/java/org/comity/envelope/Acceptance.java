package org.comity.envelope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.comity.messages.SignedHeaders;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether a message, by its own signed word, is from whom it came, for us, fresh, and of our world. {@link Opener} asks this for
 * every message with signed headers; where a partner's allowance excuses them, whoever reads the XML asks it with what stands there.
 *
 * @param exercise {@code comity.exercise}: whether this gateway is in an exercise; production turns exercise messages away and the
 *     other way round. Absent means production
 */
@ConfigurationProperties("comity")
public record Acceptance(boolean exercise) {

    /** How far the sender's clock may be ahead of ours. More would let a message be prepared for a time when its key is revoked. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /** Every objection at once; empty if there is none. */
    public List<Problem> problems(SignedHeaders headers, Arrival arrival) {
        List<Problem> problems = new ArrayList<>();
        if (!headers.from().equals(arrival.claimed().id())) {
            // SIG-12: who signs is who sends (THREAT-63)
            problems.add(SignatureProblem.SENDER_MISMATCH.at("Comity-From", "SIG-12"));
        }
        if (!headers.to().equals(arrival.own())) {
            // SIG-13: a recipient cannot pass a message on as if it had been written to another (THREAT-61)
            problems.add(SignatureProblem.NOT_FOR_ME.at("Comity-To", "SIG-13"));
        }
        if (!headers.id().equals(arrival.id())) {
            // SIG-15: the receipt names the carrier's id, so it must be the signed one (THREAT-85)
            problems.add(SignatureProblem.OTHER_ID.at("Message-ID", "SIG-15"));
        }
        if (arrival.now().isAfter(headers.notAfter())) {
            // SIG-14: a captured message is worthless after its time (THREAT-83)
            problems.add(SignatureProblem.STALE.at("Comity-Not-After", "SIG-14"));
        }
        if (headers.created().isAfter(arrival.now().plus(CLOCK_TOLERANCE))) {
            problems.add(SignatureProblem.FROM_THE_FUTURE.at("Comity-Created", "SIG-14"));
        }
        if (headers.exercise() != exercise) {
            // SIG-16: nobody acts on an exercise, nobody plays with a real matter
            problems.add(SignatureProblem.EXERCISE.at("Comity-Exercise", "SIG-16"));
        }
        return List.copyOf(problems);
    }
}
