package org.comity;

import java.util.List;
import org.comity.dashboard.Workload;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Who does not have what we wrote, as information: a partner that is away is no fault of this gateway, which stays up. Of a partner that
 * nothing waits for nothing is said: nobody has tried.
 */
@Component("partners")
class PartnersHealth implements HealthIndicator {
    private final Workload workload;

    PartnersHealth(Workload workload) {
        this.workload = workload;
    }

    @Override
    public Health health() {
        List<Workload.Unreached> unreached = workload.unreached();
        Health.Builder health =
                Health.up().withDetail("not reached, of those that something waits for", unreached.size());
        unreached.forEach(one -> health.withDetail(
                one.partner(),
                one.waiting() + " messages wait since " + one.since() + ", last problem " + one.problem()));
        return health.build();
    }
}
