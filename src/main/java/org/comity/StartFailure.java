package org.comity;

import org.comity.cli.Surprise;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A start that failed ends in one short problem, not in a hundred lines of stack trace; those are printed with {@code --debug}, and for a
 * bug, which only its author can mend. Spring Boot's own analyses come first.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class StartFailure implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof CannotStart told) {
                return new FailureAnalysis(String.valueOf(told.getMessage()), "See docs/operations.md.", failure);
            }
        }
        return Surprise.isBug(failure)
                ? null
                : new FailureAnalysis(
                        "The gateway does not start: " + Surprise.inWords(failure),
                        "See \"At 3 a.m.\" in docs/operations.md; --debug prints where it happened.",
                        failure);
    }
}
