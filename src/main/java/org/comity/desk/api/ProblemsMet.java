package org.comity.desk.api;

import java.util.List;
import org.comity.problems.Checked;
import org.comity.problems.Problem;

/**
 * Ends a call with problems. Only at the outermost edge: handlers turn the {@link Checked} of a use case into their answer with
 * {@link #orAnswer}, and one place writes the problems.
 */
public final class ProblemsMet extends RuntimeException {
    private final transient List<Problem> problems;

    public ProblemsMet(List<Problem> problems) {
        super(problems.toString(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public static ProblemsMet of(Problem problem) {
        return new ProblemsMet(List.of(problem));
    }

    public static <T> T orAnswer(Checked<T> checked) {
        return switch (checked) {
            case Checked.Passed<T>(var value) -> value;
            case Checked.Failed<T>(var problems) -> throw new ProblemsMet(problems);
        };
    }

    public List<Problem> problems() {
        return problems;
    }
}
