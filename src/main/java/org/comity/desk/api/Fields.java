package org.comity.desk.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.messages.Digest;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Fields of a body that must be there. */
final class Fields {
    private Fields() {}

    record Field(String name, @Nullable Object value) {
        boolean isMissing() {
            return value == null || (value instanceof String text && text.isBlank());
        }
    }

    static Field field(String name, @Nullable Object value) {
        return new Field(name, value);
    }

    /** Ends the call with every field that is missing or empty. */
    static void needed(Field... fields) {
        List<Problem> missing = Stream.of(fields)
                .filter(Field::isMissing)
                .map(field -> DeskProblem.FIELD_MISSING.at(field.name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ProblemsMet(missing);
        }
    }

    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw ProblemsMet.of(DeskProblem.FIELD_MISSING.at(name));
        }
        return value;
    }

    static String orEmpty(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).orElse("");
    }

    static Digest digest(String name, @Nullable String value) {
        try {
            return new Digest(given(name, value));
        } catch (IllegalArgumentException notADigest) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at(name));
        }
    }
}
