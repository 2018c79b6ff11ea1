package org.comity.problems;

/**
 * One entry of the catalogue of problems. The implementing enums, one per phase, <em>are</em> the catalogue: a test prints
 * them to {@code docs/problems.md} and fails if the two differ or if a code appears twice.
 */
public sealed interface ProblemType
        permits EnvelopeProblem,
                SignatureProblem,
                CertificateProblem,
                SchemaProblem,
                LawProblem,
                CaseworkProblem,
                DeliveryProblem,
                DeskProblem {

    /** Stable code such as {@code E-ENV-04}; never reused, never renumbered. */
    String code();

    /** Who has to act. */
    Fault fault();

    /** One public sentence without content, names or keys; safe to show to a partner. */
    String sentence();

    /** What that party can do about it, one sentence. */
    String remedy();

    /** The rule behind it, in the citation form of {@code docs/}: {@code ENV-12}, {@code ETS185/29/2/f}, {@code THREAT-50}. */
    String rule();

    default Problem problem() {
        return new Problem(this, "", rule());
    }

    /** @param where a place in the message (an XPath of the XML, a header name), never a value of it */
    default Problem at(String where) {
        return new Problem(this, where, rule());
    }

    /** As {@link #at(String)}, for types that serve many rules: {@code rule} names the one that was broken. */
    default Problem at(String where, String rule) {
        return new Problem(this, where, rule);
    }
}
