package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.comity.law.CountingRule;
import org.comity.law.DeadlineRule;
import org.comity.law.Practice;
import org.comity.law.StateFacts;

class ComputationProperties {
    private static final long FIRST = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2050-01-01T00:00:00Z").getEpochSecond();

    @Property
    void aWarningNeverFallsAfterItsDeadline(@ForAll DeadlineRule rule, @ForAll("inputs") Inputs inputs) {
        Outcome outcome = Computation.compute(rule, inputs);
        outcome.deadline().ifPresent(deadline -> {
            assertThat(deadline.warnAt()).isBeforeOrEqualTo(deadline.earliest());
            assertThat(deadline.earliest()).isBeforeOrEqualTo(deadline.due());
            assertThat(deadline.operative()).isBetween(deadline.earliest(), deadline.due());
        });
    }

    /** THREAT-84: whatever end a holder states. */
    @Property
    void theFloorIsNeverCut(@ForAll("inputs") Inputs inputs) {
        Instant event = event(inputs);
        Computation.compute(DeadlineRule.DR_01, inputs).deadline().ifPresent(deadline -> {
            LocalDate least = LocalDate.ofInstant(event, inputs.period().zone())
                    .plusDays(inputs.period().number() - 1L);
            if (inputs.period().counting() != CountingRule.JAPAN_CIVIL_CODE) { // whose first day may count
                least = least.plusDays(1);
            }
            assertThat(LocalDate.ofInstant(deadline.due(), inputs.period().zone()))
                    .isAfterOrEqualTo(least);
        });
    }

    /** THREAT-84: whatever beginning and end a holder states. */
    @Property
    void noStatementEndsAHoldBeforeSixtyDaysFromTheRequest(
            @ForAll("inputs") Inputs inputs, @ForAll("events") Instant asked) {
        Optional<Instant> stated = inputs.course().stated();
        Computation.compute(DeadlineRule.DR_01, inputs.but(course -> course.askedFor(asked)))
                .deadline()
                .ifPresent(hold -> {
                    Instant sixty = asked.plus(Duration.ofDays(DeadlineRule.DR_01.days() - 1L));
                    Instant floor = stated.filter(sixty::isAfter).orElse(sixty);
                    assertThat(hold.operative()).isAfterOrEqualTo(floor.minus(Duration.ofHours(2)));
                });
    }

    /** THREAT-90: inputs and result are instants and a named zone, stored as text; nothing of the machine or its zone is among them. */
    @Property
    void recomputingFromWhatIsStoredGivesTheSameResult(@ForAll DeadlineRule rule, @ForAll("inputs") Inputs inputs) {
        assertThat(Inputs.of(inputs.asMap())).isEqualTo(inputs);
        assertThat(Computation.compute(rule, Inputs.of(inputs.asMap()))).isEqualTo(Computation.compute(rule, inputs));
    }

    /** DR-34: of a period of days it is days that are kept, so hours and targets are what can be compared to the second. */
    @Property
    void aResumedPauseKeepsWhatWasLeft(
            @ForAll("events") Instant event,
            @ForAll @IntRange(min = 1, max = 400) int hours,
            @ForAll @IntRange(min = 0, max = 99) int percent,
            @ForAll @IntRange(min = 0, max = 100_000) int minutes) {
        for (DeadlineRule rule : List.of(DeadlineRule.DR_07, DeadlineRule.DR_92, DeadlineRule.DR_32)) {
            Inputs inputs = Inputs.from(event, hours, ZoneId.of("Europe/Bucharest"));
            Instant suspended =
                    event.plus(Duration.ofHours(hours).multipliedBy(percent).dividedBy(100));
            Instant resumed = suspended.plus(Duration.ofMinutes(minutes));
            Outcome rests = Computation.compute(
                    rule, inputs.but(course -> course.paused(new Pause(suspended, Optional.empty()))));
            assertThat(rests).isInstanceOf(Outcome.Suspended.class);
            Duration left = ((Outcome.Suspended) rests).left();
            assertThat(left).isEqualTo(Duration.between(suspended, event.plus(Duration.ofHours(hours))));
            Outcome goesOn = Computation.compute(
                    rule, inputs.but(course -> course.paused(new Pause(suspended, Optional.of(resumed)))));
            assertThat(instantOf(goesOn)).contains(resumed.plus(left));
        }
    }

    @Property
    void aLaterEventNeverFallsDueEarlier(
            @ForAll DeadlineRule rule,
            @ForAll("inputs") Inputs inputs,
            @ForAll @IntRange(min = 1, max = 10_000) int minutes) {
        Instant event = event(inputs);
        Optional<Deadline> early = Computation.compute(rule, inputs).deadline();
        Optional<Deadline> late = Computation.compute(rule, starting(inputs, event.plus(Duration.ofMinutes(minutes))))
                .deadline();
        if (early.isPresent() && late.isPresent()) {
            assertThat(late.get().due()).isAfterOrEqualTo(early.get().due());
            assertThat(late.get().earliest()).isAfterOrEqualTo(early.get().earliest());
        }
    }

    @Property
    void aPeriodThatRollsEndsOnAWorkingDay(@ForAll("inputs") Inputs inputs) {
        if (inputs.period().counting().rollsForward()
                && inputs.course().stated().isEmpty()) {
            Computation.compute(DeadlineRule.DR_30, inputs)
                    .deadline()
                    .ifPresent(deadline -> assertThat(inputs.period()
                                    .holidays()
                                    .isWorkingDay(LocalDate.ofInstant(
                                            deadline.due(), inputs.period().zone())))
                            .isTrue());
        }
    }

    @Property
    void asManyWorkingDaysLieInThePeriodAsItHas(
            @ForAll("events") Instant event, @ForAll @IntRange(min = 1, max = 40) int days, @ForAll boolean confirmed) {
        Inputs inputs = Inputs.from(event, days, ZoneId.of("Europe/Bucharest"))
                .counted(CountingRule.BARE, everyThirdDay(event, confirmed));
        Deadline deadline =
                Computation.compute(DeadlineRule.DR_38, inputs).deadline().orElseThrow();
        assertThat(workingDays(inputs, event, deadline.due(), inputs.period().holidays()))
                .isEqualTo(days);
        assertThat(workingDays(
                        inputs,
                        event,
                        deadline.earliest(),
                        inputs.period().holidays().certain()))
                .isEqualTo(days);
        // what nobody vouches for never puts off what we owe
        assertThat(deadline.earliest().equals(deadline.due()) || !confirmed).isTrue();
    }

    @Property
    void nothingOfAPlanIsLostAndWarningsComeInTime(@ForAll DeadlineRule rule, @ForAll("inputs") Inputs inputs) {
        OfficeHours office = OfficeHours.of("Mon-Fri 09:00-17:00", ZoneId.of("Africa/Accra"), Set.of())
                .orElseThrow();
        Outcome outcome = Computation.compute(rule, inputs);
        List<Escalation.Planned> plan = Escalation.plan(outcome, Practice.USUAL, () -> office);
        assertThat(plan).isSortedAccordingTo(java.util.Comparator.comparing(Escalation.Planned::at));
        assertThat(plan.isEmpty()).isEqualTo(instantOf(outcome).isEmpty());
        for (Escalation.Planned planned : plan) {
            switch (planned.step()) {
                case WARNING ->
                    assertThat(planned.at())
                            .isBeforeOrEqualTo(outcome.deadline()
                                    .map(Deadline::earliest)
                                    .or(() -> instantOf(outcome))
                                    .orElseThrow());
                case CHASER -> {
                    assertThat(planned.at()).isAfterOrEqualTo(instantOf(outcome).orElseThrow());
                    assertThat(office.atOrAfter(planned.at())).isEqualTo(planned.at());
                }
                case DUE ->
                    assertThat(planned.at())
                            .isEqualTo(outcome.deadline()
                                    .map(Deadline::fallsDue)
                                    .or(() -> instantOf(outcome))
                                    .orElseThrow());
                case OFFICER ->
                    assertThat(planned.at()).isAfter(instantOf(outcome).orElseThrow());
                case SUPERVISOR ->
                    assertThat(inputs.ours()
                                    && !isSet(outcome)
                                    && planned.at().isAfter(instantOf(outcome).orElseThrow()))
                            .isFalse();
            }
        }
    }

    /** A day that one of our own people was set. */
    private static boolean isSet(Outcome outcome) {
        return outcome instanceof Outcome.Target
                && outcome.inputs().course().stated().isPresent();
    }

    private static Optional<Instant> instantOf(Outcome outcome) {
        return outcome instanceof Outcome.Target target
                ? target.by()
                : outcome.deadline().map(Deadline::operative);
    }

    private static long workingDays(Inputs inputs, Instant event, Instant end, Holidays holidays) {
        LocalDate first = LocalDate.ofInstant(event, inputs.period().zone()).plusDays(1);
        LocalDate last = LocalDate.ofInstant(end, inputs.period().zone());
        return first.datesUntil(last.plusDays(1)).filter(holidays::isWorkingDay).count();
    }

    private static Instant event(Inputs inputs) {
        return switch (inputs.start()) {
            case Start.Happened(Instant event) -> event;
            case Start.Assumed(Instant event) -> event;
            case Start.Missing missing -> throw new AssertionError(missing);
        };
    }

    private static Inputs starting(Inputs inputs, Instant event) {
        return new Inputs(
                new Start.Happened(event), inputs.period(), inputs.course(), inputs.ours(), inputs.warnDaysAhead());
    }

    private static Holidays everyThirdDay(Instant from, boolean confirmed) {
        Set<LocalDate> days = new TreeSet<>();
        LocalDate first = LocalDate.ofInstant(from, ZoneId.of("UTC")).minusDays(2);
        for (int i = 0; i < 400; i += 3) {
            days.add(first.plusDays(i));
        }
        return new Holidays("zz", "1", confirmed, days, LocalDate.of(2060, 1, 1), StateFacts.USUAL_WEEKEND);
    }

    @Provide
    Arbitrary<Instant> events() {
        return Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Inputs> inputs() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Asia/Tokyo",
                        "Europe/Bucharest",
                        "America/New_York",
                        "Africa/Accra",
                        "Asia/Beirut",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Pacific/Kiritimati")
                .map(ZoneId::of);
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 400);
        Arbitrary<Integer> ahead = Arbitraries.integers().between(0, 500);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        events(), lengths, zones, Arbitraries.of(CountingRule.values()), flags, ahead, extras())
                .as((event, length, zone, counting, flag, warn, extra) -> extra.onto(
                        event,
                        Inputs.from(flag ? new Start.Assumed(event) : new Start.Happened(event), length, zone)
                                .counted(counting, everyThirdDay(event, flag))
                                .owned(flag)
                                .warned(warn)));
    }

    /** What may be known besides, in days after the event. */
    private record Extra(int stated, List<Integer> paused, int asked, int times) {
        Inputs onto(Instant event, Inputs inputs) {
            Inputs with = inputs;
            if (stated > 0) {
                Instant asked = event.plus(Duration.ofDays(400L - stated));
                with = with.but(course -> course.stated(Optional.of(event.plus(Duration.ofDays(stated))))
                        .askedFor(asked));
            }
            List<Integer> ends = new ArrayList<>(new TreeSet<>(paused));
            for (int i = 0; i + 1 < ends.size(); i += 2) {
                Instant suspended = event.plus(Duration.ofHours(ends.get(i)));
                Instant resumed = event.plus(Duration.ofHours(ends.get(i + 1)));
                with = with.but(course -> course.paused(new Pause(suspended, Optional.of(resumed))));
            }
            if (asked > 0) {
                Instant first = event.plus(Duration.ofDays(asked));
                with = with.but(course -> course.prolonged(
                        new Prolongation(30, times, List.of(first, first.plus(Duration.ofDays(asked))))));
            }
            return with;
        }
    }

    private static Arbitrary<Extra> extras() {
        Arbitrary<Integer> stated = Arbitraries.integers().between(-300, 500);
        Arbitrary<List<Integer>> pauses =
                Arbitraries.integers().between(0, 2000).list().ofMaxSize(6);
        Arbitrary<Integer> asked = Arbitraries.integers().between(0, 90);
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 3);
        return Combinators.combine(stated, pauses, asked, times).as(Extra::new);
    }
}
