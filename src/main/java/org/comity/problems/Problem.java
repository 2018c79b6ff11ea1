package org.comity.problems;

import java.util.Objects;

/**
 * Technical or validation trouble, as a value (RFC 9457 on the REST interface). A legal <em>refusal</em> is never a problem.
 *
 * @param where a place in the message (an XPath, a header name) or empty; never content
 * @param rule the rule that was broken, in citation form
 */
public record Problem(ProblemType type, String where, String rule) {
    public Problem {
        Objects.requireNonNull(type);
        Objects.requireNonNull(where);
        Objects.requireNonNull(rule);
    }

    @Override
    public String toString() {
        return type.code() + (where.isEmpty() ? "" : " at " + where) + " (" + rule + ")";
    }
}
