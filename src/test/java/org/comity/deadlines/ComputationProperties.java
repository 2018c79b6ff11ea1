package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.comity.law.DeadlineRule;

class ComputationProperties {

    @Property
    void aWarningNeverFallsAfterItsDeadline(@ForAll("inputs") Inputs inputs) {
        Deadline deadline = Computation.compute(DeadlineRule.DR_01, inputs);
        assertThat(deadline.warnAt()).isBeforeOrEqualTo(deadline.earliest());
        assertThat(deadline.earliest()).isBeforeOrEqualTo(deadline.due());
    }

    /** THREAT-84: whatever end a holder states. */
    @Property
    void theFloorIsNeverCut(@ForAll("inputs") Inputs inputs) {
        Deadline deadline = Computation.compute(DeadlineRule.DR_01, inputs);
        // an hour for the start of summer time; a second because the last one still belongs to the period
        Duration least = Duration.ofDays(inputs.days()).minusHours(1).minusSeconds(1);
        assertThat(Duration.between(inputs.event(), deadline.due())).isGreaterThanOrEqualTo(least);
        assertThat(deadline.due().atZone(inputs.zone()).toLocalDate())
                .isAfterOrEqualTo(
                        inputs.event().atZone(inputs.zone()).toLocalDate().plusDays(inputs.days()));
    }

    /** THREAT-90: inputs and result are instants and a named zone, stored as text; nothing of the machine or its zone is among them. */
    @Property
    void recomputingFromWhatIsStoredGivesTheSameResult(@ForAll("inputs") Inputs inputs) {
        Deadline deadline = Computation.compute(DeadlineRule.DR_01, inputs);
        assertThat(Computation.compute(DeadlineRule.DR_01, Inputs.of(inputs.asMap())))
                .isEqualTo(deadline);
    }

    @Property
    void aLaterEventNeverFallsDueEarlier(@ForAll("inputs") Inputs inputs) {
        Inputs later = new Inputs(
                inputs.event().plusSeconds(3600),
                inputs.estimated(),
                inputs.days(),
                inputs.zone(),
                inputs.stated(),
                inputs.warnDaysAhead());
        assertThat(Computation.compute(DeadlineRule.DR_01, later).due())
                .isAfterOrEqualTo(
                        Computation.compute(DeadlineRule.DR_01, inputs).due());
    }

    @Provide
    Arbitrary<Inputs> inputs() {
        Arbitrary<Instant> events = Arbitraries.longs()
                .between(
                        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2050-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Asia/Tokyo",
                        "Europe/Bucharest",
                        "America/New_York",
                        "Africa/Accra",
                        "Asia/Beirut",
                        "Australia/Lord_Howe",
                        "Pacific/Kiritimati")
                .map(ZoneId::of);
        Arbitrary<Integer> days = Arbitraries.integers().between(1, 400);
        Arbitrary<Integer> warn = Arbitraries.integers().between(0, 500);
        Arbitrary<Integer> statedDays = Arbitraries.integers().between(0, 500);
        return Combinators.combine(events, Arbitraries.of(true, false), days, zones, statedDays, warn)
                .as((event, estimated, length, zone, stated, ahead) -> new Inputs(
                        event,
                        estimated,
                        length,
                        zone,
                        stated == 0 ? Optional.empty() : Optional.of(event.plus(Duration.ofDays(stated))),
                        ahead));
    }
}
