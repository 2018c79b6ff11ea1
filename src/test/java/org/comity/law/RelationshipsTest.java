package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.comity.deadlines.Inputs;
import org.comity.law.file.Calendars;
import org.comity.law.file.Mistake;
import org.comity.law.file.Reading;
import org.comity.law.file.RelationshipFile;
import org.comity.law.file.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private final RecordedRelationships shipped = ShippedRelationships.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AU", "BE", "CA", "CH", "CN", "DE", "FR", "GB", "GH", "HK", "KR", "KW", "LU", "NL", "NO", "PH", "PL",
                "RO", "RU", "SE", "US", "VN"
            })
    void japanHasARelationshipWith(String state) {
        assertThat(shipped.between("JP", state))
                .isEqualTo(shipped.between(state, "JP"))
                .isPresent();
    }

    @Test
    void whatIsNotRecordedIsNotGuessed() {
        assertThat(shipped.between("JP", "BR")).isEmpty();
        Relationship germany = between("DE", "JP");
        assertThat(germany.languages()).isEmpty();
        assertThat(germany.languagesOf("DE")).isEmpty();
        assertThat(germany.hold("DE")).isEmpty();
        assertThat(germany.confirmation("DE")).isEmpty();
        assertThat(germany.receiving("DE", Instrument.ETS185)).isEmpty();
        assertThat(between("JP", "KW").binds(Instrument.ETS185, TODAY)).isFalse();
    }

    @Test
    void aHolderKeepsWhatItsLawGivesAndNeverLessThanTheTreaty() {
        Relationship relationship = between("JP", "US");
        assertThat(relationship.holdDays("US")).isEqualTo(90);
        assertThat(relationship.holdDays("JP")).isEqualTo(60);
        assertThat(relationship.hold("JP").orElseThrow().days()).isEqualTo(30);
        assertThat(relationship.hold("JP").orElseThrow().longest()).isEqualTo(60);
        assertThat(between("GH", "JP").holdDays("GH")).isEqualTo(120);
    }

    @Test
    void japanSendsThroughTwoAuthoritiesAndReceivesThroughOne() {
        Relationship relationship = between("JP", "US");
        assertThat(relationship.sending("JP", Instrument.MLA_TREATY)).hasSize(2);
        assertThat(relationship.receiving("JP", Instrument.MLA_TREATY))
                .singleElement()
                .extracting(Authority::name)
                .asString()
                .contains("Minister of Justice");
        assertThat(relationship.receiving("JP", Instrument.RECIPROCITY))
                .extracting(Authority::name)
                .containsExactly("Minister for Foreign Affairs");
    }

    @Test
    void aTreatyHasItsNameAndItsFirstDay() {
        Relationship romania = between("JP", "RO");
        assertThat(romania.binds(Instrument.MLA_TREATY, LocalDate.of(2011, 1, 1)))
                .isFalse();
        assertThat(romania.binds(Instrument.MLA_TREATY, LocalDate.of(2011, 1, 2)))
                .isTrue();
        assertThat(romania.binds(Instrument.ETS185, LocalDate.of(2012, 10, 31))).isFalse();
        assertThat(romania.instruments())
                .extracting(InForce::toString)
                .contains("MLA_TREATY (Agreement between the European Union and Japan on mutual legal assistance in"
                        + " criminal matters)");
    }

    @Test
    void theProtocolIsOffWhereNoDayOfActivationIsRecorded() {
        assertThat(between("HU", "JP").instruments())
                .extracting(InForce::instrument)
                .contains(Instrument.CETS224);
        assertThat(between("HU", "JP").binds(Instrument.CETS224, TODAY)).isFalse();
        assertThat(between("XA", "XB").binds(Instrument.CETS224, TODAY)).isFalse();
        RecordedRelationships activated = ShippedRelationships.overridden("""
                relationships:
                  HU-JP:
                    instruments:
                      CETS224: {from: 2027-01-01}
                """);
        Relationship hungary = activated.between("HU", "JP").orElseThrow();
        assertThat(hungary.binds(Instrument.CETS224, LocalDate.of(2026, 12, 31)))
                .isFalse();
        assertThat(hungary.binds(Instrument.CETS224, LocalDate.of(2027, 1, 1))).isTrue();
        assertThat(DeadlineRule.DR_21.appliesBetween(hungary, TODAY)).isFalse();
        assertThat(DeadlineRule.DR_21.appliesBetween(hungary, LocalDate.of(2027, 1, 1)))
                .isTrue();
        assertThat(hungary.hasReserved("JP", Citation.of("CETS224/7"))).isTrue();
    }

    @Test
    void aRuleAppliesWhereItsSourceBindsTheTwo() {
        Relationship usa = between("JP", "US");
        Relationship ghana = between("GH", "JP");
        assertThat(DeadlineRule.DR_01.appliesBetween(usa, TODAY)).isTrue();
        // ETS185/27/1: Article 27 is for states without a treaty of their own
        assertThat(DeadlineRule.DR_07.appliesBetween(usa, TODAY)).isFalse();
        assertThat(DeadlineRule.DR_07.appliesBetween(ghana, TODAY)).isTrue();
        // a state's own law
        assertThat(DeadlineRule.DR_61.appliesBetween(usa, TODAY)).isTrue();
        assertThat(DeadlineRule.DR_61.appliesBetween(ghana, TODAY)).isFalse();
        assertThat(DeadlineRule.DR_62.appliesBetween(ghana, TODAY)).isTrue();
        // not in force between them, whatever the day
        assertThat(DeadlineRule.DR_30.appliesBetween(usa, TODAY)).isFalse();
        assertThat(DeadlineRule.DR_50.appliesBetween(ghana, LocalDate.of(2099, 1, 1)))
                .isFalse();
        assertThat(DeadlineRule.DR_93.appliesBetween(between("JP", "KW"), TODAY))
                .isTrue();
    }

    @Test
    void theExerciseHasWhatItsPlayNeeds() {
        Relationship exercise = between("XA", "XB");
        assertThat(exercise.confirmation("XB")).contains(new Confirmation(true, OptionalInt.of(7)));
        assertThat(exercise.confirmation("XA")).contains(new Confirmation(false, OptionalInt.empty()));
        assertThat(exercise.hold("XB").orElseThrow().extensions()).isEqualTo(2);
        assertThat(exercise.practice().warnDaysAhead()).containsExactly(10, 3);
        assertThat(exercise.practice().target(DeadlineRule.DR_12)).contains(Duration.ofHours(4));
        assertThat(exercise.fourEyes()).isFalse();
    }

    @Test
    void theDataDirectoryOverridesFieldByFieldAndReplacesLists() {
        RecordedRelationships own = ShippedRelationships.overridden("""
                states:
                  NO: {name: Norge}
                relationships:
                  JP-US:
                    four-eyes: false
                    not-after-hours: 5
                    warn-days-ahead: 20
                """);
        Relationship relationship = own.between("JP", "US").orElseThrow();
        assertThat(relationship.fourEyes()).isFalse();
        assertThat(relationship.notAfter()).isEqualTo(Duration.ofHours(5));
        assertThat(relationship.practice().warnDaysAhead()).containsExactly(20);
        assertThat(relationship.binds(Instrument.ETS185, TODAY)).isTrue();
        // Norway without quotes is Norway, and what its file does not say stays
        StateFacts norway = own.between("JP", "NO").orElseThrow().state("NO").orElseThrow();
        assertThat(norway.name()).isEqualTo("Norge");
        assertThat(norway.holidays()).contains("no");
    }

    @Test
    void everyMistakeIsNamedAtOnceWithItsLine() {
        assertThat(mistakes("""
                states:
                  Norway: {name: Norway}
                  US:
                    hold: {days: 30, extensions: 2, source: x}
                    reservations:
                      article 29: {source: x}
                    lenguages: [en]
                relationships:
                  US-JP: {}
                  JP-ZZ:
                    instruments:
                      ETS186: {}
                      MLA_TREATY: {from: 2027-02-30}
                      ETS185: {from: 2027-01-02, until: 2027-01-01}
                    warn-days-ahead: [60]
                    languages: [English]
                    counting: SLOWLY
                    confirmation:
                      US: {days: 0}
                    target-hours: {DR-01: 5}
                    four-eyes: yes
                calendars:
                  jp: {confirmed: {by: sato, version: 1.2.0}, added: [tomorrow]}
                """))
                .contains(
                        "relationships.yaml:2: states.Norway: a state is two capital letters (ISO 3166-1 alpha-2)",
                        "relationships.yaml:6: states.US.reservations.article 29: a provision has the form ETS185/29/4",
                        "relationships.yaml:7: states.US.lenguages: is not a field; there are name, reservations, hold,"
                                + " languages, authorities, point, agencies, weekend, holidays, source",
                        "relationships.yaml:10: relationships.JP-ZZ: ZZ is not among the states",
                        "relationships.yaml:13: relationships.JP-ZZ.instruments.MLA_TREATY.from: a day such as 2027-01-31",
                        "relationships.yaml:13: relationships.JP-ZZ.instruments.MLA_TREATY.name: what the two states call"
                                + " their treaty",
                        "relationships.yaml:14: relationships.JP-ZZ.instruments.ETS185.until: not before from",
                        "relationships.yaml:15: relationships.JP-ZZ.warn-days-ahead: 1 to 59 days",
                        "relationships.yaml:16: relationships.JP-ZZ.languages: a BCP 47 tag such as en or pt-BR",
                        "relationships.yaml:17: relationships.JP-ZZ.counting: one of BARE, EU_1182_71, JAPAN_CIVIL_CODE",
                        "relationships.yaml:19: relationships.JP-ZZ.confirmation.US: the state that demands it is one of the"
                                + " two",
                        "relationships.yaml:21: relationships.JP-ZZ.four-eyes: true or false",
                        "relationships.yaml:23: calendars.jp.confirmed: says on which day it was compared, and until which"
                                + " day",
                        "relationships.yaml:23: calendars.jp.added: a day such as 2027-01-31")
                .anyMatch(
                        one -> one.startsWith("relationships.yaml:12: relationships.JP-ZZ.instruments.ETS186: one of"))
                .anyMatch(
                        one -> one.startsWith("relationships.yaml:20: relationships.JP-ZZ.target-hours.DR-01: is not"));
    }

    /** A clock that cannot be computed is found when the file is read, not when the first request starts it. */
    @Test
    void aTargetIsNoLongerThanAClockCanBe() {
        String file = """
                states: {JP: {name: Japan}, US: {name: United States}}
                relationships:
                  JP-US:
                    target-hours: {DR-91: %d}
                """;
        assertThat(mistakes(file.formatted(Length.MOST + 1)))
                .contains("relationships.yaml:4: relationships.JP-US.target-hours.DR-91: 1 to 3660");
        assertThat(mistakes(file.formatted(Length.MOST))).noneMatch(mistake -> mistake.contains("target-hours"));
        assertThat(Inputs.from(Instant.EPOCH, Length.MOST, ZoneOffset.UTC)
                        .period()
                        .number())
                .isEqualTo(Length.MOST);
    }

    @Test
    void whatAPairDoesNotSayIsThePracticeOfTheGateway() {
        RecordedRelationships own = ShippedRelationships.overridden("""
                practice:
                  escalate-after-hours: 12
                  act-within-hours: {urgent: 2}
                  target-hours: {DR-07: 72, DR-91: 24}
                relationships:
                  JP-US:
                    act-within-hours: {routine: 48}
                    target-hours: {DR-91: 8}
                """);
        Practice us = own.between("JP", "US").orElseThrow().practice();
        assertThat(us.escalateAfter()).isEqualTo(Duration.ofHours(12));
        assertThat(us.actWithin())
                .isEqualTo(new Practice.ByUrgency(Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(2)));
        assertThat(us.target(DeadlineRule.DR_91)).contains(Duration.ofHours(8));
        assertThat(us.target(DeadlineRule.DR_07)).contains(Duration.ofDays(3));
        assertThat(own.between("JP", "NO").orElseThrow().practice().target(DeadlineRule.DR_91))
                .contains(Duration.ofDays(1));
        assertThat(mistakes("practice: {act-within-hours: {urgent: 100}, four-eye: true}"))
                .anyMatch(one -> one.endsWith("practice.act-within-hours: what is more urgent is not given more time"))
                .anyMatch(one -> one.contains("practice.four-eye: is not a field"));
    }

    @Test
    void aPairIsTheSameInEitherOrder() {
        assertThat(ShippedRelationships.overridden("relationships: {US-JP: {not-after-hours: 5}}")
                        .between("JP", "US")
                        .orElseThrow()
                        .notAfter())
                .isEqualTo(Duration.ofHours(5));
        assertThat(mistakes("relationships:\n  JP-US: {four-eyes: false}\n  US-JP: {not-after-hours: 5}\n"))
                .containsExactly("relationships.yaml:3: relationships.US-JP: is the same pair as the one on line 2,"
                        + " in the other order: put both into one");
    }

    @Test // DR-38: an unverified calendar puts off nothing, so nobody may believe that it is verified
    void aConfirmationNamesTheLibraryThatIsThere() {
        String file = """
                states: {US: {holidays: uss}}
                calendars:
                  jp: {confirmed: {by: sato, on: 2026-11-26, version: 9.9.9, until: 2027-12-31}}
                  us: {confirmed: {by: sato, on: 2026-11-26, version: 1.2.3, until: 2020-01-01}}
                  zz: {added: [2027-01-01]}
                """;
        Calendars library = new Calendars(id -> !id.equals("zz") && !id.equals("uss"), Optional.of("1.2.3"));
        assertThat(lines(RelationshipFile.read(List.of(new Source("own", file)), library)))
                .contains(
                        "own:1: states.US.holidays: the id of a calendar that the library of holidays has, such as jp or us_ny",
                        "own:3: calendars.jp.confirmed.version: the library is 1.2.3: another version is not confirmed by this;"
                                + " compare it anew",
                        "own:4: calendars.us.confirmed.until: not before the day on which it was compared",
                        "own:5: calendars.zz: the library of holidays has no calendar zz");
    }

    @Test
    void aHoldNeverEndsBeforeTheTreatyAllowsIt() {
        assertThat(mistakes("states: {DE: {hold: {days: 30, source: x}}}"))
                .containsExactly(
                        "relationships.yaml:1: states.DE.hold.days: at least 60 with every extension (ETS185/29/7)");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLineAndNothingIsConstructed() {
        assertThat(mistakes("states:\n  US: [\n"))
                .singleElement()
                .asString()
                .startsWith("relationships.yaml:3: is no YAML");
        assertThat(mistakes("states: {US: {name: a, name: b}}"))
                .containsExactly("relationships.yaml:1: states.US.name: stands twice; the first is on line 1");
        assertThat(mistakes("relationships: &x {JP-US: *x}")).isNotEmpty();
        assertThat(mistakes("- a\n- b")).singleElement().asString().contains("has the fields states");
        assertThat(mistakes("states: !!javax.script.ScriptEngineManager [x]"))
                .singleElement()
                .asString()
                .contains("is no YAML: Global tag is not allowed");
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(ShippedRelationships.overridden("# nothing yet\n")).isEqualTo(shipped);
    }

    private Relationship between(String one, String other) {
        return shipped.between(one, other).orElseThrow();
    }

    private static Stream<String> lines(Reading reading) {
        return switch (reading) {
            case Reading.Read read -> Stream.of();
            case Reading.Mistaken(List<Mistake> all) -> all.stream().map(Mistake::toString);
        };
    }

    private static List<String> mistakes(String yaml) {
        return lines(ShippedRelationships.reading(yaml))
                .filter(one -> one.startsWith("relationships.yaml:"))
                .toList();
    }

    @Test
    void aFileWithoutStatesKnowsNoPair() {
        assertThat(RelationshipFile.read(List.of(new Source("own", ""))))
                .isEqualTo(new Reading.Read(new RecordedRelationships(java.util.Map.of(), java.util.Map.of())));
    }
}
