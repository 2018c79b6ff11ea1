package org.comity.law;

import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.CODE_UNKNOWN;
import static org.comity.problems.LawProblem.IDENTIFIER_INCOMPLETE;
import static org.comity.problems.LawProblem.IDENTIFIER_MALFORMED;
import static org.comity.problems.LawProblem.ITEM_MISSING;
import static org.comity.problems.LawProblem.PERIOD_REVERSED;
import static org.comity.problems.LawProblem.REASON_MISSING;
import static org.comity.problems.LawProblem.REFERENCE_MISSING;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.comity.law.PreservationFacts.Custodian;
import org.comity.law.PreservationFacts.Data;
import org.comity.law.PreservationFacts.IdentifierFacts;
import org.comity.law.PreservationFacts.Offence;

/** What a request for expedited preservation must contain: ETS185/29/2 item by item, then the forms that make it usable. */
final class PreservationRules {
    private static final String REQUEST = "preservationRequest";

    private PreservationRules() {}

    static final List<Rule<PreservationFacts>> ALL = List.of(
            rule(
                    "LAW-01",
                    "ETS185/29/2/a",
                    "The authority seeking the preservation is named.",
                    ITEM_MISSING,
                    at(REQUEST + "/requesting", PreservationFacts::authority)),
            rule(
                    "LAW-02",
                    "ETS185/29/2/b",
                    "The offence is named.",
                    ITEM_MISSING,
                    at(REQUEST + "/offence", facts -> !facts.offences().isEmpty())),
            rule(
                    "LAW-03",
                    "ETS185/29/2/b",
                    "A brief summary of the facts is given.",
                    ITEM_MISSING,
                    at(REQUEST + "/facts", PreservationFacts::narrative)),
            rule(
                    "LAW-04",
                    "ETS185/29/2/c",
                    "The data to be preserved are specified.",
                    ITEM_MISSING,
                    at(REQUEST + "/data", facts -> !facts.data().isEmpty())),
            rule(
                    "LAW-05",
                    "ETS185/29/2/c",
                    "Each data item is specified by an identifier or a description.",
                    ITEM_MISSING,
                    eachData(
                            "/identifiers",
                            data -> data.described() || !data.identifiers().isEmpty())),
            rule(
                    "LAW-06",
                    "ETS185/29/2/c",
                    "Each data item says how it is linked to the offence.",
                    ITEM_MISSING,
                    eachData("/linkToOffence", Data::linked)),
            rule(
                    "LAW-07",
                    "ETS185/29/2/d",
                    "The custodian or the location of the system is named, or it is said that none is known.",
                    ITEM_MISSING,
                    at(REQUEST + "/custodian", facts -> facts.custodian() != Custodian.NOT_SAID)),
            rule(
                    "LAW-08",
                    "ETS185/29/2/e",
                    "The necessity of the preservation is stated.",
                    ITEM_MISSING,
                    at(REQUEST + "/necessity", PreservationFacts::necessity)),
            rule(
                    "LAW-09",
                    "ETS185/29/2/f",
                    "The intention to submit a request for mutual assistance is stated.",
                    ITEM_MISSING,
                    at(REQUEST + "/followUp", PreservationFacts::followUp)),
            rule(
                    "LAW-10",
                    "ETS185/14/2",
                    "Each offence has a code of the list.",
                    CODE_UNKNOWN,
                    eachOffence(
                            "/@code", offence -> OffenceCode.of(offence.code()).isPresent())),
            rule(
                    "LAW-11",
                    "ETS185/25/5",
                    "An offence outside Articles 2 to 11 names its national provision.",
                    ITEM_MISSING,
                    eachOffence(
                            "/provision",
                            offence -> offence.nationalProvision()
                                    || OffenceCode.of(offence.code())
                                            .map(OffenceCode::isWithinArticles2To11)
                                            .orElse(true))),
            rule(
                    "LAW-12",
                    "ETS185/16/1",
                    "Each data item has a category of the list.",
                    CODE_UNKNOWN,
                    eachData(
                            "/@category",
                            data -> DataCategory.of(data.category()).isPresent())),
            rule(
                    "LAW-13",
                    "ETS185/29/2/c",
                    "A period begins before it ends.",
                    PERIOD_REVERSED,
                    eachData(
                            "/period",
                            data -> data.period()
                                    .map(period -> !period.until().isBefore(period.from()))
                                    .orElse(true))),
            rule(
                    "LAW-14",
                    "RFC6302/2",
                    "An IP address comes with the port that was used.",
                    IDENTIFIER_INCOMPLETE,
                    eachIp("/port", IdentifierFacts::port)),
            rule(
                    "LAW-15",
                    "RFC6302/2",
                    "An IP address comes with the time of its use.",
                    IDENTIFIER_INCOMPLETE,
                    eachIp("/at", IdentifierFacts::time)),
            rule(
                    "LAW-16",
                    "RFC6302/2",
                    "An IP address comes with the time zone of that time.",
                    IDENTIFIER_INCOMPLETE,
                    eachIp("/zone", IdentifierFacts::zone)),
            rule(
                    "LAW-17",
                    "ETS185/29/2/c",
                    "An identifier is well-formed: canonical address, right length, right check digit or check sum.",
                    IDENTIFIER_MALFORMED,
                    eachIdentifier("", identifier -> identifier.form().admits(identifier.value()))),
            rule(
                    "LAW-18",
                    "ETS185/25/3",
                    "Urgency comes with its reason.",
                    REASON_MISSING,
                    at(REQUEST + "/urgency/reason", facts -> !facts.urgent() || facts.urgencyReason())),
            rule(
                    "LAW-19",
                    "ETS185/29/7",
                    "An extension names the request that it extends.",
                    REFERENCE_MISSING,
                    at(REQUEST + "/extension/previous", facts -> !facts.extension() || facts.previous())));

    private static Rule<PreservationFacts> rule(
            String id,
            String source,
            String demand,
            org.comity.problems.LawProblem problem,
            BiFunction<PreservationFacts, Relationship, List<String>> broken) {
        return new Rule<>(id, Citation.of(source), demand, problem, broken);
    }

    private static BiFunction<PreservationFacts, Relationship, List<String>> eachOffence(
            String inside, Predicate<Offence> kept) {
        return (facts, relationship) -> brokenOnes(facts.offences(), kept, "/offence", inside);
    }

    private static BiFunction<PreservationFacts, Relationship, List<String>> eachData(
            String inside, Predicate<Data> kept) {
        return (facts, relationship) -> brokenOnes(facts.data(), kept, "/data", inside);
    }

    private static BiFunction<PreservationFacts, Relationship, List<String>> eachIp(
            String inside, Predicate<IdentifierFacts> kept) {
        return eachIdentifier(
                inside, identifier -> identifier.form() != IdentifierForm.IP_ADDRESS || kept.test(identifier));
    }

    private static BiFunction<PreservationFacts, Relationship, List<String>> eachIdentifier(
            String inside, Predicate<IdentifierFacts> kept) {
        Function<Data, Stream<String>> places = data ->
                data.identifiers().stream().filter(kept.negate()).map(identifier -> "/" + identifier.place() + inside);
        return (facts, relationship) -> {
            List<String> broken = new ArrayList<>();
            for (int i = 0; i < facts.data().size(); i++) {
                String item = REQUEST + "/data[" + (i + 1) + "]";
                places.apply(facts.data().get(i)).forEach(place -> broken.add(item + place));
            }
            return broken;
        };
    }

    private static <T> List<String> brokenOnes(List<T> all, Predicate<T> kept, String element, String inside) {
        return IntStream.range(0, all.size())
                .filter(i -> !kept.test(all.get(i)))
                .mapToObj(i -> REQUEST + element + "[" + (i + 1) + "]" + inside)
                .toList();
    }
}
