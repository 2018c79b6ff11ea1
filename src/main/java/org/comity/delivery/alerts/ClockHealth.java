package org.comity.delivery.alerts;

import org.comity.casework.ClockWatch;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** THREAT-89: down while the clock is not settled. Asking changes nothing; who looks is {@link ClockRounds}. */
@Component("clocks") // the bean `clock` is the time itself
class ClockHealth implements HealthIndicator {
    private final ClockWatch watch;

    ClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.isSettled()
                ? Health.up().build()
                : Health.down()
                        .withDetail(
                                "why",
                                "it stepped, or the gateway was off for more than a day; no hold ends until it is back or the alert is acknowledged")
                        .build();
    }
}
