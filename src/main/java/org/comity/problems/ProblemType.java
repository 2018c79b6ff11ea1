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

    /** Where the five below come from. */
    Entry entry();

    /** Stable code such as {@code E-ENV-04}; never reused, never renumbered. */
    default String code() {
        return entry().code();
    }

    /** Who has to act. */
    default Fault fault() {
        return entry().fault();
    }

    /** One public sentence without content, names or keys; safe to show to a partner. */
    default String sentence() {
        return entry().sentence();
    }

    /** What that party can do about it, one sentence. */
    default String remedy() {
        return entry().remedy();
    }

    /** The rule behind it, in the citation form of {@code docs/}: {@code ENV-12}, {@code ETS185/29/2/f}, {@code THREAT-50}. */
    default String rule() {
        return entry().rule();
    }

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
