package org.comity.law;

import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.GIVEN_BEFOREHAND;
import static org.comity.problems.LawProblem.ITEM_MISSING;

import java.util.List;

/** Spontaneous information: what it is about and on which conditions, before any of it is given; or all of it, where no condition is put. */
final class OfferRules {

    private OfferRules() {}

    static final List<Rule<OfferFacts>> ALL = List.of(
            new Rule<>(
                    "LAW-90",
                    Citation.of("ETS185/26/1"),
                    "The authority that offers information is named.",
                    ITEM_MISSING,
                    at("offer/requesting", OfferFacts::authority)),
            new Rule<>(
                    "LAW-91",
                    Citation.of("ETS185/26/1"),
                    "The offer says what the information is about, without giving it.",
                    ITEM_MISSING,
                    at("offer/subject", OfferFacts::subject)),
            new Rule<>(
                    "LAW-92",
                    Citation.of("ETS185/26/2"),
                    "A condition says what it demands.",
                    ITEM_MISSING,
                    at("offer/condition", OfferFacts::conditions)),
            new Rule<>(
                    "LAW-99",
                    Citation.of("ETS185/26/2"),
                    "What is offered on conditions is not given before they are accepted; without conditions it may be given at once.",
                    GIVEN_BEFOREHAND,
                    at("offer/information", facts -> !facts.beforehand())));
}
