package org.comity.cli;

import java.util.Arrays;
import java.util.stream.Stream;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.CertificateProblem;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;

/** What a stored problem code says and what to do about it. */
final class Remedies {
    private Remedies() {}

    static String of(String code) {
        return Stream.<ProblemType[]>of(
                        DeliveryProblem.values(),
                        CertificateProblem.values(),
                        CaseworkProblem.values(),
                        EnvelopeProblem.values(),
                        SignatureProblem.values())
                .flatMap(Arrays::stream)
                .filter(type -> type.code().equals(code))
                .map(type -> type.sentence() + "\n  " + type.remedy())
                .findFirst()
                .orElse("See docs/problems.md.");
    }
}
