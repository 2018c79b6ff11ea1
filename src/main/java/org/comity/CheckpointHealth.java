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
 * newest, or while what happens gets no number, so that nothing new is signed. Figures ask for it every few seconds.
 */
@Component("checkpoint")
class CheckpointHealth implements HealthIndicator {
    /** What another node signs is followed every half minute, and numbers are given twice a second. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final JournalVerification journal;
    private final Clock clock;
    private volatile double age = Double.NaN;
    private volatile double unnumbered = Double.NaN;

    CheckpointHealth(JournalVerification journal, Clock clock, MeterRegistry meters) {
        this.journal = journal;
        this.clock = clock;
        Gauge.builder("comity.checkpoint.age", this, health -> health.age)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("comity.journal.unnumbered.oldest", this, health -> health.unnumbered)
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public Health health() {
        Duration lacking = journal.witnessLag(clock.instant());
        Duration waiting = journal.unnumberedFor(clock.instant());
        age = seconds(lacking);
        unnumbered = seconds(waiting);
        if (lacking.compareTo(LONGEST) > 0) {
            return down("data/journal/checkpoint has lacked what was signed for " + lacking.toSeconds() + " s");
        }
        return waiting.compareTo(LONGEST) > 0
                ? down("the journal has not been numbered and signed for " + waiting.toSeconds() + " s")
                : Health.up().build();
    }

    private static Health down(String why) {
        return Health.down().withDetail("why", why).build();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
