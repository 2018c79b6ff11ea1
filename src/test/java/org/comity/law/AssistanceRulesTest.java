package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.law.CaseFacts.Data;
import org.comity.law.CaseFacts.Offence;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of request must say, which answers it admits, and that all of it is heard at once. */
class AssistanceRulesTest {
    private static final Relationship JAPAN_US =
            ShippedRelationships.load().between("JP", "US").orElseThrow();

    /**
     * Of each kind exactly the items that its instrument, its template or practice asks for; a kind without a row fails:
     * LAW-51 LAW-52 LAW-53 LAW-54 LAW-55 LAW-56 LAW-57 LAW-58 LAW-59 LAW-60 LAW-61 LAW-62 LAW-63 LAW-64 LAW-65 LAW-66 LAW-67
     * LAW-68 LAW-69 LAW-70 LAW-77 LAW-78 LAW-101 LAW-102
     */
    private static final String ITEMS = """
            MLA-31S    | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA PRESERVATION NECESSITY
            MLA-31     | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA MEASURE PRESERVATION NECESSITY
            MLA-33     | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA NECESSITY DOMESTIC_BASIS COLLECTION_PERIOD
            MLA-34     | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA NECESSITY DOMESTIC_BASIS COLLECTION_PERIOD
            POC-35     | AUTHORITY ASSISTANCE QUESTION CALL_BACK
            EXTR-24    | AUTHORITY OFFENCE PROVISIONS ASSISTANCE PERSON
            MLA-TREATY | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE NECESSITY TREATY
            MLA-DIPLO  | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE NECESSITY RECIPROCITY ESSENTIALITY
            POL-ICPO   | AUTHORITY FACTS ASSISTANCE HANDLING
            POL-G7     | AUTHORITY FACTS ASSISTANCE HANDLING
            DNR-6      | AUTHORITY OFFENCE ASSISTANCE DATA NECESSITY
            SUB-7      | AUTHORITY OFFENCE PROVISIONS ASSISTANCE DATA PRESERVATION CUSTODIAN DOMESTIC_BASIS
            NOTIF-7    | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA CUSTODIAN DOMESTIC_BASIS
            PROD-8     | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA PRESERVATION NECESSITY CUSTODIAN DOMESTIC_BASIS
            EMER-9     | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA NECESSITY EMERGENCY CUSTODIAN
            EMLA-10    | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE NECESSITY EMERGENCY
            VTC-11     | AUTHORITY FACTS ASSISTANCE NECESSITY PERSON PROCEDURES
            JIT-12     | AUTHORITY FACTS ASSISTANCE NECESSITY
            UN-40      | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE NECESSITY
            UN-41      | AUTHORITY ASSISTANCE QUESTION CALL_BACK
            UN-44      | AUTHORITY FACTS OFFENCE PROVISIONS ASSISTANCE DATA PRESERVATION NECESSITY
            """;

    @ParameterizedTest
    @MethodSource("kindsOfAssistance")
    void everyMissingItemIsNamedAtOnce(RequestKind kind) {
        List<Item> items = ITEMS.lines()
                .map(line -> line.split("\\|"))
                .filter(row -> row[0].strip().equals(kind.code()))
                .flatMap(row -> Stream.of(row[1].strip().split(" ")))
                .map(Item::valueOf)
                .toList();
        List<String> missing = problems(new AssistanceFacts(
                kind.code(), Set.of(), List.of(), List.of(), false, false, Optional.empty(), Optional.empty(), false));
        assertThat(missing)
                .extracting(problem -> problem.replaceAll(".*assistanceRequest/(\\S+) .*", "$1"))
                .containsExactlyInAnyOrder(items.stream().map(Item::place).toArray(String[]::new));
        assertThat(missing).isNotEmpty().allMatch(problem -> problem.startsWith("E-LAW-01 "));
        assertThat(Requirements.demanded(kind, JAPAN_US)).containsExactlyInAnyOrderElementsOf(items);
    }

    private static Stream<RequestKind> kindsOfAssistance() {
        return Stream.of(RequestKind.values()).filter(kind -> kind.element().equals("assistanceRequest"));
    }

    @Test // LAW-103, CETS224/6/3/b: a hosting account is no domain name
    void whatIsAskedAboutADomainNameNamesIt() {
        assertThat(problems(aboutADomain(IdentifierForm.OTHER, "identifiers/account[1]")))
                .containsExactly("E-LAW-01 at assistanceRequest/data/identifiers/domain (CETS224/6/3/b)");
        assertThat(problems(aboutADomain(IdentifierForm.DOMAIN, "identifiers/domain[1]")))
                .isEmpty();
    }

    private static AssistanceFacts aboutADomain(IdentifierForm form, String place) {
        var identifier = new CaseFacts.IdentifierFacts(form, place, "recovery-desk.example", false, false, false);
        return new AssistanceFacts(
                "DNR-6",
                EnumSet.allOf(Item.class),
                List.of(new Offence("BC05", true, Optional.empty())),
                List.of(new Data("SUB", false, true, List.of(identifier), Optional.empty())),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test // LAW-110: which of the two is meant its author has to say; of a partner the link counts
    void whatFollowsAPreservationDoesNotSayThatThereWasNone() {
        var both = new AssistanceFacts(
                "MLA-31S",
                EnumSet.allOf(Item.class),
                List.of(new Offence("BC05", true, Optional.empty())),
                List.of(new Data("SUB", true, true, List.of(), Optional.empty())),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                true);
        assertThat(problems(both)).containsExactly("E-LAW-20 at assistanceRequest/noPreservation (ETS185/29/7)");
        assertThat(Requirements.received(both, JAPAN_US)).isEmpty();
    }

    @Test // LAW-108, ETS185/24/1: a treaty that is named may set another minimum; a maximum that is not told may be
    // enough
    void nobodyIsExtraditedForLessThanAYear() {
        String low = "E-LAW-26 at assistanceRequest/offence (ETS185/24/1)";
        var all = EnumSet.allOf(Item.class);
        var noTreaty = EnumSet.complementOf(EnumSet.of(Item.TREATY));
        assertThat(problems(carrying("EXTR-24", noTreaty, "BC05", 11))).containsExactly(low);
        assertThat(problems(carrying("EXTR-24", noTreaty, "BC05", 12))).isEmpty();
        assertThat(problems(carrying("EXTR-24", noTreaty, "BC05", null))).isEmpty();
        assertThat(problems(carrying("EXTR-24", all, "BC05", 11))).isEmpty();
        assertThat(problems(carrying("MLA-31S", noTreaty, "BC05", 11))).isEmpty();
        assertThat(Requirements.received(carrying("EXTR-24", noTreaty, "BC05", 11), JAPAN_US))
                .as("whether it is enough the authority in charge says")
                .isEmpty();
    }

    @ParameterizedTest // LAW-109, UNCC/35
    @ValueSource(strings = {"UN-40", "UN-44"})
    void evidenceUnderTheUnConventionIsOfItsOffencesOrOfASeriousCrime(String kind) {
        String low = "E-LAW-26 at assistanceRequest/offence (UNCC/35)";
        var all = EnumSet.allOf(Item.class);
        assertThat(problems(carrying(kind, all, "BC05", 24))).isEmpty();
        assertThat(problems(carrying(kind, all, "BC10", 24))).containsExactly(low);
        assertThat(problems(carrying(kind, all, "OTH-EVID", 47))).containsExactly(low);
        assertThat(problems(carrying(kind, all, "OTH-EVID", 48))).isEmpty();
    }

    private static AssistanceFacts carrying(String kind, Set<Item> said, String code, @Nullable Integer months) {
        return new AssistanceFacts(
                kind,
                said,
                List.of(new Offence(code, true, Optional.ofNullable(months))),
                List.of(new Data("CON", true, true, List.of(), Optional.empty())),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void whatIsCompleteIsLawful() {
        var complete = new AssistanceFacts(
                "MLA-31",
                EnumSet.allOf(Item.class),
                List.of(new Offence("BC05", true, Optional.empty())),
                List.of(new Data("CON", true, true, List.of(), Optional.empty())),
                true,
                true,
                Optional.of("DISCLOSURE"),
                Optional.empty(),
                false);
        assertThat(problems(complete)).isEmpty();
    }

    @Test
    void kindMeasureAndQuestionAreOfTheirLists() {
        // LAW-50 LAW-71 LAW-72
        assertThat(problems(of("MLA-99", Optional.of("RAID"), Optional.of("WHY"))))
                .containsExactlyInAnyOrder(
                        "E-LAW-06 at assistanceRequest/@kind (ETS185/23)",
                        "E-LAW-06 at assistanceRequest/measure (ETS185/31/1)",
                        "E-LAW-06 at assistanceRequest/question (ETS185/35/1)");
        // a kind of another form is none of this one
        assertThat(problems(of("PRES-29", Optional.empty(), Optional.empty())))
                .containsExactly("E-LAW-06 at assistanceRequest/@kind (ETS185/23)");
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestKind.class,
            names = {"POL_ICPO", "POL_G7", "POC_35"})
    void nobodyIsCoercedOnAPoliceAvenue(RequestKind kind) {
        // LAW-73
        assertThat(problems(of(kind.code(), Optional.of("SEIZURE"), Optional.of("LOCATING"))))
                .containsExactly("E-LAW-15 at assistanceRequest/measure (ETS185/27/9/d)");
        assertThat(problems(of(kind.code(), Optional.of("INFORMATION"), Optional.of("LOCATING"))))
                .isEmpty();
    }

    @Test
    void dataAndUrgencyAreJudgedAsInAPreservation() {
        // LAW-05 LAW-06 LAW-18, cited by the article of the request
        var bare = new AssistanceFacts(
                "MLA-31",
                EnumSet.allOf(Item.class),
                List.of(new Offence("BC05", true, Optional.empty())),
                List.of(new Data("CON", false, false, List.of(), Optional.empty())),
                true,
                false,
                Optional.of("DISCLOSURE"),
                Optional.empty(),
                false);
        assertThat(problems(bare))
                .containsExactly(
                        "E-LAW-01 at assistanceRequest/data[1]/identifiers (ETS185/31/1)",
                        "E-LAW-01 at assistanceRequest/data[1]/linkToOffence (ETS185/31/1)",
                        "E-LAW-04 at assistanceRequest/urgency/reason (ETS185/25/3)");
    }

    @Test
    void anOfferNamesItsAuthoritySubjectAndConditions() {
        // LAW-90 LAW-91 LAW-92
        assertThat(problems(new OfferFacts(false, false, false, false)))
                .containsExactly(
                        "E-LAW-01 at offer/requesting (ETS185/26/1)",
                        "E-LAW-01 at offer/subject (ETS185/26/1)",
                        "E-LAW-01 at offer/condition (ETS185/26/2)");
        assertThat(problems(new OfferFacts(true, true, true, false))).isEmpty();
        assertThat(problems(new OfferFacts(true, true, true, true))) // LAW-99
                .containsExactly("E-LAW-23 at offer/information (ETS185/26/2)");
    }

    @Test
    void fiscalOffencesAreNoGroundWithinArticles2To11() {
        // LAW-35
        assertThat(refuse(RequestKind.MLA_31, "FISCAL_ONLY", "BC08"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/25/4)");
        assertThat(refuse(RequestKind.MLA_31, "FISCAL_ONLY", "OTH-EVID")).isEmpty();
    }

    @Test
    void prejudiceToAnOwnCasePostponesAndNeverRefuses() {
        // LAW-36
        assertThat(refuse(RequestKind.MLA_31, "PREJUDICE_OWN_CASE", "OTH-EVID"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/27/5)");
        assertThat(RequestKind.MLA_31.admits(AnswerKind.POSTPONED)).isTrue();
    }

    @Test
    void unessentialEvidenceIsAGroundWithoutTreatyOnly() {
        // LAW-37
        assertThat(refuse(RequestKind.MLA_TREATY, "NOT_ESSENTIAL_EVIDENCE", "BC05"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (AIAI/2/iii)");
        assertThat(refuse("JP", RequestKind.MLA_DIPLO, "NOT_ESSENTIAL_EVIDENCE", "BC05"))
                .isEmpty();
        assertThat(refuse("US", RequestKind.MLA_DIPLO, "NOT_ESSENTIAL_EVIDENCE", "BC05"))
                .as("the Act is Japan's")
                .containsExactly("E-LAW-09 at decision/refused/@ground (AIAI/2/iii)");
    }

    @ParameterizedTest // ETS185/27/4
    @EnumSource(
            value = RefusalGround.class,
            names = {"POLITICAL_OFFENCE", "ESSENTIAL_INTERESTS"})
    void assistanceMayBeRefusedOnTheTwoGroundsOfArticle27Paragraph4(RefusalGround ground) {
        assertThat(refuse(RequestKind.MLA_31, ground.name(), "BC02")).isEmpty();
    }

    @Test
    void assistanceIsRefusedOnWiderGroundsThanPreservation() {
        assertThat(refuse(RequestKind.MLA_31, "OTHER_LAW_OR_TREATY", "BC05")).isEmpty();
        assertThat(refuse(RequestKind.MLA_31, "NO_DUAL_CRIMINALITY", "BC05")).isEmpty();
        assertThat(refuse(RequestKind.PRES_29, "OTHER_LAW_OR_TREATY", "BC05"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/29/5)");
    }

    @ParameterizedTest // LAW-79 LAW-35 LAW-37 LAW-36: advice and information coerce nobody
    @CsvSource({
        "POLITICAL_OFFENCE, true",
        "ESSENTIAL_INTERESTS, true",
        "OTHER_LAW_OR_TREATY, true",
        "NO_DUAL_CRIMINALITY, false",
        "FISCAL_ONLY, false",
        "NOT_ESSENTIAL_EVIDENCE, false",
        "PREJUDICE_OWN_CASE, false"
    })
    void aQuestionIsRefusedOnGroundsThatNeedNoOffence(String ground, boolean admitted) {
        for (RequestKind question : List.of(RequestKind.POC_35, RequestKind.UN_41)) {
            assertThat(refuse(question, ground, "OTH-EVID").isEmpty())
                    .as(question.code())
                    .isEqualTo(admitted);
        }
        assertThat(refuse(RequestKind.POC_35, "NO_DUAL_CRIMINALITY", "OTH-EVID"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/35/1)");
    }

    /**
     * LAW-43 LAW-44 LAW-45 LAW-46 LAW-47 LAW-48 LAW-49 LAW-80 LAW-81 LAW-82
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SECRECY_NOT_POSSIBLE | E-LAW-04 at secrecyNotice/reason (ETS185/27/8)
            POSTPONED            | E-LAW-04 at decision/postponed/reasons (ETS185/27/7), E-LAW-10 at decision/postponed/@alternativesConsidered (ETS185/27/6), E-LAW-01 at decision/postponed/review (ETS185/27/5)
            CONDITIONAL          | E-LAW-01 at decision/conditional/condition (ETS185/28/2)
            CONDITIONS_ANSWERED  | E-LAW-04 at conditionReply/reason (ETS185/28/3)
            DELAYED              | E-LAW-04 at delay/reasons (ETS185/27/7)
            REFERRED             | E-LAW-01 at referral/authority (ETS185/27/9/c)
            NO_DATA              | E-LAW-04 at result/text (ETS185/27/7)
            PARTIAL              | E-LAW-04 at result/text (ETS185/27/7)
            """)
    void anAnswerSaysWhyAndWhat(AnswerKind answer, String expected) {
        assertThat(String.join(", ", problems(new StatementFacts(answer, false, false, false))))
                .isEqualTo(expected);
        assertThat(problems(new StatementFacts(answer, true, true, true))).isEmpty();
    }

    @Test // LAW-76 LAW-83 LAW-84 LAW-85
    void anotherProviderIsDisclosedOrWithheldOnOneOfTwoGrounds() {
        assertThat(problems(new DisclosureFacts(false, false, Optional.empty(), false)))
                .containsExactly(
                        "E-LAW-01 at partialDisclosure/provider (ETS185/30/1)",
                        "E-LAW-01 at partialDisclosure/path (ETS185/30/1)");
        assertThat(problems(new DisclosureFacts(true, true, Optional.empty(), false)))
                .isEmpty();
        assertThat(problems(new DisclosureFacts(false, false, Optional.of("NO_DUAL_CRIMINALITY"), false)))
                .containsExactly(
                        "E-LAW-09 at partialDisclosure/withheld/@ground (ETS185/30/2)",
                        "E-LAW-04 at partialDisclosure/withheld/reasons (ETS185/27/7)");
        assertThat(problems(new DisclosureFacts(false, false, Optional.of("POLITICAL_OFFENCE"), true)))
                .isEmpty();
    }

    @Test
    void onlyPreservationKnowsHoldsAndOnlyAssistanceKnowsConditions() {
        assertThat(Requirements.admitted(RequestKind.PRES_29, AnswerKind.CONDITIONAL))
                .extracting(Problem::toString)
                .containsExactly("E-LAW-13 at PRES-29 (ETS185/29)");
        assertThat(Requirements.admitted(RequestKind.MLA_31, AnswerKind.CONDITIONAL))
                .isEmpty();
        assertThat(Requirements.admitted(RequestKind.POL_G7, AnswerKind.POSTPONED))
                .hasSize(1);
        assertThat(Requirements.admitted(RequestKind.SPON_26, AnswerKind.REFUSED))
                .hasSize(1);
    }

    @Test // CETS224/7/5, CETS224/7/7, CETS224/9/6
    void whatAProviderOrAPointOfTheProtocolCanAnswerIsItsOwn() {
        assertThat(RequestKind.SUB_7.admits(AnswerKind.POSTPONED)).isFalse();
        assertThat(RequestKind.SUB_7.admits(AnswerKind.CONDITIONAL)).isFalse();
        assertThat(RequestKind.SUB_7.answers()).contains(AnswerKind.FULFILLED, AnswerKind.REFUSED);
        assertThat(RequestKind.NOTIF_7.admits(AnswerKind.REFUSED)).isTrue();
        assertThat(RequestKind.EMER_9.admits(AnswerKind.POSTPONED)).isFalse();
        assertThat(RequestKind.EMER_9.admits(AnswerKind.CONDITIONAL)).isTrue();
    }

    @Test
    void aKindWhoseInstrumentDoesNotBindIsOff() {
        LocalDate day = LocalDate.of(2026, 11, 25);
        assertThat(Requirements.inForce(RequestKind.MLA_31, JAPAN_US, day)).isEmpty();
        for (RequestKind kind : RequestKind.values()) {
            if (kind.instrument().needsActivation()) {
                assertThat(Requirements.inForce(kind, JAPAN_US, day))
                        .as(kind.code())
                        .extracting(Problem::toString)
                        .containsExactly("E-LAW-14 at " + kind.element() + " (" + kind.basis() + ")");
            }
        }
    }

    @Test // CETS224/7: Japan reserved not to take part; a day of activation changes nothing
    void directOrdersGoInNeitherDirectionWhereOneStateReservedThem() {
        LocalDate day = LocalDate.of(2026, 11, 25);
        RecordedRelationships active =
                ShippedRelationships.overridden("relationships: {JP-RS: {instruments: {CETS224: {from: 2026-06-01}}},"
                        + " XA-XB: {instruments: {CETS224: {from: 2026-06-01}}}}");
        Relationship japan = active.between("JP", "RS").orElseThrow();
        for (RequestKind kind : List.of(RequestKind.SUB_7, RequestKind.NOTIF_7)) {
            assertThat(Requirements.inForce(kind, japan, day))
                    .extracting(Problem::toString)
                    .containsExactly("E-LAW-14 at assistanceRequest (" + kind.basis() + ")");
            assertThat(Requirements.inForce(kind, active.between("XA", "XB").orElseThrow(), day))
                    .isEmpty();
        }
        assertThat(Requirements.inForce(RequestKind.PROD_8, japan, day)).isEmpty();
        for (String requested : List.of("JP", "RS")) {
            Avenues.Advice advice = Avenues.advise(
                    new Avenues.Ask(Avenues.Need.SUBSCRIBER, Avenues.Haste.ROUTINE), requested, japan, day);
            assertThat(advice.on(RequestKind.SUB_7)).isEmpty();
            assertThat(advice.closed())
                    .filteredOn(avenue -> avenue.kind() == RequestKind.SUB_7)
                    .flatExtracting(Avenues.Avenue::against)
                    .containsExactly("JP reserved not to take part in it: it goes in neither direction (CETS224/7).");
        }
    }

    private static AssistanceFacts of(String code, Optional<String> measure, Optional<String> question) {
        return new AssistanceFacts(
                code, EnumSet.allOf(Item.class), List.of(), List.of(), false, false, measure, question, false);
    }

    private static List<String> refuse(RequestKind kind, String ground, String offence) {
        return refuse("US", kind, ground, offence);
    }

    private static List<String> refuse(String state, RequestKind kind, String ground, String offence) {
        return problems(new RefusalFacts(kind, ground, true, true, false, state, Optional.of(List.of(offence))));
    }

    private static List<String> problems(Facts facts) {
        return Requirements.check(facts, JAPAN_US).stream()
                .map(Problem::toString)
                .toList();
    }
}
