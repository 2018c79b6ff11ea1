package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.comity.delivery.relay.Pauses;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Circuit circuit =
            new Circuit(3, new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1)), new Random(7));

    @Test
    void staysClosedBelowThreeFailuresInARow() { // UC-02/3b
        circuit.failed(NOON);
        circuit.failed(NOON);
        circuit.answered();
        circuit.failed(NOON);
        circuit.failed(NOON);
        assertThat(circuit.waitUntil(NOON)).isEmpty();
    }

    @Test
    void letsOneProbeThroughWhenOpenAndHoldsTheOthers() { // UC-02/3b
        open();
        assertThat(circuit.waitUntil(NOON))
                .hasValueSatisfying(until -> assertThat(until).isAfter(NOON));
        Instant later = NOON.plusSeconds(2);
        assertThat(circuit.waitUntil(later)).isEmpty();
        assertThat(circuit.waitUntil(later)).isPresent();
    }

    @Test
    void opensAgainForLongerWhenTheProbeFails() {
        open();
        Instant probe = NOON.plusSeconds(2);
        assertThat(circuit.waitUntil(probe)).isEmpty();
        circuit.failed(probe);
        assertThat(circuit.waitUntil(probe)).isPresent();
    }

    @Test // THREAT-89
    void doesNotWaitForTheHourOfAClockThatWasPutBack() {
        open();
        Instant before = NOON.minus(Duration.ofHours(5));
        assertThat(circuit.waitUntil(before)).isEmpty();
        assertThat(circuit.waitUntil(before)).as("a probe, not everybody").isPresent();
    }

    @Test
    void closesForEverybodyOnceTheProbeIsAnswered() {
        open();
        Instant probe = NOON.plusSeconds(2);
        assertThat(circuit.waitUntil(probe)).isEmpty();
        circuit.answered();
        assertThat(circuit.waitUntil(probe)).isEmpty();
        assertThat(circuit.waitUntil(probe)).isEmpty();
    }

    @Test
    void pausesGrowToTheCapAndNeverBeyond() { // THREAT-127
        Pauses pauses = new Pauses(Duration.ofSeconds(1), Duration.ofHours(1));
        Random random = new Random(1);
        for (int failures = 1; failures < 200; failures++) {
            Duration bound = Duration.ofSeconds(Math.min(3600, 1L << Math.min(failures - 1, 20)));
            assertThat(pauses.after(failures, random)).isPositive().isLessThanOrEqualTo(bound);
        }
    }

    private void open() {
        circuit.failed(NOON);
        circuit.failed(NOON);
        circuit.failed(NOON);
    }
}
