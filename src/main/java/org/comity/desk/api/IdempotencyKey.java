package org.comity.desk.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.comity.problems.DeskProblem;

/** DSK-04: the key by which a call that creates something is known again. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    /** draft-ietf-httpapi-idempotency-key-header leaves the form open; bounded here because it is stored. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{8,100}");

    private IdempotencyKey() {}

    static String of(Optional<String> given) {
        return given.filter(text -> FORM.matcher(text).matches())
                .orElseThrow(() -> ProblemsMet.of(DeskProblem.IDEMPOTENCY_KEY_MISSING.problem()));
    }
}
