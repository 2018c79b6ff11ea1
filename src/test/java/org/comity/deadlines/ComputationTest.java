package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.comity.law.DeadlineRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sixty days by hand, across New Year, daylight saving time and a leap day, for four capitals. */
class ComputationTest {

    @ParameterizedTest(name = "{0} from {1}: due {2}, earliest {3}")
    @CsvSource({
        // across New Year
        "Asia/Tokyo,       2026-11-23T10:00:00+09:00, 2027-01-22T23:59:59+09:00, 2027-01-21T23:59:59+09:00",
        "Africa/Accra,     2026-11-23T10:00:00Z,      2027-01-22T23:59:59Z,      2027-01-21T23:59:59Z",
        // the event's day is the day of the zone, not of UTC: 15:30 UTC is already the 24th in Tokyo
        "Asia/Tokyo,       2026-11-23T15:30:00Z,      2027-01-23T23:59:59+09:00, 2027-01-22T23:59:59+09:00",
        // clocks go forward on 28 March 2027 in Bucharest, on 14 March 2027 in Washington
        "Europe/Bucharest, 2027-02-15T23:59:59+02:00, 2027-04-16T23:59:59+03:00, 2027-04-15T23:59:59+03:00",
        "America/New_York, 2027-02-01T00:00:00-05:00, 2027-04-02T23:59:59-04:00, 2027-04-01T23:59:59-04:00",
        // and back on 31 October 2027 and 7 November 2027
        "Europe/Bucharest, 2027-09-15T08:00:00+03:00, 2027-11-14T23:59:59+02:00, 2027-11-13T23:59:59+02:00",
        "America/New_York, 2027-09-20T20:00:00-04:00, 2027-11-19T23:59:59-05:00, 2027-11-18T23:59:59-05:00",
        // 29 February 2028 is counted
        "Asia/Tokyo,       2028-01-10T12:00:00+09:00, 2028-03-10T23:59:59+09:00, 2028-03-09T23:59:59+09:00",
        "Africa/Accra,     2027-12-31T23:59:59Z,      2028-02-29T23:59:59Z,      2028-02-28T23:59:59Z",
    })
    // DR-01
    void sixtyDays(String zone, ZonedDateTime event, ZonedDateTime due, ZonedDateTime earliest) {
        Deadline deadline = compute(event.toInstant(), zone, Optional.empty(), 14);
        assertThat(deadline.due()).isEqualTo(due.toInstant());
        assertThat(deadline.earliest()).isEqualTo(earliest.toInstant());
    }

    @ParameterizedTest(name = "{0} from {1}: due {2}")
    @CsvSource({
        "Asia/Tokyo,       2026-10-20T23:30:00+09:00, 2027-01-18T23:59:59+09:00",
        "Europe/Bucharest, 2026-10-20T23:30:00+03:00, 2027-01-18T23:59:59+02:00",
        "America/New_York, 2026-10-20T23:30:00-04:00, 2027-01-18T23:59:59-05:00",
        "Africa/Accra,     2026-10-20T23:30:00Z,      2027-01-18T23:59:59Z",
    })
    // DR-01 where a law gives ninety: sixty days from a change of clocks in autumn end within the year
    void ninetyDaysAcrossTheChangeOfClocksAndNewYear(String zone, ZonedDateTime event, ZonedDateTime due) {
        Inputs inputs = Inputs.from(event.toInstant(), 90, ZoneId.of(zone));
        Deadline deadline =
                Computation.compute(DeadlineRule.DR_01, inputs).deadline().orElseThrow();
        assertThat(deadline.due()).isEqualTo(due.toInstant());
        assertThat(deadline.earliest().atZone(ZoneId.of(zone)))
                .as("one day of the zone earlier, whatever its length")
                .isEqualTo(due.withZoneSameInstant(ZoneId.of(zone)).minusDays(1));
    }

    @Test
    void theWarningComesDaysAheadOfTheEarliestEndAtTheSameHourOfTheZone() {
        Deadline deadline = compute(Instant.parse("2027-02-15T10:00:00Z"), "Europe/Bucharest", Optional.empty(), 20);
        // 20 days before 15 April 23:59:59 lie before the change of clocks
        assertThat(deadline.warnAt()).isEqualTo(Instant.parse("2027-03-26T21:59:59Z"));
    }

    @Test
    void aStatedEndMovesTheLastDayOutwardsAndTheCertainOneInwards() { // THREAT-84
        Instant event = Instant.parse("2026-11-23T15:20:00Z");
        Instant later = Instant.parse("2027-02-22T04:59:59Z");
        Instant counted =
                compute(event, "America/New_York", Optional.empty(), 14).earliest();
        Deadline lenient = compute(event, "America/New_York", Optional.of(later), 14);
        assertThat(lenient)
                .extracting(Deadline::due, Deadline::earliest, Deadline::operative)
                .containsExactly(later, counted, counted);
        assertThat(lenient.isByStatement()).isFalse();
        assertThat(Computation.compute(DeadlineRule.DR_01, lenient.inputs().but(Course::asAgreed))
                        .ends())
                .as("an extension that was asked for")
                .contains(later);

        Instant earlier = event.plusSeconds(50L * 24 * 3600);
        assertThat(compute(event, "America/New_York", Optional.of(earlier), 14))
                .extracting(Deadline::due, Deadline::earliest)
                .containsExactly(Instant.parse("2027-01-23T04:59:59Z"), earlier);
    }

    /** THREAT-84: an ordinary difference of counting and of zones is no doubt; whatever is later than that is. */
    @Test
    void onlyWhatNoReadingExplainsIsADoubt() {
        Instant event = Instant.parse("2026-11-23T15:20:00Z");
        Instant last =
                Instant.parse("2027-01-23T04:59:59Z"); // where it is held; earlier by a day if the event's day counts
        for (Instant ordinary : List.of(
                last.minus(Duration.ofDays(1)),
                event.plus(Duration.ofDays(60)),
                last,
                last.plus(Duration.ofHours(8)))) {
            Deadline stated = compute(event, "America/New_York", Optional.of(ordinary), 14);
            assertThat(stated.isStatedUnexplained()).as("%s", ordinary).isFalse();
            assertThat(stated.operative())
                    .as("the side of doubt stays the same")
                    .isEqualTo(last.minus(Duration.ofDays(1)));
        }
        Deadline longer = compute(event, "America/New_York", Optional.of(last.plus(Duration.ofHours(25))), 14);
        assertThat(longer.isStatedUnexplained()).isTrue();
        assertThat(again(longer.inputs().but(Course::asAgreed)).isStatedUnexplained())
                .isFalse();
        assertThat(again(longer.inputs().owned(true)).isStatedUnexplained())
                .as("our own word")
                .isFalse();
        assertThat(compute(event, "America/New_York", Optional.empty(), 14).isStatedUnexplained())
                .isFalse();
    }

    /** THREAT-84: sixty days from the request at the earliest; the holder's ninety from where it says that they began. */
    @ParameterizedTest(name = "from {0} until {1}: {2}")
    @CsvSource({
        // the day of the request counts in the earliest reading
        "2000-01-01T00:00:00Z, 2027-06-01T00:00:00Z, 2027-01-21T23:59:59Z, true",
        "2026-08-30T00:00:00Z, 2027-02-01T00:00:00Z, 2027-01-21T23:59:59Z, true",
        "2026-08-30T00:00:00Z, 2027-01-20T00:00:00Z, 2027-01-20T00:00:00Z, true",
        // begun ten days before: its ninety days do count from there, and are the longer ones
        "2026-11-13T00:00:00Z, 2027-06-01T00:00:00Z, 2027-02-10T23:59:59Z, true",
        "2026-11-22T16:00:00Z, 2027-02-10T23:59:59Z, 2027-02-10T23:59:59Z, false",
        "2026-11-23T16:00:00Z, 2027-06-01T00:00:00Z, 2027-02-20T23:59:59Z, true",
    })
    void whatBeganLongBeforeItWasAskedForEndsNotBeforeSixtyDaysFromTheRequest(
            Instant from, Instant until, Instant operative, boolean doubt) {
        Instant asked = Instant.parse("2026-11-23T15:20:00Z");
        Deadline hold = again(Inputs.from(from, 90, ZoneId.of("UTC"))
                .but(course -> course.stated(Optional.of(until)).askedFor(asked)));
        assertThat(hold.operative()).isEqualTo(operative);
        assertThat(hold.isStatedUnexplained()).isEqualTo(doubt);
        assertThat(hold.fallsDue()).isAfterOrEqualTo(until);
        assertThat(hold.warnAt()).isBeforeOrEqualTo(operative);
    }

    private static Deadline again(Inputs inputs) {
        return Computation.compute(DeadlineRule.DR_01, inputs).deadline().orElseThrow();
    }

    @Test
    void anEstimateIsMarkedAndTheProvenanceTellsEverything() {
        Start start = new Start.Assumed(Instant.parse("2026-11-23T10:00:00Z"));
        Deadline deadline = Computation.compute(
                        DeadlineRule.DR_01, Inputs.from(start, 90, ZoneId.of("America/New_York")))
                .deadline()
                .orElseThrow();
        assertThat(deadline.estimated()).isTrue();
        assertThat(deadline.provenance())
                .isEqualTo("DR-01 (ETS185/29/7): 90 calendar days from 2026-11-23T10:00:00Z (estimated), 2026-11-23 "
                        + "excluded, to the end of the last day in America/New_York");
    }

    @Test
    void aDayThatStartsAtOneInTheMorningStillEndsWithItsLastSecond() {
        // In Beirut the clocks go forward at midnight of 28 March 2027: 27 March is the last day
        ZoneId beirut = ZoneId.of("Asia/Beirut");
        Instant event =
                LocalDate.of(2027, 1, 26).atTime(LocalTime.NOON).atZone(beirut).toInstant();
        assertThat(compute(event, "Asia/Beirut", Optional.empty(), 14).due())
                .isEqualTo(LocalDate.of(2027, 3, 28)
                        .atStartOfDay(beirut)
                        .toInstant()
                        .minusSeconds(1));
    }

    @Test
    void whatWeHoldIsReleasedLateAndWhatOthersHoldMayBeGoneEarly() {
        Inputs inputs = Inputs.from(Instant.parse("2026-11-23T10:00:00Z"), 60, ZoneId.of("Asia/Tokyo"));
        Deadline theirs =
                Computation.compute(DeadlineRule.DR_01, inputs).deadline().orElseThrow();
        Deadline ours = Computation.compute(DeadlineRule.DR_01, inputs.owned(true))
                .deadline()
                .orElseThrow();
        assertThat(theirs.operative()).isEqualTo(theirs.earliest());
        assertThat(ours.operative()).isEqualTo(ours.due()).isAfter(ours.earliest());
        // and of an act the other way round: DR-21
        Deadline owed = Computation.compute(DeadlineRule.DR_21, inputs.owned(true))
                .deadline()
                .orElseThrow();
        assertThat(owed.operative()).isEqualTo(owed.earliest());
    }

    private static Deadline compute(Instant event, String zone, Optional<Instant> stated, int warnDaysAhead) {
        return Computation.compute(
                        DeadlineRule.DR_01,
                        Inputs.from(event, 60, ZoneId.of(zone))
                                .but(course -> course.stated(stated))
                                .warned(warnDaysAhead))
                .deadline()
                .orElseThrow();
    }
}
