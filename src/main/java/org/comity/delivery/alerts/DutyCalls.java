package org.comity.delivery.alerts;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.comity.casework.Alerting;
import org.comity.journal.AlertRows;
import org.comity.people.People;
import org.comity.people.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * UC-08/2 and 3a: calls the duty officer, again until somebody acknowledges, then the next in line. After the last, the first again: an
 * alert ends by acknowledgement only. A call that cannot be made is logged and tried again like one that was not heard.
 */
@Component("dutyCalls")
public class DutyCalls {
    private static final Logger LOG = LoggerFactory.getLogger(DutyCalls.class);

    private final Clock clock;
    private final Alerting alerting;
    private final People people;
    private final Bell bell;

    DutyCalls(Clock clock, Alerting alerting, People people, Bell bell) {
        this.clock = clock;
        this.alerting = alerting;
        this.people = people;
        this.bell = bell;
    }

    public void call(UUID alert) {
        alerting.open(alert).ifPresent(this::call);
    }

    private void call(AlertRows.Alert alert) {
        List<Person> line = line(alert.agency().value());
        if (line.isEmpty()) {
            LOG.error("alert {} ({}): nobody of {} is on duty", alert.id(), alert.cause(), alert.agency());
        } else {
            ring(alert, line.get(alert.rung() % line.size()));
        }
        Instant next = clock.instant().plus(bell.settings().again());
        alerting.called(alert, rungAfter(alert), next);
    }

    /** The next in line is due once this one was called often enough. */
    private int rungAfter(AlertRows.Alert alert) {
        return (alert.called() + 1) / bell.settings().calls();
    }

    private void ring(AlertRows.Alert alert, Person officer) {
        try {
            bell.ring(
                    officer.email().orElseThrow(),
                    Words.of(alert, bell.settings().page()));
        } catch (RuntimeException notHeard) { // UC-08/2a
            LOG.warn(
                    "alert {} did not reach {}: {}",
                    alert.id(),
                    officer.name(),
                    notHeard.getClass().getSimpleName());
        }
    }

    private List<Person> line(String agency) {
        return people.all().stream()
                .filter(person -> person.agency().equals(agency)
                        && !person.disabled()
                        && person.dutyRank().isPresent())
                .sorted(Comparator.comparingInt(person -> person.dutyRank().getAsInt()))
                .toList();
    }
}
