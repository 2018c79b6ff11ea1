package org.comity.law;

import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.CONTRADICTION;
import static org.comity.problems.LawProblem.ITEM_MISSING;
import static org.comity.problems.LawProblem.REFERENCE_MISSING;

import java.util.List;
import org.comity.law.PreservationFacts.Custodian;

/** What a request for expedited preservation must contain: ETS185/29/2 item by item. What all requests share is in {@link CaseRules}. */
final class PreservationRules {
    private static final String REQUEST = "preservationRequest";

    private PreservationRules() {}

    static final List<Rule<PreservationFacts>> ITEMS = List.of(
            new Rule<>(
                    "LAW-01",
                    Citation.of("ETS185/29/2/a"),
                    "The authority seeking the preservation is named.",
                    ITEM_MISSING,
                    at(REQUEST + "/requesting", PreservationFacts::authority)),
            new Rule<>(
                    "LAW-02",
                    Citation.of("ETS185/29/2/b"),
                    "The offence is named.",
                    ITEM_MISSING,
                    at(REQUEST + "/offence", facts -> !facts.offences().isEmpty())),
            new Rule<>(
                    "LAW-03",
                    Citation.of("ETS185/29/2/b"),
                    "A brief summary of the facts is given.",
                    ITEM_MISSING,
                    at(REQUEST + "/facts", PreservationFacts::narrative)),
            new Rule<>(
                    "LAW-04",
                    Citation.of("ETS185/29/2/c"),
                    "The data to be preserved are specified.",
                    ITEM_MISSING,
                    at(REQUEST + "/data", facts -> !facts.data().isEmpty())),
            new Rule<>(
                    "LAW-07",
                    Citation.of("ETS185/29/2/d"),
                    "The custodian or the location of the system is named, or it is said that none is known.",
                    ITEM_MISSING,
                    at(REQUEST + "/custodian", facts -> facts.custodian() != Custodian.NOT_SAID)),
            new Rule<>(
                    "LAW-08",
                    Citation.of("ETS185/29/2/e"),
                    "The necessity of the preservation is stated; of an extension, why it is needed for longer.",
                    ITEM_MISSING,
                    at(REQUEST + "/necessity", PreservationFacts::necessity)),
            new Rule<>(
                    "LAW-09",
                    Citation.of("ETS185/29/2/f"),
                    "The intention to submit a request for mutual assistance is stated; of an extension, how far that request is.",
                    ITEM_MISSING,
                    at(REQUEST + "/followUp", PreservationFacts::followUp)));

    /** What all requests share, cited by this instrument. */
    static final List<Rule<CaseFacts>> SHARED = CaseRules.of(Citation.of("ETS185/29/2/c"));

    static final List<Rule<PreservationFacts>> EXTENSION = List.of(
            new Rule<>(
                    "LAW-19",
                    Citation.of("ETS185/29/7"),
                    "An extension names the request that it extends.",
                    REFERENCE_MISSING,
                    at(REQUEST + "/extension/previous", facts -> !facts.extension() || facts.previous())),
            new Rule<>(
                    "LAW-20",
                    Citation.of("ETS185/29/7"),
                    "An extension names the new period, in days from the end of the hold that it extends.",
                    ITEM_MISSING,
                    at(REQUEST + "/daysAsked", facts -> !facts.extension() || facts.period())),
            new Rule<>(
                    "LAW-75",
                    Citation.of("ETS185/29/7"),
                    "What calls itself an extension is one, and what extends an earlier request calls itself so: what it brings lengthens"
                            + " that hold.",
                    CONTRADICTION,
                    at(REQUEST + "/@kind", PreservationFacts::kindOfStatus)));
}
