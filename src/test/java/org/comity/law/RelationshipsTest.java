package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipsTest {

    @ParameterizedTest
    @ValueSource(strings = {"US", "RO", "GH", "DE", "FR"})
    void japanHasARelationshipWith(String state) {
        Relationships shipped = ShippedRelationships.load();
        assertThat(shipped.between("JP", state))
                .isEqualTo(shipped.between(state, "JP"))
                .isPresent();
    }

    @Test
    void whatIsNotRecordedIsNotGuessed() {
        Relationships shipped = ShippedRelationships.load();
        assertThat(shipped.between("JP", "BR")).isEmpty();
        assertThat(shipped.between("DE", "JP").orElseThrow().languages()).isEmpty();
        assertThat(shipped.between("JP", "US").orElseThrow().confirmation()).isEmpty();
    }

    @Test
    void aHolderKeepsWhatItsLawGivesAndNeverLessThanTheTreaty() {
        Relationship relationship =
                ShippedRelationships.load().between("JP", "US").orElseThrow();
        assertThat(relationship.holdDays("US")).isEqualTo(90);
        assertThat(relationship.holdDays("JP")).isEqualTo(60);
    }

    @Test
    void theDataDirectoryOverridesFieldByField() {
        Relationships own = ShippedRelationships.overridden("""
                comity:
                  law:
                    relationships:
                      JP-US:
                        four-eyes: false
                        not-after-hours: 5
                """);
        Relationship relationship = own.between("JP", "US").orElseThrow();
        assertThat(relationship.fourEyes()).isFalse();
        assertThat(relationship.notAfter()).isEqualTo(Duration.ofHours(5));
        assertThat(relationship.binds(Instrument.ETS185, LocalDate.of(2026, 11, 25)))
                .isTrue();
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThatThrownBy(() -> ShippedRelationships.overridden("""
                        comity:
                          law:
                            states:
                              Norway: {name: Norway}
                              US: {hold-days: 30, reservations: [article 29]}
                            relationships:
                              US-JP: {instruments: [ETS185]}
                              JP-ZZ: {instruments: [ETS185], warn-days-ahead: 60, languages: [English]}
                        """))
                .rootCause()
                .hasMessageContainingAll(
                        "states.Norway: a state is two capital letters",
                        "states.US.hold-days: at least 60",
                        "states.US.reservations: a provision has the form",
                        "the same pair is already there as",
                        "relationships.JP-ZZ: ZZ is not among the states",
                        "relationships.JP-ZZ.warn-days-ahead: 1 to 59 days",
                        "relationships.JP-ZZ.languages: a BCP 47 tag");
    }
}
