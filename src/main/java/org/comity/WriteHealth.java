package org.comity;

import java.time.Duration;
import org.comity.delivery.Lookout;
import org.comity.journal.CommitProbe;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while the database commits nothing, or has no room for a row, though it may answer. */
@Component("writes")
class WriteHealth implements HealthIndicator {
    /** Of a commit; more, and partners would hear 503 anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Health is asked by many. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Lookout commits;

    WriteHealth(CommitProbe probe) {
        this.commits = new Lookout(AGAIN, PATIENCE, probe::commit);
    }

    @Override
    public Health health() {
        return commits.trouble()
                .map(why -> Health.down().withDetail("why", why).build())
                .orElseGet(() -> Health.up().build());
    }
}
