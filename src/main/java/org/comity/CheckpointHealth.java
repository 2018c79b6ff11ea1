package org.comity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.comity.journal.JournalVerification;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * THREAT-116: down while the checkpoint in the file is older than it should be, so that a start would take an older database for the
 * newest. Figures ask for it every few seconds.
 */
@Component("checkpoint")
class CheckpointHealth implements HealthIndicator {
    /** What another node signs is followed every half minute. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final JournalVerification journal;
    private final Clock clock;
    private volatile double seconds = Double.NaN;

    CheckpointHealth(JournalVerification journal, Clock clock, MeterRegistry meters) {
        this.journal = journal;
        this.clock = clock;
        Gauge.builder("comity.checkpoint.age", this, health -> health.seconds)
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public Health health() {
        Duration age = journal.witnessLag(clock.instant());
        seconds = age.toMillis() / 1000.0;
        return age.compareTo(LONGEST) > 0
                ? Health.down()
                        .withDetail(
                                "why",
                                "data/journal/checkpoint has lacked what was signed for " + age.toSeconds() + " s")
                        .build()
                : Health.up().build();
    }
}
