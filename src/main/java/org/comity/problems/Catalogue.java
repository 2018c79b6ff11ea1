package org.comity.problems;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every problem by its code, for codes that were stored or that a partner's receipt names. */
public final class Catalogue {
    private static final Map<String, ProblemType> BY_CODE = Stream.<ProblemType[]>of(
                    EnvelopeProblem.values(),
                    SignatureProblem.values(),
                    CertificateProblem.values(),
                    SchemaProblem.values(),
                    LawProblem.values(),
                    CaseworkProblem.values(),
                    DeliveryProblem.values(),
                    DeskProblem.values())
            .flatMap(Stream::of)
            .collect(Collectors.toUnmodifiableMap(ProblemType::code, Function.identity()));

    private Catalogue() {}

    /** Empty for a code that a newer or another product uses. */
    public static Optional<ProblemType> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
