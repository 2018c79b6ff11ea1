package org.comity.delivery.alerts;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.OpenAlerts;
import org.comity.journal.AlertRows;
import org.comity.people.DutyLine;
import org.comity.people.People;
import org.comity.people.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * UC-08/2 and 3a: calls the duty officer, again until somebody acknowledges, then the next in line, at its end the supervisors. After the
 * last, the first again: an alert ends by acknowledgement only. About what waits for a second person only who can approve it is called. A call that did not get through is tried again sooner, and page and
 * health show it.
 */
@Component("dutyCalls")
public class DutyCalls {
    private static final Logger LOG = LoggerFactory.getLogger(DutyCalls.class);

    private final Clock clock;
    private final OpenAlerts calling;
    private final People people;
    private final Bell bell;
    private final AlertSettings settings;

    DutyCalls(Clock clock, OpenAlerts calling, People people, Bell bell, AlertSettings settings) {
        this.clock = clock;
        this.calling = calling;
        this.people = people;
        this.bell = bell;
        this.settings = settings;
    }

    public void call(UUID alert) {
        calling.open(alert).ifPresent(this::call);
    }

    private void call(AlertRows.Alert alert) {
        DutyLine whole = DutyLine.of(alert.agency().value(), people);
        DutyLine line = line(alert, whole);
        Optional<Person> officer = line.isEmpty() ? Optional.empty() : Optional.of(line.at(alert.rung()));
        boolean instead = OpenAlerts.awaitsApproval(alert)
                && line.called().stream().noneMatch(person -> calling.mayApprove(alert, person));
        Optional<String> trouble = ring(alert, officer, instead);
        Instant next = clock.instant().plus(trouble.isPresent() ? settings.retry() : settings.again());
        Optional<String> said = trouble.or(() -> instead ? Optional.of(OpenAlerts.NO_APPROVER) : Optional.empty());
        calling.called(alert, officer.map(Person::name), isNextDue(alert), said, next);
    }

    private DutyLine line(AlertRows.Alert alert, DutyLine whole) {
        if (OpenAlerts.awaitsApproval(alert)) {
            return whole.forApproval(
                    person -> calling.mayApprove(alert, person), person -> calling.wrote(alert, person));
        }
        return alert.cause().equals(AlertRows.ESCALATED) ? whole.supervisorsFirst() : whole;
    }

    /** The next in line is due once this one was called often enough, or could not be. */
    private boolean isNextDue(AlertRows.Alert alert) {
        return (alert.called() + 1) % settings.calls() == 0;
    }

    /**
     * @param noApprover nobody in the line can do what it calls for
     * @return why nobody heard it, if nobody did
     */
    private Optional<String> ring(AlertRows.Alert alert, Optional<Person> officer, boolean noApprover) {
        if (officer.isEmpty() && !bell.needsNobody()) {
            return Optional.of(nobody(alert));
        }
        try {
            bell.ring(officer, Words.of(alert, settings.page(), noApprover));
            return Optional.empty();
        } catch (RuntimeException notHeard) { // UC-08/2a
            String why = Causes.of(notHeard);
            LOG.warn(
                    "alert {} did not reach {}: {}",
                    alert.id(),
                    officer.map(Person::name).orElse("the webhook"),
                    why);
            return Optional.of("call-failed");
        }
    }

    /** Said in the log once for an alert; page and health go on saying it. */
    private static String nobody(AlertRows.Alert alert) {
        String trouble = "nobody-on-duty";
        if (alert.trouble().filter(trouble::equals).isEmpty()) {
            LOG.error(
                    "alert {} ({}): nobody of {} is on duty and no supervisor has an address: `person add --duty-rank`",
                    alert.id(),
                    alert.cause(),
                    alert.agency());
        }
        return trouble;
    }
}
