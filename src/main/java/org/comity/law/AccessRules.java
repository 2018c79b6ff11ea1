package org.comity.law;

import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.CODE_UNKNOWN;
import static org.comity.problems.LawProblem.CONTRADICTION;
import static org.comity.problems.LawProblem.ITEM_MISSING;

import java.util.List;
import java.util.function.Predicate;
import org.comity.law.AccessFacts.ConsentFacts;

/**
 * What the log of an own access must say. Article 32 itself demands no record; without one nobody could show later that its conditions were
 * there: lawful and voluntary consent of the person with lawful authority to disclose.
 */
final class AccessRules {
    private static final String CONSENT = "ETS185/32/b";

    private AccessRules() {}

    static final List<Rule<AccessFacts>> ALL = List.of(
            new Rule<>(
                    "LAW-21",
                    Citation.of("ETS185/32"),
                    "An access without a request names its basis: publicly available, or consent.",
                    CODE_UNKNOWN,
                    at("access/basis", access -> AccessBasis.of(access.basis()).isPresent())),
            said("LAW-22", "ETS185/32", "Which data were accessed is said.", "access/data", AccessFacts::data),
            said(
                    "LAW-23",
                    "ETS185/32",
                    "Where they were accessed is said: an address, or a system and account.",
                    "access/source",
                    AccessFacts::source),
            said("LAW-24", "ETS185/32", "Who accessed them is named.", "access/accessedBy", AccessFacts::by),
            ofConsent("LAW-25", "Who consented is named.", "access/consent/person", ConsentFacts::person),
            ofConsent(
                    "LAW-26",
                    "The lawful authority of who consented to disclose the data is said.",
                    "access/consent/authority",
                    ConsentFacts::authority),
            ofConsent(
                    "LAW-27",
                    "It is said how the consent is known to be voluntary.",
                    "access/consent/voluntary",
                    ConsentFacts::voluntary),
            ofConsent(
                    "LAW-28",
                    "The evidence of the consent is named.",
                    "access/consent/evidence",
                    ConsentFacts::evidence),
            new Rule<>(
                    "LAW-29",
                    Citation.of("ETS185/32/a"),
                    "What is publicly available rests on nobody's consent.",
                    CONTRADICTION,
                    at(
                            "access/consent",
                            access -> !access.isBy(AccessBasis.PUBLIC)
                                    || !access.consent().isSaid())));

    private static Rule<AccessFacts> said(
            String id, String source, String demand, String place, Predicate<AccessFacts> said) {
        return new Rule<>(id, Citation.of(source), demand, ITEM_MISSING, at(place, said));
    }

    private static Rule<AccessFacts> ofConsent(String id, String demand, String place, Predicate<ConsentFacts> said) {
        return said(
                id, CONSENT, demand, place, access -> !access.isBy(AccessBasis.CONSENT) || said.test(access.consent()));
    }
}
