package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.deadlines.Escalation.Step.CHASER;
import static org.comity.deadlines.Escalation.Step.DUE;
import static org.comity.deadlines.Escalation.Step.OFFICER;
import static org.comity.deadlines.Escalation.Step.SUPERVISOR;
import static org.comity.deadlines.Escalation.Step.WARNING;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.comity.deadlines.Escalation.Planned;
import org.comity.law.DeadlineRule;
import org.comity.law.Practice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId ACCRA = ZoneId.of("Africa/Accra");
    private static final Practice PRACTICE = new Practice(
            true,
            Duration.ofDays(3),
            List.of(7, 2),
            Duration.ofDays(1),
            3,
            Duration.ofDays(2),
            Practice.USUAL.actWithin(),
            Practice.USUAL.askAfter(),
            Map.of());
    private static final OfficeHours OFFICE = OfficeHours.of(
                    "Mon-Fri 09:00-17:00", ACCRA, Set.of(LocalDate.of(2027, 3, 8)))
            .orElseThrow();

    @Test
    void aLatePartnerIsChasedInItsOfficeHoursThenTheOfficerAndThenASupervisorHear() { // DR-21
        // owed by the partner, due on Thursday 4 March 2027 in Accra; Monday 8 March is closed there
        Outcome owed = Computation.compute(DeadlineRule.DR_21, Inputs.from(at("2027-01-18T10:00:00Z"), 45, ACCRA));
        assertThat(owed.deadline().orElseThrow().operative()).isEqualTo(at("2027-03-04T23:59:59Z"));
        assertThat(Escalation.plan(owed, PRACTICE, () -> OFFICE))
                .containsExactly(
                        new Planned(at("2027-02-24T23:59:59Z"), WARNING),
                        new Planned(at("2027-03-01T23:59:59Z"), WARNING),
                        new Planned(at("2027-03-04T23:59:59Z"), DUE),
                        new Planned(at("2027-03-09T09:00:00Z"), CHASER),
                        new Planned(at("2027-03-10T09:00:00Z"), CHASER),
                        new Planned(at("2027-03-11T09:00:00Z"), CHASER),
                        new Planned(at("2027-03-12T09:00:00Z"), OFFICER),
                        new Planned(at("2027-03-14T09:00:00Z"), SUPERVISOR));
    }

    @Test
    void whatWeOweASupervisorHearsBeforeItIsLate() { // DR-34
        Outcome owed = Computation.compute(
                DeadlineRule.DR_34,
                Inputs.from(at("2027-03-01T10:00:00+09:00"), 5, TOKYO).owned(true));
        assertThat(Escalation.plan(owed, PRACTICE, () -> OFFICE))
                .containsExactly(
                        // seven days ahead of a period of five is before it: whoever began it knows
                        new Planned(at("2027-03-03T23:59:59+09:00"), WARNING),
                        new Planned(at("2027-03-03T23:59:59+09:00"), SUPERVISOR),
                        new Planned(at("2027-03-05T23:59:59+09:00"), DUE));
    }

    @Test
    void dataHeldForUsChaseNobodyButOurselves() { // DR-01
        Outcome held = Computation.compute(DeadlineRule.DR_01, Inputs.from(at("2027-01-18T10:00:00Z"), 60, ACCRA));
        assertThat(Escalation.plan(held, PRACTICE, () -> OFFICE))
                .extracting(Planned::step)
                .containsExactly(WARNING, WARNING, SUPERVISOR, DUE);
    }

    @Test // DR-01: its State asks for 14 days, the practice has 7 and 2
    void ofAHoldSomebodyHearsByWhenItsHolderWantsToBeAskedForMore() {
        Outcome held = Computation.compute(
                DeadlineRule.DR_01,
                Inputs.from(at("2027-01-18T10:00:00Z"), 60, ACCRA).warned(14));
        assertThat(Escalation.plan(held, PRACTICE, () -> OFFICE))
                .startsWith(
                        new Planned(at("2027-03-04T23:59:59Z"), WARNING),
                        new Planned(at("2027-03-11T23:59:59Z"), WARNING),
                        new Planned(at("2027-03-16T23:59:59Z"), WARNING));
    }

    @Test
    void ofAHoldOfOursSomebodyIsWarnedAheadOfTheEndThatWeSaid() { // DR-01
        Outcome held = Computation.compute(
                DeadlineRule.DR_01,
                Inputs.from(at("2027-01-18T10:00:00Z"), 90, ACCRA)
                        .owned(true)
                        .but(course -> course.stated(Optional.of(at("2027-07-17T10:00:00Z")))));
        assertThat(Escalation.plan(held, PRACTICE, () -> OFFICE))
                .containsExactly(
                        new Planned(at("2027-07-10T10:00:00Z"), WARNING),
                        new Planned(at("2027-07-15T10:00:00Z"), WARNING),
                        new Planned(at("2027-07-15T10:00:00Z"), SUPERVISOR),
                        new Planned(at("2027-07-17T10:00:00Z"), DUE));
    }

    @Test
    void aPolicyTargetOfOthersIsNoGroundToChaseThem() { // DR-07, DR-12, DR-92
        Outcome answer = Computation.compute(DeadlineRule.DR_12, Inputs.from(at("2027-03-05T16:00:00Z"), 4, ACCRA));
        assertThat(Escalation.plan(answer, PRACTICE, () -> OFFICE))
                .extracting(Planned::step)
                .containsExactly(DUE, SUPERVISOR);
        Outcome silence = Computation.compute(DeadlineRule.DR_92, Inputs.from(at("2027-03-05T16:00:00Z"), 72, ACCRA));
        assertThat(Escalation.plan(silence, PRACTICE, () -> OFFICE))
                .extracting(Planned::step)
                .containsExactly(DUE, CHASER, CHASER, CHASER, OFFICER, SUPERVISOR);
        Outcome none = Computation.compute(DeadlineRule.DR_07, Inputs.from(at("2027-03-05T16:00:00Z"), 0, ACCRA));
        assertThat(Escalation.plan(none, PRACTICE, () -> OFFICE)).isEmpty();
    }

    @Test
    void onTheDayThatWasSetForAskingTheFirstWordLeavesInOfficeHours() { // DR-92; Friday evening, and Monday is closed
        Outcome asked = Computation.compute(
                DeadlineRule.DR_92,
                Inputs.from(at("2027-03-01T16:00:00Z"), 720, ACCRA)
                        .but(course -> course.stated(Optional.of(at("2027-03-05T23:59:59Z")))));
        assertThat(Escalation.plan(asked, PRACTICE, () -> OFFICE))
                .startsWith(
                        new Planned(at("2027-03-05T23:59:59Z"), DUE),
                        new Planned(at("2027-03-09T09:00:00Z"), CHASER),
                        new Planned(at("2027-03-10T09:00:00Z"), CHASER));
    }

    @Test
    void aDaySetForATaskIsWarnedOfAsADeadlineIs() { // DR-93
        Inputs ordered =
                Inputs.from(at("2027-03-01T10:00:00+09:00"), 240, TOKYO).owned(true);
        Outcome set = Computation.compute(
                DeadlineRule.DR_93, ordered.but(course -> course.stated(Optional.of(at("2027-03-06T18:00:00+09:00")))));
        assertThat(set.provenance()).endsWith("set from 2027-03-01T01:00:00Z, at 2027-03-06T09:00:00Z");
        assertThat(Escalation.plan(set, PRACTICE, () -> OFFICE))
                .containsExactly( // seven days ahead was before it was ordered
                        new Planned(at("2027-03-04T18:00:00+09:00"), WARNING),
                        new Planned(at("2027-03-06T18:00:00+09:00"), DUE),
                        new Planned(at("2027-03-08T18:00:00+09:00"), SUPERVISOR));
        Outcome today = Computation.compute(
                DeadlineRule.DR_93, ordered.but(course -> course.stated(Optional.of(at("2027-03-01T18:00:00+09:00")))));
        assertThat(Escalation.plan(today, PRACTICE, () -> OFFICE))
                .containsExactly(
                        new Planned(at("2027-03-01T14:00:00+09:00"), WARNING),
                        new Planned(at("2027-03-01T18:00:00+09:00"), DUE),
                        new Planned(at("2027-03-01T18:00:00+09:00"), SUPERVISOR));
    }

    @ParameterizedTest(name = "at {0} the office answers from {1}")
    @CsvSource({
        "2027-03-04T10:00:00Z, 2027-03-04T10:00:00Z",
        "2027-03-04T08:59:59Z, 2027-03-04T09:00:00Z",
        "2027-03-04T17:00:00Z, 2027-03-05T09:00:00Z",
        "2027-03-05T18:00:00Z, 2027-03-09T09:00:00Z",
    })
    void anOfficeOpensAgain(String when, String open) {
        assertThat(OFFICE.atOrAfter(at(when))).isEqualTo(at(open));
    }

    @Test
    void anOfficeIsOpenByTheClockOfItsZone() {
        OfficeHours bucharest = OfficeHours.of("Mon-Fri 09:00-17:00", ZoneId.of("Europe/Bucharest"), Set.of())
                .orElseThrow();
        // Friday evening before the change of clocks of 28 March 2027
        assertThat(bucharest.atOrAfter(at("2027-03-26T20:00:00+02:00"))).isEqualTo(at("2027-03-29T09:00:00+03:00"));
        assertThat(OfficeHours.always(TOKYO).atOrAfter(at("2027-03-27T03:00:00Z")))
                .isEqualTo(at("2027-03-27T03:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "office hours", "Mon-Fri 17:00-09:00", "Mon-Fry 09:00-17:00"})
    void wordsThatOnlyAPersonCanReadAreNotGuessed(String words) {
        assertThat(OfficeHours.of(words, TOKYO, Set.of())).isEmpty();
        assertThat(OfficeHours.isReadable(words)).isFalse();
    }

    @Test // Kuwait works from Sunday to Thursday
    void aWeekMayBeginOnAnyDay() {
        ZoneId kuwait = ZoneId.of("Asia/Kuwait");
        for (OfficeHours office : List.of(
                OfficeHours.of("Sun-Thu 09:00-17:00", kuwait, Set.of()).orElseThrow(),
                OfficeHours.usual(kuwait, Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY), Set.of()))) {
            // Thursday evening: not on Friday, but on Sunday
            assertThat(office.atOrAfter(at("2027-03-25T18:00:00+03:00"))).isEqualTo(at("2027-03-28T09:00:00+03:00"));
            assertThat(office.atOrAfter(at("2027-03-28T10:00:00+03:00"))).isEqualTo(at("2027-03-28T10:00:00+03:00"));
        }
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    @Test
    void aTargetOfOursIsWarnedOfAtHalfTime() { // DR-91
        Outcome triage = Computation.compute(
                DeadlineRule.DR_91,
                Inputs.from(at("2027-03-05T16:00:00Z"), 24, ACCRA).owned(true));
        assertThat(Escalation.plan(triage, PRACTICE, () -> OFFICE))
                .containsExactly(
                        new Planned(at("2027-03-06T04:00:00Z"), WARNING),
                        new Planned(at("2027-03-06T16:00:00Z"), DUE),
                        new Planned(at("2027-03-06T16:00:00Z"), SUPERVISOR));
    }

    @Test
    void aTargetRestsAndGoesOnWithWhatIsLeft() { // DR-12
        Inputs inputs = Inputs.from(at("2027-03-05T10:00:00Z"), 10, ACCRA);
        Pause question = new Pause(at("2027-03-05T13:00:00Z"), Optional.empty());
        assertThat(Computation.compute(DeadlineRule.DR_12, inputs.but(course -> course.paused(question))))
                .isInstanceOfSatisfying(
                        Outcome.Suspended.class,
                        resting -> assertThat(resting.left()).isEqualTo(Duration.ofHours(7)));
        Pause answered = new Pause(at("2027-03-05T13:00:00Z"), Optional.of(at("2027-03-08T09:00:00Z")));
        assertThat(Computation.compute(DeadlineRule.DR_12, inputs.but(course -> course.paused(answered))))
                .isInstanceOfSatisfying(
                        Outcome.Target.class, target -> assertThat(target.by()).contains(at("2027-03-08T16:00:00Z")));
        Pause tooLate = new Pause(at("2027-03-06T13:00:00Z"), Optional.empty());
        assertThat(Computation.compute(DeadlineRule.DR_12, inputs.but(course -> course.paused(tooLate))))
                .isInstanceOf(Outcome.Target.class);
    }
}
