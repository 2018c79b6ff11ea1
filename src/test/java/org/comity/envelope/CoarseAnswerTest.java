package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.problems.CertificateProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.Test;

/** ENV-16, THREAT-39, THREAT-91 */
class CoarseAnswerTest {

    @Test
    void tellsAStrangerNothingAboutKeysCertificatesOrPartners() {
        Set<CoarseAnswer> answers = Stream.<ProblemType>of(
                        EnvelopeProblem.NO_KEY,
                        EnvelopeProblem.KEY_RETIRED,
                        EnvelopeProblem.CANNOT_OPEN,
                        EnvelopeProblem.CONTENT,
                        EnvelopeProblem.LEGACY,
                        CertificateProblem.NOT_REGISTERED,
                        CertificateProblem.REVOKED,
                        SignatureProblem.INVALID,
                        SignatureProblem.DIGEST)
                .map(type -> CoarseAnswer.of(List.of(type.problem())))
                .collect(Collectors.toSet());
        assertThat(answers).containsExactly(new CoarseAnswer(400, EnvelopeProblem.CANNOT_OPEN));
    }

    @Test
    void isAlwaysAClientErrorSoThatTheSenderRetriesAndThenParks() {
        assertThat(Arrays.stream(EnvelopeProblem.values())
                        .map(type -> CoarseAnswer.of(List.of(type.problem())).status()))
                .allMatch(status -> status >= 400 && status < 500);
        assertThat(CoarseAnswer.of(List.of(EnvelopeProblem.TOO_LARGE.problem())).status())
                .isEqualTo(413);
    }
}
