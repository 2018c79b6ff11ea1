package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.comity.problems.Problem;

/**
 * The answer to a call that met problems (RFC 9457), all of them at once.
 *
 * @param type of the first problem; {@code docs/problems.md} lists the codes
 * @param title the public sentence of the first problem
 * @param instance the path that was called, without its query
 */
public record ProblemBody(
        String type, String title, int status, String detail, String instance, List<Finding> problems) {

    /** @param where a place in what was sent, never a value of it */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Finding(String code, String rule, String where, String sentence, String remedy) {
        public static Finding of(Problem problem) {
            return new Finding(
                    problem.type().code(),
                    problem.rule(),
                    problem.where(),
                    problem.type().sentence(),
                    problem.type().remedy());
        }
    }

    static ProblemBody of(List<Problem> problems, int status, String instance) {
        var first = problems.getFirst().type();
        String detail = problems.size() == 1 ? first.remedy() : problems.size() + " problems, all listed.";
        return new ProblemBody(
                "urn:comity:problem:" + first.code(),
                first.sentence(),
                status,
                detail,
                instance,
                problems.stream().map(Finding::of).toList());
    }
}
