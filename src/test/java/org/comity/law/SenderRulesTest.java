package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.comity.law.file.Mistake;
import org.comity.law.file.Reading;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** LAW-94, LAW-95, LAW-96, LAW-97, LAW-98: who may send which kind of request. */
class SenderRulesTest {
    private final Relationship pair =
            ShippedRelationships.load().between("JP", "US").orElseThrow();

    @ParameterizedTest // ETS185/27/2/a, ETS185/35/1, ETS185/24/7
    @CsvSource({
        "MLA_31, CENTRAL_AUTHORITY, ETS185/27/2/a",
        "MLA_TREATY, CENTRAL_AUTHORITY, ETS185/27/2/a",
        "POC_35, CONTACT_POINT, ETS185/35/1",
        "POL_G7, CONTACT_POINT, ETS185/35/1",
        "EXTR_24, EXTRADITION_AUTHORITY, ETS185/24/7",
        "MLA_DIPLO, MINISTRY, AIAI/4",
        "POL_ICPO, POLICE, ICPO/1"
    })
    void eachKindComesFromWhoIsDesignatedForIt(RequestKind kind, Designation needed, String rule) {
        assertThat(problems(kind, Set.of(needed), false)).isEmpty();
        Set<Designation> others = EnumSet.complementOf(EnumSet.of(needed));
        assertThat(problems(kind, others, false))
                .containsExactly("E-LAW-19 at " + kind.element() + "/requesting (" + rule + ")");
        assertThat(problems(kind, Set.of(), false)).as("not recorded").isEmpty();
        assertThat(kind.sender().standing(Set.of(), false)).isEqualTo(RequestKind.Standing.NOT_RECORDED);
    }

    @Test // ETS185/27/9/a
    void aJudicialAuthorityAsksDirectlyOnlyInUrgencyWithACopy() {
        Set<Designation> court = Set.of(Designation.JUDICIAL_AUTHORITY);
        assertThat(problems(RequestKind.MLA_31, court, true)).isEmpty();
        assertThat(problems(RequestKind.MLA_31, court, false)).isNotEmpty();
        assertThat(problems(RequestKind.MLA_31, Set.of(Designation.CONTACT_POINT), true))
                .isNotEmpty();
    }

    @Test // ETS185/27/1, ETS185/27/9/a: the direct way is named only where Article 27 is what binds
    void theDirectWayIsNamedOnlyWithoutATreaty() {
        LocalDate day = LocalDate.of(2026, 11, 26);
        Relationship treaty = pair;
        Relationship none = ShippedRelationships.load().between("GH", "JP").orElseThrow();
        assertThat(treaty.binds(Instrument.MLA_TREATY, day)).isTrue();
        assertThat(none.binds(Instrument.MLA_TREATY, day)).isFalse();
        assertThat(RequestKind.MLA_31.senderInWords(treaty, day)).isEqualTo("a central authority");
        assertThat(RequestKind.MLA_31.senderInWords(none, day)).contains("judicial authority", "ETS185/27/9/a");
        assertThat(RequestKind.MLA_TREATY.senderInWords(none, day)).isEqualTo("a central authority");
        assertThat(RequestKind.MLA_31.senderInWords()).contains("where no treaty of the two States is in force");
    }

    @ParameterizedTest // ETS185/29/1: a preservation is asked for by any authority within its law
    @EnumSource(Designation.class)
    void anyAuthorityAsksForPreservation(Designation one) {
        assertThat(problems(RequestKind.PRES_29, Set.of(one), false)).isEmpty();
        assertThat(RequestKind.PRES_29.sender().standing(Set.of(), false)).isEqualTo(RequestKind.Standing.FITS);
    }

    @Test
    void whatAnAgencyIsDesignatedForIsRecordedOfItsState() {
        Relationship recorded =
                ShippedRelationships.overridden("""
                        states:
                          US:
                            agencies:
                              us-doj: {designations: [CENTRAL_AUTHORITY, MINISTRY], source: example}
                        """).between("JP", "US").orElseThrow();
        assertThat(recorded.designations("US", "us-doj"))
                .containsExactlyInAnyOrder(Designation.CENTRAL_AUTHORITY, Designation.MINISTRY);
        assertThat(recorded.designations("US", "us-other")).isEmpty();
        assertThat(recorded.designations("JP", "us-doj")).isEmpty();
    }

    @Test
    void aMistakeInADesignationIsNamedWithItsLine() {
        Reading reading = ShippedRelationships.reading("""
                        states:
                          US:
                            agencies:
                              us-doj: {designations: [CENTRAL], source: example}
                              us-poc: {designations: [CONTACT_POINT]}
                        """);
        assertThat(reading).isInstanceOf(Reading.Mistaken.class);
        List<Mistake> mistakes = ((Reading.Mistaken) reading).mistakes();
        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake.toString()).contains("4", "CONTACT_POINT"));
        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake.toString()).contains("5", "source"));
    }

    private List<String> problems(RequestKind kind, Set<Designation> designations, boolean direct) {
        return Requirements.check(new SenderFacts(kind.element(), kind, designations, direct), pair).stream()
                .map(Problem::toString)
                .toList();
    }
}
