package org.comity.delivery.scan;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while a scanner is set up and does not answer: until then no file can be opened. */
@Component("scan")
class ScanHealth implements HealthIndicator {
    private final Clamd clamd;

    ScanHealth(Clamd clamd) {
        this.clamd = clamd;
    }

    @Override
    public Health health() {
        if (!clamd.isSetUp()) {
            return Health.up().withDetail("files", "not scanned").build();
        }
        return clamd.trouble()
                .map(why ->
                        Health.down().withDetail("files", "none can be opened").withDetail("scanner", why))
                .orElseGet(Health::up)
                .build();
    }
}
