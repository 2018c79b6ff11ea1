package org.comity.law;

import static org.comity.law.RequestKind.DNR_6;
import static org.comity.law.RequestKind.EMER_9;
import static org.comity.law.RequestKind.EMLA_10;
import static org.comity.law.RequestKind.EXTR_24;
import static org.comity.law.RequestKind.JIT_12;
import static org.comity.law.RequestKind.MLA_31;
import static org.comity.law.RequestKind.MLA_31S;
import static org.comity.law.RequestKind.MLA_33;
import static org.comity.law.RequestKind.MLA_34;
import static org.comity.law.RequestKind.MLA_DIPLO;
import static org.comity.law.RequestKind.MLA_TREATY;
import static org.comity.law.RequestKind.NOTIF_7;
import static org.comity.law.RequestKind.POC_35;
import static org.comity.law.RequestKind.POL_G7;
import static org.comity.law.RequestKind.POL_ICPO;
import static org.comity.law.RequestKind.PROD_8;
import static org.comity.law.RequestKind.SUB_7;
import static org.comity.law.RequestKind.UN_40;
import static org.comity.law.RequestKind.UN_41;
import static org.comity.law.RequestKind.UN_44;
import static org.comity.law.RequestKind.VTC_11;
import static org.comity.problems.LawProblem.CODE_UNKNOWN;
import static org.comity.problems.LawProblem.COERCION_NOT_ADMITTED;
import static org.comity.problems.LawProblem.CONTRADICTION;
import static org.comity.problems.LawProblem.ITEM_MISSING;
import static org.comity.problems.LawProblem.PENALTY_TOO_LOW;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a request for assistance must say, by kind. An item is demanded where its instrument, its template or the practice of the
 * requested authorities turns back a request that lacks it.
 */
final class AssistanceRules {
    /** What all requests share, cited by this instrument. */
    static final List<Rule<CaseFacts>> SHARED = CaseRules.of(Citation.of("ETS185/31/1"));

    private static final Set<RequestKind> EVERY = Collections.unmodifiableSet(EnumSet.allOf(RequestKind.class).stream()
            .filter(kind -> kind.element().equals("assistanceRequest"))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RequestKind.class))));
    private static final Set<RequestKind> STORED = EnumSet.of(MLA_31S, MLA_31, UN_44);
    private static final Set<RequestKind> REAL_TIME = EnumSet.of(MLA_33, MLA_34);
    private static final Set<RequestKind> MUTUAL =
            EnumSet.of(MLA_31S, MLA_31, MLA_33, MLA_34, MLA_TREATY, MLA_DIPLO, PROD_8, EMER_9, EMLA_10, UN_40, UN_44);
    private static final Set<RequestKind> POLICE = EnumSet.of(POL_ICPO, POL_G7);
    private static final Set<RequestKind> POINTS = EnumSet.of(POC_35, UN_41);
    /** An order to a provider, the word of it to its State, and the request that gives effect to one (CETS224/7, CETS224/8). */
    private static final Set<RequestKind> ORDERS = EnumSet.of(SUB_7, NOTIF_7, PROD_8);

    private static final Set<RequestKind> EMERGENCY = EnumSet.of(EMER_9, EMLA_10);

    /** Months: extradition (ETS185/24/1/a). */
    private static final int A_YEAR = 12;

    /** Months: a serious crime (UNCC/2, from memory). */
    private static final int FOUR_YEARS = 48;

    private AssistanceRules() {}

    static final List<Rule<AssistanceFacts>> ALL = List.of(
            new Rule<>(
                    "LAW-50",
                    Citation.of("ETS185/23"),
                    "The request names a kind of the list.",
                    CODE_UNKNOWN,
                    Rule.at("assistanceRequest/@kind", facts -> facts.kind().isPresent())),
            demand("LAW-51", "ETS185/27/2/b", "The authority that asks is named.", Item.AUTHORITY, EVERY),
            demand(
                    "LAW-52",
                    "ETS185/25/5",
                    "The facts are told: conduct, not labels.",
                    Item.FACTS,
                    all(MUTUAL, POLICE, Set.of(NOTIF_7, VTC_11, JIT_12))),
            demand(
                    "LAW-53",
                    "ETS185/25/4",
                    "The offence is named.",
                    Item.OFFENCE,
                    all(MUTUAL, ORDERS, Set.of(EXTR_24, DNR_6))),
            demand(
                    "LAW-54",
                    "ETS185/25/5",
                    "Each offence comes with its national provision.",
                    Item.PROVISIONS,
                    all(MUTUAL, ORDERS, Set.of(EXTR_24))),
            demand("LAW-55", "ETS185/25/1", "What is asked is said as the result wanted.", Item.ASSISTANCE, EVERY),
            demand(
                    "LAW-56",
                    "ETS185/31/1",
                    "The data are specified.",
                    Item.DATA,
                    all(STORED, REAL_TIME, ORDERS, Set.of(DNR_6, EMER_9))),
            demand(
                    "LAW-57",
                    "ETS185/31/1",
                    "The measure is named: search, seizure or disclosure.",
                    Item.MEASURE,
                    Set.of(MLA_31)),
            demand(
                            "LAW-58",
                            "ETS185/31/1",
                            "It is said which preservation the request follows, or that there was none.",
                            Item.PRESERVATION,
                            all(STORED, Set.of(SUB_7, PROD_8)))
                    .beforeSending(),
            demand(
                    "LAW-59",
                    "ETS185/25/4",
                    "It is said why the assistance is needed and how it bears on the case.",
                    Item.NECESSITY,
                    all(MUTUAL, Set.of(DNR_6, VTC_11, JIT_12))),
            demand(
                    "LAW-60",
                    "ETS185/33/2",
                    "It is said that the collection would be available at home in a similar case.",
                    Item.DOMESTIC_BASIS,
                    Set.of(MLA_33)),
            demand(
                    "LAW-61",
                    "ETS185/34",
                    "It is said which treaty and which law at home cover the interception.",
                    Item.DOMESTIC_BASIS,
                    Set.of(MLA_34)),
            demand(
                    "LAW-62",
                    "ETS185/33/1",
                    "The collection has a beginning and an end.",
                    Item.COLLECTION_PERIOD,
                    REAL_TIME),
            demand("LAW-63", "MLAT/1", "The treaty and its article are named.", Item.TREATY, Set.of(MLA_TREATY)),
            demand("LAW-64", "AIAI/4", "Reciprocity is guaranteed.", Item.RECIPROCITY, Set.of(MLA_DIPLO)),
            demand(
                    "LAW-65",
                    "AIAI/2/iii",
                    "It is shown in writing that the evidence is essential.",
                    Item.ESSENTIALITY,
                    Set.of(MLA_DIPLO)),
            demand(
                    "LAW-66",
                    "ICPO/1",
                    "A police message says who may read it at the other end.",
                    Item.HANDLING,
                    POLICE),
            demand(
                    "LAW-67",
                    "ETS185/35/1",
                    "A question to a contact point says of what type it is.",
                    Item.QUESTION,
                    POINTS),
            demand(
                    "LAW-68",
                    "ETS185/35/2/a",
                    "A question to a contact point gives a number that answers now.",
                    Item.CALL_BACK,
                    POINTS),
            demand(
                    "LAW-69",
                    "CETS224/3/2/c",
                    "The emergency is described: whose life or safety is at risk, and how the assistance averts it.",
                    Item.EMERGENCY,
                    EMERGENCY),
            demand("LAW-70", "ETS185/24/7", "The person who is sought is named.", Item.PERSON, Set.of(EXTR_24)),
            demand("LAW-101", "CETS224/11", "The person who is to be heard is named.", Item.PERSON, Set.of(VTC_11)),
            demand(
                    "LAW-102",
                    "CETS224/11",
                    "It is said how the hearing is to be held.",
                    Item.PROCEDURES,
                    Set.of(VTC_11)),
            demand("LAW-77", "CETS224/7/3/c", "The provider is named.", Item.CUSTODIAN, all(ORDERS, Set.of(EMER_9)))
                    .beforeSending(),
            demand(
                    "LAW-78",
                    "CETS224/7/4/a",
                    "The grounds in the law at home that empower the authority are given.",
                    Item.DOMESTIC_BASIS,
                    all(ORDERS)),
            new Rule<>(
                    "LAW-103",
                    Citation.of("CETS224/6/3/b"),
                    "What is asked about a domain name names it.",
                    ITEM_MISSING,
                    Rule.at(
                            "assistanceRequest/data/identifiers/domain",
                            facts -> !facts.isOf(Set.of(DNR_6)) || facts.data().isEmpty() || namesADomain(facts))),
            // of a partner's request the link counts, so that what is held for it stays held
            new Rule<AssistanceFacts>(
                            "LAW-110",
                            Citation.of("ETS185/29/7"),
                            "What follows a preservation does not say that there was none.",
                            CONTRADICTION,
                            Rule.at("assistanceRequest/noPreservation", facts -> !facts.contradicted()))
                    .beforeSending(),
            // what the partner's law makes of it is for the authority in charge there to say: asked of our own requests
            // only
            new Rule<AssistanceFacts>(
                            "LAW-108",
                            Citation.of("ETS185/24/1"),
                            "Extradition is asked for an offence with a maximum of a year or more, or under a treaty, which is named, that sets"
                                    + " another minimum. (EXTR-24)",
                            PENALTY_TOO_LOW,
                            Rule.at(
                                    "assistanceRequest/offence",
                                    facts -> !facts.isOf(Set.of(EXTR_24))
                                            || facts.said().contains(Item.TREATY)
                                            || mayCarry(facts, offence -> false, A_YEAR)))
                    .beforeSending(),
            new Rule<AssistanceFacts>(
                            "LAW-109",
                            Citation.of("UNCC/35"),
                            "Evidence is asked for an offence of the convention, or for a serious crime: a maximum of four years or more. (UN-40,"
                                    + " UN-44)",
                            PENALTY_TOO_LOW,
                            Rule.at(
                                    "assistanceRequest/offence",
                                    facts -> !facts.isOf(Set.of(UN_40, UN_44))
                                            || mayCarry(facts, AssistanceRules::isOfTheUnConvention, FOUR_YEARS)))
                    .beforeSending(),
            new Rule<>(
                    "LAW-71",
                    Citation.of("ETS185/31/1"),
                    "A measure is one of the list.",
                    CODE_UNKNOWN,
                    Rule.at(
                            "assistanceRequest/measure",
                            facts -> facts.measure()
                                    .map(code -> Measure.of(code).isPresent())
                                    .orElse(true))),
            new Rule<>(
                    "LAW-72",
                    Citation.of("ETS185/35/1"),
                    "The type of a question is one of the list.",
                    CODE_UNKNOWN,
                    Rule.at(
                            "assistanceRequest/question",
                            facts -> facts.question()
                                    .map(code -> PointQuestion.of(code).isPresent())
                                    .orElse(true))),
            new Rule<>(
                    "LAW-73",
                    Citation.of("ETS185/27/9/d"),
                    "Police and contact points are not asked for what takes coercion.",
                    COERCION_NOT_ADMITTED,
                    Rule.at("assistanceRequest/measure", facts -> !isInformal(facts) || !coerces(facts))));

    /** The items without which a request of {@code kind} is incomplete. */
    static Set<Item> demanded(RequestKind kind, Relationship relationship) {
        return EnumSet.allOf(Item.class).stream()
                .filter(item -> isDemanded(kind, item, relationship))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Item.class)));
    }

    private static boolean isDemanded(RequestKind kind, Item item, Relationship relationship) {
        AssistanceFacts allButOne = new AssistanceFacts(
                kind.code(),
                EnumSet.complementOf(EnumSet.of(item)),
                List.of(),
                List.of(),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                false);
        return ALL.stream()
                .anyMatch(rule -> !rule.check(allButOne, relationship).isEmpty());
    }

    private static boolean namesADomain(AssistanceFacts facts) {
        return facts.data().stream()
                .flatMap(data -> data.identifiers().stream())
                .anyMatch(identifier -> identifier.form() == IdentifierForm.DOMAIN);
    }

    /** Whether one of the offences is enough, by what it is or by its maximum; one whose maximum is not told may be. */
    private static boolean mayCarry(AssistanceFacts facts, Predicate<CaseFacts.Offence> byItself, int months) {
        return facts.offences().isEmpty()
                || facts.offences().stream()
                        .anyMatch(offence -> byItself.test(offence)
                                || offence.maximumMonths()
                                        .map(most -> most >= months)
                                        .orElse(true));
    }

    /** Its Articles 7 to 17 have those of ETS 185 but copyright; what else it has, nobody has given a code yet. */
    private static boolean isOfTheUnConvention(CaseFacts.Offence offence) {
        return OffenceCode.of(offence.code())
                .filter(code -> code.isWithinArticles2To11() && code != OffenceCode.BC10)
                .isPresent();
    }

    private static boolean isInformal(AssistanceFacts facts) {
        return facts.kind().filter(RequestKind::isInformal).isPresent();
    }

    private static boolean coerces(AssistanceFacts facts) {
        return facts.measure().flatMap(Measure::of).filter(Measure::isCoercive).isPresent();
    }

    private static Rule<AssistanceFacts> demand(
            String id, String source, String sentence, Item item, Set<RequestKind> kinds) {
        Predicate<AssistanceFacts> kept =
                facts -> !facts.isOf(kinds) || facts.said().contains(item);
        return new Rule<>(
                id,
                Citation.of(source),
                sentence + forKinds(kinds),
                ITEM_MISSING,
                Rule.at("assistanceRequest/" + item.place(), kept));
    }

    /** For the page of rules: whom the demand concerns. */
    private static String forKinds(Set<RequestKind> kinds) {
        return kinds.equals(EVERY)
                ? ""
                : kinds.stream().sorted().map(RequestKind::code).collect(Collectors.joining(", ", " (", ")"));
    }

    @SafeVarargs
    private static Set<RequestKind> all(Set<RequestKind>... sets) {
        Set<RequestKind> all = EnumSet.noneOf(RequestKind.class);
        for (Set<RequestKind> set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
