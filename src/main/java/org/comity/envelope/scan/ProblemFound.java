package org.comity.envelope.scan;

import org.comity.problems.Problem;
import org.comity.problems.ProblemType;

/** The first problem of an envelope, on its way to the module's border, where it becomes a value. It has no stack: it is no surprise. */
public final class ProblemFound extends Exception {
    private final transient Problem problem;

    public ProblemFound(ProblemType type, String where, String rule) {
        this(type.at(where, rule));
    }

    public ProblemFound(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
