package org.comity.delivery.alerts;

import org.comity.journal.AlertRows;
import org.comity.partners.OwnAgencies;
import org.comity.people.DutyLine;
import org.comity.people.People;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether somebody would hear of an alert: down while an agency has nobody to call, while calls do not get through, or while
 * who would take them does not answer. */
@Component("alerts")
class DutyHealth implements HealthIndicator {
    private final OwnAgencies own;
    private final People people;
    private final AlertRows alerts;
    private final Bell bell;

    DutyHealth(OwnAgencies own, People people, AlertRows alerts, Bell bell) {
        this.own = own;
        this.people = people;
        this.alerts = alerts;
        this.bell = bell;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        own.agencies().forEach(agency -> {
            DutyLine line = DutyLine.of(agency.id().value(), people);
            health.withDetail(agency.id() + " on duty", line.officers());
            if (line.isEmpty() && !bell.needsNobody()) {
                health.down();
            }
        });
        bell.trouble().ifPresent(why -> health.down().withDetail("calls cannot get through", why));
        long unheard = alerts.unheard();
        health.withDetail("open alerts whose last call did not get through", unheard);
        return unheard > 0 ? health.down().build() : health.build();
    }
}
