package org.comity.schemas;

import org.comity.problems.Problem;
import org.xml.sax.SAXException;

/** Ends the parse at once: the rest of the document is not worth looking at. */
final class StopReading extends SAXException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StopReading(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
