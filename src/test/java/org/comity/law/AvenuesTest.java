package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.comity.law.Avenues.Advice;
import org.comity.law.Avenues.Ask;
import org.comity.law.Avenues.Avenue;
import org.comity.law.Avenues.Haste;
import org.comity.law.Avenues.Need;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DOMAIN 10: life first, then what could vanish, then what needs no coercion, else the order of the instruments. */
class AvenuesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @Test
    void atRiskOfLifeTheEmergencyInstrumentsGoFirstWhereTheyBind() {
        Advice advice = Avenues.advise(
                new Ask(Need.STORED_DATA, Haste.LIFE_AT_RISK), "US", between("US", "CETS224: {from: 2026-01-01}"), DAY);
        assertThat(kinds(advice.open())).startsWith(RequestKind.EMER_9, RequestKind.EMLA_10);
    }

    @Test
    void elseThePointAndTheTelephone() {
        Advice advice = advise(Need.STORED_DATA, Haste.LIFE_AT_RISK, "US");
        assertThat(advice.open().getFirst().kind()).isEqualTo(RequestKind.POC_35);
        assertThat(advice.open().getFirst().reasons()).anyMatch(said -> said.contains("telephone at once"));
        assertThat(kinds(advice.closed())).contains(RequestKind.EMER_9, RequestKind.EMLA_10);
    }

    @Test
    void whatCouldVanishIsPreservedNowBesideTheRequestForIt() {
        Advice advice = advise(Need.STORED_DATA, Haste.URGENT, "US");
        assertThat(advice.open().getFirst().kind()).isEqualTo(RequestKind.PRES_29);
        assertThat(advice.open().getFirst().beside()).isTrue();
        assertThat(advice.open().getFirst().reasons()).anyMatch(said -> said.startsWith("Two at once"));
        assertThat(advice.open().get(1).kind()).isEqualTo(RequestKind.MLA_TREATY);
        assertThat(kinds(advise(Need.STORED_DATA, Haste.ROUTINE, "US").open())).doesNotContain(RequestKind.PRES_29);
    }

    @Test
    void whatNeedsNoCoercionGoesToThePointOrThePolice() {
        assertThat(kinds(advise(Need.INFORMATION, Haste.ROUTINE, "US").open()))
                .startsWith(RequestKind.POC_35, RequestKind.POL_ICPO);
    }

    @Test
    void bilateralGoesBeforeEts185BeforeDiplomatic() {
        List<RequestKind> open =
                kinds(advise(Need.STORED_DATA, Haste.ROUTINE, "US").open());
        assertThat(open).startsWith(RequestKind.MLA_TREATY, RequestKind.MLA_31);
        assertThat(kinds(advise(Need.STORED_DATA, Haste.ROUTINE, "GH").open()))
                .as("no treaty is recorded with Ghana")
                .startsWith(RequestKind.MLA_31)
                .doesNotContain(RequestKind.MLA_TREATY);
    }

    @Test
    void aPoliceAnswerIsIntelligence() {
        assertThat(advise(Need.PERSON_LOCATED, Haste.ROUTINE, "US")
                        .on(RequestKind.POL_ICPO)
                        .orElseThrow()
                        .against())
                .anyMatch(said -> said.contains("intelligence"))
                .anyMatch(said -> said.contains("27/9/d"));
    }

    @Test
    void whoDeclaredItWantsUrgentRequestsAtItsCentralAuthority() {
        Relationship pair = between("GH", "");
        Ask ask = new Ask(Need.STORED_DATA, Haste.URGENT);
        assertThat(Avenues.advise(ask, "JP", pair, DAY)
                        .on(RequestKind.MLA_31)
                        .orElseThrow()
                        .against())
                .anyMatch(said -> said.contains("27/9/e"))
                .noneMatch(said -> said.contains("27/9/a)"));
        assertThat(Avenues.advise(ask, "GH", pair, DAY)
                        .on(RequestKind.MLA_31)
                        .orElseThrow()
                        .against())
                .anyMatch(said -> said.contains("27/9/a)"))
                .noneMatch(said -> said.contains("for want of a treaty"));
    }

    @Test // ETS185/27/1: Article 31 itself applies always, the ways of Article 27 only where no treaty binds
    void theWaysOfArticle27AreNotAdvisedBesideATreaty() {
        for (String requested : List.of("US", "JP")) {
            assertThat(Avenues.advise(new Ask(Need.STORED_DATA, Haste.URGENT), requested, between("US", ""), DAY)
                            .on(RequestKind.MLA_31)
                            .orElseThrow()
                            .against())
                    .noneMatch(said -> said.contains("27/9/"))
                    .anyMatch(said -> said.contains("for want of a treaty (ETS185/27/1)"));
        }
    }

    @Test // ETS185/26/2: conditions "may" be put; the handshake of an offer takes the time that a life has not
    void whatSavesALifeIsToldBeforeItIsOffered() {
        Advice advice = advise(Need.OFFER, Haste.LIFE_AT_RISK, "US");
        assertThat(kinds(advice.open())).containsExactly(RequestKind.POL_G7, RequestKind.POL_ICPO, RequestKind.SPON_26);
        assertThat(advice.on(RequestKind.SPON_26).orElseThrow().against())
                .anyMatch(said -> said.contains("tell it first"));
        assertThat(kinds(advise(Need.OFFER, Haste.URGENT, "US").open())).startsWith(RequestKind.SPON_26);
    }

    @Test // UC-16/1: what keeps a hold open asks for disclosure
    void whatFollowsAHoldIsNeitherAPreservationNorIntelligence() {
        for (Haste haste : Haste.values()) {
            Advice advice = advise(Need.STORED_DATA, haste, "US").followingAHold();
            assertThat(kinds(advice.open())).startsWith(RequestKind.MLA_TREATY, RequestKind.MLA_31);
        }
        assertThat(kinds(advise(Need.STORED_DATA, Haste.URGENT, "GH")
                        .followingAHold()
                        .open()))
                .startsWith(RequestKind.MLA_31);
    }

    @Test
    void aReservationOfDualCriminalityIsSaid() {
        assertThat(advise(Need.PRESERVATION, Haste.URGENT, "JP")
                        .open()
                        .getFirst()
                        .against())
                .anyMatch(said -> said.contains("29/4"));
    }

    @Test
    void whatIsNotInForceSaysWhy() {
        Advice none = advise(Need.DOMAIN_HOLDER, Haste.ROUTINE, "US");
        Avenue closed = none.closed().getFirst();
        assertThat(closed.kind()).isEqualTo(RequestKind.DNR_6);
        assertThat(closed.against()).hasSize(1).first().asString().contains("CETS 224");
        Advice later = Avenues.advise(
                new Ask(Need.DOMAIN_HOLDER, Haste.ROUTINE), "US", between("US", "CETS224: {from: 2027-03-01}"), DAY);
        assertThat(later.closed().getFirst().against().getFirst()).contains("from 2027-03-01");
    }

    @Test
    void whatIsNotRecordedIsSaidToBeSo() {
        assertThat(advise(Need.STORED_DATA, Haste.URGENT, "GH")
                        .on(RequestKind.MLA_31)
                        .orElseThrow()
                        .against())
                .anyMatch(said -> said.contains("not recorded"));
    }

    @ParameterizedTest
    @EnumSource
    void everyNeedHasAnAvenueWithAReason(Need need) {
        for (Haste haste : Haste.values()) {
            Advice advice = advise(need, haste, "US");
            assertThat(advice.open()).as("%s %s", need, haste).isNotEmpty();
            assertThat(advice.open()).allMatch(avenue -> !avenue.reasons().isEmpty());
            assertThat(kinds(advice.open())).doesNotHaveDuplicates();
        }
    }

    private static List<RequestKind> kinds(List<Avenue> avenues) {
        return avenues.stream().map(Avenue::kind).toList();
    }

    private static Advice advise(Need need, Haste haste, String requested) {
        String other = requested.equals("JP") ? "US" : requested;
        return Avenues.advise(new Ask(need, haste), requested, between(other, ""), DAY);
    }

    /** Japan's, with one instrument more. */
    private static Relationship between(String other, String instrument) {
        RecordedRelationships recorded = instrument.isEmpty()
                ? ShippedRelationships.load()
                : ShippedRelationships.overridden(
                        "relationships:\n  JP-" + other + ":\n    instruments:\n      " + instrument + "\n");
        return recorded.between("JP", other).orElseThrow();
    }
}
