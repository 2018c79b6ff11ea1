package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.law.CaseFacts.Data;
import org.comity.law.CaseFacts.IdentifierFacts;
import org.comity.law.CaseFacts.Offence;
import org.comity.law.CaseFacts.PeriodFacts;
import org.comity.law.PreservationFacts.Custodian;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Relationship JAPAN_US =
            ShippedRelationships.load().between("JP", "US").orElseThrow();

    @Test
    void aCompleteRequestHasNoProblem() {
        assertThat(check(complete())).isEmpty();
    }

    @Test
    void everyMissingItemOfArticle29Paragraph2IsNamedAtOnce() {
        // LAW-01 LAW-02 LAW-03 LAW-04 LAW-07 LAW-08 LAW-09
        var nothing = new PreservationFacts(
                false,
                List.of(),
                false,
                List.of(),
                Custodian.NOT_SAID,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true);
        assertThat(check(nothing))
                .containsExactly(
                        "E-LAW-01 at preservationRequest/requesting (ETS185/29/2/a)",
                        "E-LAW-01 at preservationRequest/offence (ETS185/29/2/b)",
                        "E-LAW-01 at preservationRequest/facts (ETS185/29/2/b)",
                        "E-LAW-01 at preservationRequest/data (ETS185/29/2/c)",
                        "E-LAW-01 at preservationRequest/custodian (ETS185/29/2/d)",
                        "E-LAW-01 at preservationRequest/necessity (ETS185/29/2/e)",
                        "E-LAW-01 at preservationRequest/followUp (ETS185/29/2/f)"); // and so ETS185/29/1
    }

    @Test
    void aDataItemIsSpecifiedLinkedAndOfAKnownCategory() {
        // LAW-05 LAW-06 LAW-12
        var bare = new Data("LOG", false, false, List.of(), Optional.empty());
        assertThat(check(complete(bare)))
                .containsExactly(
                        "E-LAW-01 at preservationRequest/data[1]/identifiers (ETS185/29/2/c)",
                        "E-LAW-01 at preservationRequest/data[1]/linkToOffence (ETS185/29/2/c)",
                        "E-LAW-06 at preservationRequest/data[1]/@category (ETS185/16/1)");
    }

    @Test
    void offencesAreOfTheListAndOtherCrimesNameTheirProvision() {
        // LAW-10 LAW-11
        var facts = complete(List.of(
                new Offence("BC12", false, Optional.empty()),
                new Offence("OTH-EVID", false, Optional.empty()),
                new Offence("OTH-COMP", true, Optional.empty()),
                new Offence("BC11", false, Optional.empty())));
        assertThat(check(facts))
                .containsExactly(
                        "E-LAW-06 at preservationRequest/offence[1]/@code (ETS185/14/2)",
                        "E-LAW-01 at preservationRequest/offence[2]/provision (ETS185/25/5)");
    }

    @Test
    void aPeriodBeginsBeforeItEnds() {
        // LAW-13
        var reversed = new Data("TRA", true, true, List.of(), Optional.of(new PeriodFacts(NOON, NOON.minusSeconds(1))));
        assertThat(check(complete(reversed)))
                .containsExactly("E-LAW-05 at preservationRequest/data[1]/period (ETS185/29/2/c)");
        var instant = new Data("TRA", true, true, List.of(), Optional.of(new PeriodFacts(NOON, NOON)));
        assertThat(check(complete(instant))).isEmpty();
    }

    @Test
    void anIpAddressNeedsPortTimeAndZone() {
        // LAW-14 LAW-15 LAW-16
        var address = new IdentifierFacts(
                IdentifierForm.IP_ADDRESS, "identifiers/ipAddress[2]", "203.0.113.7", false, false, false);
        var item = new Data("TRA", false, true, List.of(address), Optional.empty());
        assertThat(check(complete(item)))
                .containsExactly(
                        "E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[2]/port (RFC6302/2)",
                        "E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[2]/at (RFC6302/2)",
                        "E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[2]/zone (RFC6302/2)");
    }

    @Test
    void anIdentifierHasTheFormOfItsKind() {
        // LAW-17
        var imei =
                new IdentifierFacts(IdentifierForm.IMEI, "identifiers/imei[1]", "490154203237519", false, false, false);
        var item = new Data("SUB", false, true, List.of(imei), Optional.empty());
        assertThat(check(complete(item)))
                .containsExactly("E-LAW-03 at preservationRequest/data[1]/identifiers/imei[1] (ETS185/29/2/c)");
    }

    @Test
    void urgencyComesWithItsReasonAndAnExtensionWithItsReferenceAndItsPeriod() {
        // LAW-18 LAW-19 LAW-20
        var facts = new PreservationFacts(
                true,
                OFFENCES,
                true,
                List.of(ITEM),
                Custodian.NONE_KNOWN,
                true,
                true,
                true,
                false,
                true,
                false,
                false,
                true);
        assertThat(check(facts))
                .containsExactly(
                        "E-LAW-04 at preservationRequest/urgency/reason (ETS185/25/3)",
                        "E-LAW-07 at preservationRequest/extension/previous (ETS185/29/7)",
                        "E-LAW-01 at preservationRequest/daysAsked (ETS185/29/7)");
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalGround.class,
            names = {"POLITICAL_OFFENCE", "ESSENTIAL_INTERESTS"})
    void preservationMayBeRefusedOnTheTwoGroundsOfArticle29Paragraph5(RefusalGround ground) {
        assertThat(refuse(ground.name(), "US", "BC02")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalGround.class,
            names = {"FISCAL_ONLY", "PREJUDICE_OWN_CASE", "OTHER_LAW_OR_TREATY", "NOT_ESSENTIAL_EVIDENCE"})
    void theListOfGroundsIsClosed(RefusalGround ground) {
        // LAW-31
        assertThat(refuse(ground.name(), "JP", "OTH-EVID"))
                .containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/29/5)");
    }

    @Test
    void anUnknownGroundIsNoGround() {
        // LAW-30
        assertThat(refuse("TOO_BUSY", "US", "BC02"))
                .containsExactly("E-LAW-08 at decision/refused/@ground (ETS185/29/5)");
    }

    @Test
    void dualCriminalityNeedsAReservationAndAnOffenceOutsideArticles2To11() {
        // LAW-32, ETS185/29/3: Japan has made the reservation of ETS185/29/4, the United States have not
        String refused = "E-LAW-09 at decision/refused/@ground (ETS185/29/4)";
        assertThat(refuse("NO_DUAL_CRIMINALITY", "JP", "OTH-EVID")).isEmpty();
        assertThat(refuse("NO_DUAL_CRIMINALITY", "US", "OTH-EVID")).containsExactly(refused);
        assertThat(refuse("NO_DUAL_CRIMINALITY", "JP", "BC02")).containsExactly(refused);
        assertThat(refuse("NO_DUAL_CRIMINALITY", "JP", "OTH-EVID", "BC11")).containsExactly(refused);
        assertThat(refuse("NO_DUAL_CRIMINALITY", "JP")).containsExactly(refused);
    }

    @Test // LAW-74, ETS185/29/4: the third of its three conditions
    void whoInvokesDualCriminalitySaysWhyItWillFailAtDisclosure() {
        assertThat(check(unforeseen("JP"))).containsExactly("E-LAW-04 at decision/refused/forecast (ETS185/29/4)");
    }

    @Test // LAW-74, LAW-32: a partner that says it among its reasons has refused; without a reservation it has not
    void aPartnersRefusalIsNotLostForWantOfTheForecast() {
        assertThat(Requirements.received(unforeseen("JP"), JAPAN_US)).isEmpty();
        assertThat(Requirements.received(unforeseen("US"), JAPAN_US)).hasSize(1);
    }

    private static RefusalFacts unforeseen(String by) {
        return new RefusalFacts(
                RequestKind.PRES_29, "NO_DUAL_CRIMINALITY", true, true, false, by, Optional.of(List.of("OTH-EVID")));
    }

    @Test // LAW-32: a reservation to one instrument is none to another
    void aPreservationUnderTheUnConventionNeedsAReservationToIt() {
        var refusal = new RefusalFacts(
                RequestKind.UN_42, "NO_DUAL_CRIMINALITY", true, true, true, "JP", Optional.of(List.of("OTH-EVID")));
        assertThat(check(refusal)).containsExactly("E-LAW-09 at decision/refused/@ground (ETS185/29/4)");
        Relationship reserved = ShippedRelationships.overridden(
                        "states: {JP: {reservations: {UNCC/42: {source: test}}}}")
                .between("JP", "US")
                .orElseThrow();
        assertThat(Requirements.check(refusal, reserved)).isEmpty();
    }

    @Test // LAW-75: what it brings would make a hold of its own instead of lengthening the first
    void anExtensionCallsItselfOne() {
        var mixed = new PreservationFacts(
                true,
                OFFENCES,
                true,
                List.of(ITEM),
                Custodian.NAMED,
                true,
                true,
                false,
                false,
                true,
                true,
                true,
                false);
        assertThat(check(mixed)).containsExactly("E-LAW-20 at preservationRequest/@kind (ETS185/29/7)");
    }

    @Test
    void aRefusalGivesReasonsAndHasConsideredLess() {
        // LAW-33 LAW-34
        var refusal = new RefusalFacts(
                RequestKind.PRES_29, "POLITICAL_OFFENCE", false, false, false, "US", Optional.of(List.of("BC02")));
        assertThat(check(refusal))
                .containsExactly(
                        "E-LAW-04 at decision/refused/reasons (ETS185/27/7)",
                        "E-LAW-10 at decision/refused/@alternativesConsidered (ETS185/27/6)");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 90, 400})
    void sixtyDaysAndMoreAreLongEnough(int days) {
        assertThat(check(hold(NOON, NOON.plus(Duration.ofDays(days))))).isEmpty();
    }

    @Test
    void lessThanSixtyDaysIsTooShort() {
        // LAW-41
        Duration sixty = Duration.ofDays(60);
        assertThat(check(hold(NOON, NOON.plus(sixty).minus(Duration.ofMinutes(61)))))
                .containsExactly("E-LAW-11 at preserved/until (ETS185/29/7)");
        assertThat(check(hold(NOON, NOON.plus(sixty).minus(Duration.ofHours(1)))))
                .as("the clocks went forward")
                .isEmpty();
    }

    @Test
    void aHoldBeginsBeforeItEnds() {
        // LAW-40
        assertThat(check(hold(NOON, NOON.minusSeconds(1))))
                .containsExactly("E-LAW-05 at preserved/until (ETS185/29/7)");
    }

    private static HoldFacts hold(Instant from, Instant until) {
        return held(from, until, RequestKind.PRES_29);
    }

    private static HoldFacts held(Instant from, Instant until, RequestKind kind, Integer... items) {
        return new HoldFacts(from, until, List.of(items), Optional.of(kind), Optional.of(3));
    }

    @Test
    void whatIsHeldIsAmongWhatWasAskedAndAnExtensionIsOfTheWhole() {
        // LAW-100
        Instant until = NOON.plus(Duration.ofDays(60));
        assertThat(check(held(NOON, until, RequestKind.PRES_29, 1, 3))).isEmpty();
        assertThat(check(held(NOON, until, RequestKind.PRES_29, 1, 4)))
                .containsExactly("E-LAW-22 at preserved/item[2] (ETS185/29/2/c)");
        assertThat(check(held(NOON, until, RequestKind.PRES_29X, 1)))
                .containsExactly("E-LAW-22 at preserved/item[1] (ETS185/29/2/c)");
    }

    @Test
    void aRiskNoticeSaysTheRisk() {
        // LAW-42
        assertThat(check(StatementFacts.because(AnswerKind.RISK_NOTICED, "why")))
                .isEmpty();
        assertThat(check(StatementFacts.because(AnswerKind.RISK_NOTICED, " ")))
                .containsExactly("E-LAW-04 at riskNotice/reason (ETS185/29/6)");
    }

    @Test
    void preservationKnowsNoPostponement() {
        assertThat(RequestKind.PRES_29.admits(AnswerKind.POSTPONED)).isFalse();
        assertThat(RequestKind.PRES_29.admits(AnswerKind.RISK_NOTICED)).isTrue();
    }

    private static final List<Offence> OFFENCES = List.of(new Offence("BC05", true, Optional.empty()));
    private static final Data ITEM = new Data("TRA", true, true, List.of(), Optional.empty());

    private static PreservationFacts complete() {
        return complete(ITEM);
    }

    private static PreservationFacts complete(Data item) {
        return new PreservationFacts(
                true,
                OFFENCES,
                true,
                List.of(item),
                Custodian.NAMED,
                true,
                true,
                true,
                true,
                false,
                false,
                false,
                true);
    }

    private static PreservationFacts complete(List<Offence> offences) {
        return new PreservationFacts(
                true, offences, true, List.of(ITEM), Custodian.NAMED, true, true, false, false, true, true, true, true);
    }

    private static List<String> refuse(String ground, String state, String... offences) {
        return check(
                new RefusalFacts(RequestKind.PRES_29, ground, true, true, true, state, Optional.of(List.of(offences))));
    }

    private static List<String> check(Facts facts) {
        return Requirements.check(facts, JAPAN_US).stream()
                .map(Problem::toString)
                .toList();
    }
}
