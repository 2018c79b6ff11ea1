package org.comity.law;

import static org.comity.problems.LawProblem.CODE_UNKNOWN;
import static org.comity.problems.LawProblem.IDENTIFIER_INCOMPLETE;
import static org.comity.problems.LawProblem.IDENTIFIER_MALFORMED;
import static org.comity.problems.LawProblem.ITEM_MISSING;
import static org.comity.problems.LawProblem.PERIOD_REVERSED;
import static org.comity.problems.LawProblem.REASON_MISSING;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.comity.law.CaseFacts.Data;
import org.comity.law.CaseFacts.IdentifierFacts;
import org.comity.law.CaseFacts.Offence;

/** What makes any request about data usable: offences of the list, data that can be found, a reason for haste. */
final class CaseRules {

    private CaseRules() {}

    /** @param specification where the instrument of the request asks for the data to be specified */
    static List<Rule<CaseFacts>> of(Citation specification) {
        return List.of(
                new Rule<>(
                        "LAW-05",
                        specification,
                        "Each data item is specified by an identifier or a description.",
                        ITEM_MISSING,
                        eachData(
                                "/identifiers",
                                data -> data.described() || !data.identifiers().isEmpty())),
                new Rule<>(
                        "LAW-06",
                        specification,
                        "Each data item says how it is linked to the offence.",
                        ITEM_MISSING,
                        eachData("/linkToOffence", Data::linked)),
                new Rule<>(
                        "LAW-10",
                        Citation.of("ETS185/14/2"),
                        "Each offence has a code of the list.",
                        CODE_UNKNOWN,
                        eachOffence(
                                "/@code",
                                offence -> OffenceCode.of(offence.code()).isPresent())),
                new Rule<>(
                        "LAW-11",
                        Citation.of("ETS185/25/5"),
                        "An offence outside Articles 2 to 11 names its national provision.",
                        ITEM_MISSING,
                        eachOffence(
                                "/provision",
                                offence -> offence.nationalProvision()
                                        || OffenceCode.of(offence.code())
                                                .map(OffenceCode::isWithinArticles2To11)
                                                .orElse(true))),
                new Rule<>(
                        "LAW-12",
                        Citation.of("ETS185/16/1"),
                        "Each data item has a category of the list.",
                        CODE_UNKNOWN,
                        eachData(
                                "/@category",
                                data -> DataCategory.of(data.category()).isPresent())),
                new Rule<>(
                        "LAW-13",
                        specification,
                        "A period begins before it ends.",
                        PERIOD_REVERSED,
                        eachData(
                                "/period",
                                data -> data.period()
                                        .map(period -> !period.until().isBefore(period.from()))
                                        .orElse(true))),
                new Rule<>(
                        "LAW-14",
                        Citation.of("RFC6302/2"),
                        "An IP address comes with the port that was used, or with why it is not known.",
                        IDENTIFIER_INCOMPLETE,
                        eachIp("/port", IdentifierFacts::port)),
                new Rule<>(
                        "LAW-15",
                        Citation.of("RFC6302/2"),
                        "An IP address comes with the time of its use.",
                        IDENTIFIER_INCOMPLETE,
                        eachIp("/at", IdentifierFacts::time)),
                new Rule<>(
                        "LAW-16",
                        Citation.of("RFC6302/2"),
                        "An IP address comes with the time zone of that time.",
                        IDENTIFIER_INCOMPLETE,
                        eachIp("/zone", IdentifierFacts::zone)),
                new Rule<>(
                        "LAW-17",
                        specification,
                        "An identifier is well-formed: canonical address, right length, right check digit or check sum.",
                        IDENTIFIER_MALFORMED,
                        (facts, relationship) ->
                                eachValue(facts, identifier -> identifier.form().admits(identifier.value()))),
                new Rule<>(
                        "LAW-18",
                        Citation.of("ETS185/25/3"),
                        "Urgency comes with its reason.",
                        REASON_MISSING,
                        (facts, relationship) -> facts.urgent() && !facts.urgencyReason()
                                ? List.of(facts.element() + "/urgency/reason")
                                : List.of()));
    }

    private static BiFunction<CaseFacts, Relationship, List<String>> eachOffence(
            String inside, Predicate<Offence> kept) {
        return (facts, relationship) -> brokenOnes(facts.offences(), kept, facts.element() + "/offence", inside);
    }

    private static BiFunction<CaseFacts, Relationship, List<String>> eachData(String inside, Predicate<Data> kept) {
        return (facts, relationship) -> brokenOnes(facts.data(), kept, facts.element() + "/data", inside);
    }

    private static BiFunction<CaseFacts, Relationship, List<String>> eachIp(
            String inside, Predicate<IdentifierFacts> kept) {
        return eachIdentifier(
                inside, identifier -> identifier.form() != IdentifierForm.IP_ADDRESS || kept.test(identifier));
    }

    private static BiFunction<CaseFacts, Relationship, List<String>> eachIdentifier(
            String inside, Predicate<IdentifierFacts> kept) {
        return (facts, relationship) -> identifiers(facts, kept.negate(), identifier -> inside);
    }

    /** An address is a field of its own among those of its identifier: the problem stands there. */
    private static List<String> eachValue(CaseFacts facts, Predicate<IdentifierFacts> kept) {
        return identifiers(
                facts, kept.negate(), identifier -> identifier.form() == IdentifierForm.IP_ADDRESS ? "/address" : "");
    }

    private static List<String> identifiers(
            CaseFacts facts, Predicate<IdentifierFacts> broken, Function<IdentifierFacts, String> inside) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < facts.data().size(); i++) {
            String item = facts.element() + "/data[" + (i + 1) + "]/";
            facts.data().get(i).identifiers().stream()
                    .filter(broken)
                    .forEach(identifier -> places.add(item + identifier.place() + inside.apply(identifier)));
        }
        return places;
    }

    private static <T> List<String> brokenOnes(List<T> all, Predicate<T> kept, String element, String inside) {
        return IntStream.range(0, all.size())
                .filter(i -> !kept.test(all.get(i)))
                .mapToObj(i -> element + "[" + (i + 1) + "]" + inside)
                .toList();
    }
}
