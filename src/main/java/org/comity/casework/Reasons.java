package org.comity.casework;

import java.util.Optional;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;

/** Why somebody of ours ended something: in their own words, kept beside it for our own people and never sent. */
final class Reasons {
    private static final int LONGEST = 2000; // characters; a column of the pages

    private Reasons() {}

    static Optional<Problem> amiss(String why) {
        if (why.isBlank()) {
            return Optional.of(DeskProblem.FIELD_MISSING.at("reason"));
        }
        return why.length() > LONGEST ? Optional.of(DeskProblem.PARAMETER_INVALID.at("reason")) : Optional.empty();
    }
}
