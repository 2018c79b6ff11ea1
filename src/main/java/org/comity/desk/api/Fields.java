package org.comity.desk.api;

import java.util.Optional;
import org.comity.messages.Digest;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;

/** Fields of a body that must be there. */
final class Fields {
    private Fields() {}

    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw ProblemsMet.of(DeskProblem.FIELD_MISSING.at(name));
        }
        return value;
    }

    static String text(String name, @Nullable String value) {
        String text = given(name, value).strip();
        if (text.isEmpty()) {
            throw ProblemsMet.of(DeskProblem.FIELD_MISSING.at(name));
        }
        return text;
    }

    static String orEmpty(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).orElse("");
    }

    static Digest digest(String name, @Nullable String value) {
        try {
            return new Digest(text(name, value));
        } catch (IllegalArgumentException notADigest) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at(name));
        }
    }
}
