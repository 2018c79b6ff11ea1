package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.comity.problems.DeliveryProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** THREAT-108: what strangers make us write has a bound. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalsTest {
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void afterSixtyLinesInAMinuteOnlyTheirNumberIsSaid(CapturedOutput log) {
        Refusals refusals = new Refusals(new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
        for (int i = 0; i < 500; i++) {
            refusals.note(List.of(DeliveryProblem.CHANNEL_MISMATCH.problem()), Optional.empty());
        }
        assertThat(log.getOut().split("refused: E-DEL-12", -1)).hasSize(61);
        now = now.plus(Duration.ofMinutes(2));
        refusals.note(List.of(DeliveryProblem.TOO_LARGE.problem()), Optional.empty());
        assertThat(log.getOut()).contains("440 more were refused within the minute", "refused: E-DEL-07");
        now = now.minus(Duration.ofHours(5)); // THREAT-89: the clock went back
        refusals.note(List.of(DeliveryProblem.CHANNEL_MISMATCH.problem()), Optional.empty());
        now = now.plus(Duration.ofMinutes(2));
        refusals.note(List.of(DeliveryProblem.CHANNEL_MISMATCH.problem()), Optional.empty());
        assertThat(log.getOut().split("refused: E-DEL-12", -1)).hasSize(63);
    }
}
