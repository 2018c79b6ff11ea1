package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.law.CalendarFacts;
import org.comity.law.CountingRule;
import org.comity.law.DeadlineRule;
import org.junit.jupiter.api.Test;

/** Cases by hand: holidays, working days, hours, clocks that rest, periods that are prolonged or never start. */
class CountingTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

    @Test
    void goldenWeekPutsOffTheLatestEndAndNotTheEarliest() {
        // Friday 23 April 2027 and ten days: Monday 3 to Wednesday 5 May are holidays
        Inputs inputs = Inputs.from(at("2027-04-23T15:00:00+09:00"), 10, TOKYO)
                .counted(CountingRule.JAPAN_CIVIL_CODE, holidays("jp", 2027));
        Deadline deadline = deadline(DeadlineRule.DR_30, inputs);
        assertThat(deadline.due()).isEqualTo(at("2027-05-06T23:59:59+09:00"));
        assertThat(deadline.earliest()).isEqualTo(at("2027-05-03T23:59:59+09:00"));
        assertThat(deadline.provenance())
                .endsWith("Civil Code of Japan, Articles 140 and 142, holidays jp 1.2.0 (unverified)");
    }

    @Test
    void aWholeFirstDayCountsInJapan() {
        Inputs inputs = Inputs.from(at("2027-06-01T00:00:00+09:00"), 10, TOKYO)
                .counted(CountingRule.JAPAN_CIVIL_CODE, holidays("jp", 2027));
        assertThat(deadline(DeadlineRule.DR_30, inputs).due()).isEqualTo(at("2027-06-10T23:59:59+09:00"));
        Inputs second = Inputs.from(at("2027-06-01T00:00:01+09:00"), 10, TOKYO)
                .counted(CountingRule.JAPAN_CIVIL_CODE, holidays("jp", 2027));
        assertThat(deadline(DeadlineRule.DR_30, second).due()).isEqualTo(at("2027-06-11T23:59:59+09:00"));
    }

    @Test
    void twoDaysHoldTwoWorkingDays() { // Regulation 1182/71, Article 3(5)
        // Thursday 24 December 2026: Friday is a holiday, then a weekend; Monday and Tuesday are the two
        Inputs inputs = Inputs.from(at("2026-12-24T09:00:00+02:00"), 2, BUCHAREST)
                .counted(CountingRule.EU_1182_71, holidays("ro", 2026));
        Deadline deadline = deadline(DeadlineRule.DR_34, inputs);
        assertThat(deadline.due()).isEqualTo(at("2026-12-29T23:59:59+02:00"));
        assertThat(deadline.earliest()).isEqualTo(at("2026-12-26T23:59:59+02:00"));
    }

    @Test
    void holidaysThatNobodyConfirmedNeverPutOffWhatIsOwed() { // DR-38
        Instant event = at("2026-12-29T09:00:00+02:00");
        CalendarFacts unverified = CalendarFacts.unverified("ro");
        Deadline doubtful = deadline(DeadlineRule.DR_38, working(event, unverified));
        // 30, 31, then 1 January is a holiday, 4, 5, 6 and 7 are holidays, 8
        assertThat(doubtful.due()).isEqualTo(at("2027-01-08T23:59:59+02:00"));
        assertThat(doubtful.earliest()).isEqualTo(at("2027-01-05T23:59:59+02:00"));

        CalendarFacts.Confirmed by = new CalendarFacts.Confirmed(
                "ionescu", LocalDate.of(2026, 11, 1), HolidayCalendars.libraryVersion(), LocalDate.of(2027, 12, 31));
        Deadline sure = deadline(
                DeadlineRule.DR_38, working(event, new CalendarFacts("ro", Optional.of(by), Set.of(), Set.of())));
        assertThat(sure.earliest()).isEqualTo(sure.due()).isEqualTo(doubtful.due());
    }

    @Test
    void hoursPassThroughAChangeOfClocks() { // DR-32, DR-37
        // on 28 March 2027 the clocks of Bucharest go from 3 to 4
        Instant night = at("2027-03-28T00:30:00+02:00");
        Deadline plain = deadline(DeadlineRule.DR_32, Inputs.from(night, 8, BUCHAREST));
        assertThat(plain.due()).isEqualTo(at("2027-03-28T09:30:00+03:00")).isEqualTo(plain.earliest());
        Deadline eu = deadline(
                DeadlineRule.DR_32,
                Inputs.from(night, 8, BUCHAREST).counted(CountingRule.EU_1182_71, Holidays.NOT_RECORDED));
        assertThat(eu.due()).isEqualTo(at("2027-03-28T10:00:00+03:00"));
        // hours run through a weekend
        assertThat(deadline(DeadlineRule.DR_37, Inputs.from(at("2026-12-18T18:00:00+02:00"), 48, BUCHAREST))
                        .due())
                .isEqualTo(at("2026-12-20T18:00:00+02:00"));
    }

    @Test
    void theLongerOfTwoTimesCounts() { // DR-20
        Inputs order = Inputs.from(at("2026-12-14T10:00:00+09:00"), 30, TOKYO);
        Instant longer = at("2027-02-01T12:00:00+09:00");
        assertThat(deadline(DeadlineRule.DR_20, order.but(course -> course.stated(Optional.of(longer)))))
                .extracting(Deadline::due, Deadline::earliest)
                .containsExactly(longer, longer);
        assertThat(deadline(
                                DeadlineRule.DR_20,
                                order.but(course -> course.stated(Optional.of(at("2026-12-20T12:00:00+09:00")))))
                        .due())
                .isEqualTo(at("2027-01-13T23:59:59+09:00"));
        // and nobody goes on before the later reading
        assertThat(deadline(DeadlineRule.DR_20, order).operative()).isEqualTo(at("2027-01-13T23:59:59+09:00"));
    }

    @Test
    void noClockRunsWhileInformationIsMissing() { // DR-21
        Inputs incomplete = Inputs.from(new Start.Missing(List.of("facts", "relevance to the offence")), 45, TOKYO);
        Outcome outcome = Computation.compute(DeadlineRule.DR_21, incomplete);
        assertThat(outcome).isInstanceOf(Outcome.NotStarted.class);
        assertThat(outcome.deadline()).isEmpty();
        assertThat(outcome.provenance()).endsWith("not started: facts, relevance to the offence");
        assertThat(Inputs.of(incomplete.asMap())).isEqualTo(incomplete);
    }

    @Test
    void aClockRestsUntilItIsResumed() { // DR-34 suspends DR-30
        Inputs order = Inputs.from(at("2027-03-01T10:00:00+02:00"), 10, BUCHAREST);
        Pause open = new Pause(at("2027-03-05T09:00:00+02:00"), Optional.empty());
        Outcome resting = Computation.compute(DeadlineRule.DR_30, order.but(course -> course.paused(open)));
        assertThat(resting).isInstanceOfSatisfying(Outcome.Suspended.class, suspended -> {
            assertThat(suspended.since()).isEqualTo(open.suspended());
            // the earliest reading ends with 10 March
            assertThat(suspended.left()).isEqualTo(Duration.between(open.suspended(), at("2027-03-10T23:59:59+02:00")));
        });
        Pause ended = new Pause(open.suspended(), Optional.of(at("2027-03-08T16:00:00+02:00")));
        assertThat(deadline(DeadlineRule.DR_30, order.but(course -> course.paused(ended)))
                        .due())
                .isEqualTo(at("2027-03-14T23:59:59+02:00"));
        assertThat(deadline(
                                DeadlineRule.DR_32,
                                Inputs.from(at("2027-03-05T08:00:00+02:00"), 8, BUCHAREST)
                                        .but(course -> course.paused(new Pause(
                                                at("2027-03-05T09:00:00+02:00"),
                                                Optional.of(at("2027-03-05T11:30:00+02:00"))))))
                        .due())
                .isEqualTo(at("2027-03-05T18:30:00+02:00"));
        // a pause in the hour that is not counted puts nothing off
        Instant hour = at("2027-03-05T10:20:00+02:00");
        Inputs emergency = Inputs.from(hour, 8, BUCHAREST)
                .counted(CountingRule.EU_1182_71, Holidays.NOT_RECORDED)
                .but(course -> course.paused(new Pause(hour, Optional.of(at("2027-03-05T10:50:00+02:00")))));
        assertThat(deadline(DeadlineRule.DR_32, emergency).due()).isEqualTo(at("2027-03-05T19:00:00+02:00"));
        // what is asked after the end suspends nothing
        Pause late = new Pause(at("2027-05-01T09:00:00+03:00"), Optional.empty());
        assertThat(Computation.compute(DeadlineRule.DR_30, order.but(course -> course.paused(late)))
                        .deadline())
                .isPresent();
    }

    @Test
    void aPeriodIsProlongedOnceAndOnlyInTime() { // DR-35
        Inputs order = Inputs.from(at("2026-12-15T10:00:00+02:00"), 60, BUCHAREST);
        Instant inTime = at("2027-02-10T10:00:00+02:00");
        Instant tooLate = at("2027-02-14T10:00:00+02:00");
        DeadlineRule.Prolonging rule = DeadlineRule.DR_35.prolonging().orElseThrow();
        assertThat(deadline(DeadlineRule.DR_35, order.but(course -> course.prolonged(asked(rule, inTime))))
                        .due())
                .isEqualTo(at("2027-03-15T23:59:59+02:00"));
        assertThat(deadline(DeadlineRule.DR_35, order.but(course -> course.prolonged(asked(rule, tooLate))))
                        .due())
                .isEqualTo(at("2027-02-13T23:59:59+02:00"));
        assertThat(deadline(
                                DeadlineRule.DR_35,
                                order.but(course ->
                                        course.prolonged(asked(rule, inTime, at("2027-03-01T10:00:00+02:00")))))
                        .due())
                .isEqualTo(at("2027-03-15T23:59:59+02:00"));
    }

    @Test
    void theFollowUpInTimeHoldsTheDataOpenAndALateOneDoesNot() { // DR-02, DR-36
        Instant end = at("2027-02-12T23:59:59+09:00");
        Inputs inTime = Inputs.from(at("2027-02-12T23:00:00+09:00"), 0, TOKYO).but(course -> course.onlyBefore(end));
        assertThat(Computation.compute(DeadlineRule.DR_02, inTime))
                .isInstanceOfSatisfying(
                        Outcome.OpenEnded.class,
                        open -> assertThat(open.since()).isEqualTo(at("2027-02-12T23:00:00+09:00")));
        Inputs late = Inputs.from(at("2027-02-13T00:00:01+09:00"), 0, TOKYO).but(course -> course.onlyBefore(end));
        assertThat(Computation.compute(DeadlineRule.DR_02, late)).isInstanceOf(Outcome.NotStarted.class);
        assertThat(Computation.compute(DeadlineRule.DR_36, late)).isInstanceOf(Outcome.NotStarted.class);
    }

    @Test
    void whereNoDaysOfConfirmationAreRecordedNoneAreInvented() { // DR-11
        Outcome outcome =
                Computation.compute(DeadlineRule.DR_11, Inputs.from(at("2026-12-14T10:00:00+09:00"), 0, TOKYO));
        assertThat(outcome.provenance()).endsWith("not started: the relationship records no number of days");
    }

    @Test
    void holidaysAreNeverReadBeyondWhatWasLookedUp() {
        Inputs inputs = Inputs.from(at("2027-12-24T09:00:00+02:00"), 400, BUCHAREST)
                .counted(CountingRule.EU_1182_71, holidays("ro", 2027));
        assertThatThrownBy(() -> Computation.compute(DeadlineRule.DR_35, inputs))
                .hasMessage("holidays are known until 2027-12-31 only");
    }

    private static Inputs working(Instant event, CalendarFacts calendar) {
        Holidays romania = HolidayCalendars.during(calendar, LocalDate.of(2026, 12, 1), LocalDate.of(2027, 3, 1))
                .orElseThrow();
        return Inputs.from(event, 5, BUCHAREST).counted(CountingRule.EU_1182_71, romania);
    }

    private static Prolongation asked(DeadlineRule.Prolonging rule, Instant... when) {
        return new Prolongation(rule.days(), rule.times(), List.of(when));
    }

    private static Holidays holidays(String calendar, int year) {
        return HolidayCalendars.during(
                        CalendarFacts.unverified(calendar), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                .orElseThrow();
    }

    private static Deadline deadline(DeadlineRule rule, Inputs inputs) {
        return Computation.compute(rule, inputs).deadline().orElseThrow();
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
