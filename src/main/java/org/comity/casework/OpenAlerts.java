package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-08: what somebody still has to be called about: who was called, and who takes notice of it. */
@Service
public class OpenAlerts {
    /** Somebody else was called about what waits for a second person, to find one. */
    public static final String NO_APPROVER = AlertRows.NO_APPROVER;

    /** By whose acknowledgement an instant to act by ends: what nobody can do here any more, somebody knows. */
    private static final Set<String> TAKEN_NOTICE_OF = Set.of(Alerting.MESSAGE_REJECTED, Alerting.HOLD_IN_PART);

    /** What only an administrator can mend, to whom no request is open. */
    private static final Set<String> OPERATORS = Set.of(Alerting.MESSAGE_PARKED, Alerting.CANNOT_SEAL);

    private final Clock clock;
    private final AlertRows alerts;
    private final Access access;
    private final SecondPersons seconds;
    private final Unsayable unsayable;
    private final CaseworkSettings settings;
    private final Outbox outbox;
    private final Announcements announcements;

    OpenAlerts(
            Clock clock,
            AlertRows alerts,
            Access access,
            SecondPersons seconds,
            Unsayable unsayable,
            CaseworkSettings settings,
            Outbox outbox,
            Announcements announcements) {
        this.clock = clock;
        this.alerts = alerts;
        this.access = access;
        this.seconds = seconds;
        this.unsayable = unsayable;
        this.settings = settings;
        this.outbox = outbox;
        this.announcements = announcements;
    }

    /** Whether a call cannot end it, only what it calls for. */
    public static boolean awaitsApproval(AlertRows.Alert alert) {
        return alert.cause().equals(Alerting.APPROVAL_AWAITED);
    }

    public boolean wrote(AlertRows.Alert awaited, Person person) {
        return seconds.wrote(awaited, person.name());
    }

    public boolean mayApprove(AlertRows.Alert awaited, Person person) {
        return seconds.mayApprove(awaited, person);
    }

    /** The alert if somebody still has to be called about it; otherwise its errand is struck off. */
    @Transactional
    public Optional<AlertRows.Alert> open(UUID id) {
        Optional<AlertRows.Alert> open =
                alerts.find(id).filter(alert -> alert.acknowledged().isEmpty());
        if (open.isEmpty()) {
            outbox.done(Addresses.ALERTS, id.toString());
        }
        return open.filter(alert -> !isPutOff(alert));
    }

    private boolean isPutOff(AlertRows.Alert alert) {
        Instant now = clock.instant();
        Optional<Instant> until =
                alert.silentUntil(now, settings.approvalQuiet()).or(() -> whileOneOfMany(alert, now));
        until.ifPresent(instant -> outbox.later(Addresses.ALERTS, alert.id().toString(), instant));
        return until.isPresent();
    }

    /** UC-08/1c: while somebody is called about all that a partner causes, nobody is about each; it goes on once somebody has taken notice. */
    private Optional<Instant> whileOneOfMany(AlertRows.Alert alert, Instant now) {
        return !Alerting.isOurs(alert.cause()) && alerts.isOneOfMany(alert.id(), Alerting.MANY)
                ? Optional.of(now.plus(settings.approvalQuiet()))
                : Optional.empty();
    }

    /**
     * Somebody was called, or could not be; the next call is at {@code at}.
     *
     * @param person whose turn it was; empty if nobody is in the line
     * @param next it goes to the next in line
     * @param trouble why nobody heard it, journalled when it begins, not each time it goes on; or {@link #NO_APPROVER}
     */
    @Transactional
    public void called(
            AlertRows.Alert alert, Optional<String> person, boolean next, Optional<String> trouble, Instant at) {
        alerts.called(alert.id(), next, trouble);
        outbox.later(Addresses.ALERTS, alert.id().toString(), notWhileQuiet(alert, at));
        Map<String, String> detail = new TreeMap<>(Map.of("cause", alert.cause()));
        person.ifPresent(name -> detail.put("person", name));
        trouble.ifPresent(why -> detail.put("trouble", why));
        boolean heard = trouble.filter(why -> !why.equals(NO_APPROVER)).isEmpty();
        if (heard || !trouble.equals(alert.trouble())) {
            String event = heard ? "alert.called" : "alert.not-heard";
            say(event, Actor.GATEWAY, alert.agency(), alert.request(), detail, clock.instant());
        }
    }

    /** Somebody may have put the calls off while this one was made. */
    private Instant notWhileQuiet(AlertRows.Alert alert, Instant next) {
        return alerts.find(alert.id())
                .flatMap(now -> now.silentUntil(clock.instant(), settings.approvalQuiet()))
                .filter(until -> until.isAfter(next))
                .orElse(next);
    }

    /**
     * Ends the calls; where a second person is waited for, it only puts them off, and where the request is closed to the actor, they go on with
     * the next in line.
     *
     * @param id of an alert that the actor can see
     */
    @Transactional
    public Checked<UUID> acknowledge(Actor actor, UUID id) {
        AgencyId agency = new AgencyId(actor.agency());
        Instant now = clock.instant();
        Optional<AlertRows.Alert> open = alerts.find(id)
                .filter(alert ->
                        alert.agency().equals(agency) && alert.acknowledged().isEmpty());
        if (open.flatMap(AlertRows.Alert::tellsOf).filter(actor.name()::equals).isPresent()) {
            return Checked.failed(DeskProblem.OWN_ACT.problem()); // UC-08/3e
        }
        Optional<AlertRows.Alert> awaited = open.filter(OpenAlerts::awaitsApproval);
        if (awaited.isPresent()) {
            return putOff(actor, awaited.get(), now);
        }
        Optional<AlertRows.Alert> closed = open.filter(alert -> isClosed(actor, alert));
        if (closed.isPresent()) {
            return passOn(actor, closed.get(), now);
        }
        if (!alerts.acknowledge(id, agency, actor.name(), now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.at("alert"));
        }
        outbox.done(Addresses.ALERTS, id.toString());
        alerts.find(id).ifPresent(alert -> heard(alert, actor, now));
        return Checked.passed(id);
    }

    private void heard(AlertRows.Alert alert, Actor actor, Instant now) {
        say("alert.acknowledged", actor.name(), alert.agency(), alert.request(), Map.of("cause", alert.cause()), now);
        alert.request()
                .filter(request -> TAKEN_NOTICE_OF.contains(alert.cause()))
                .ifPresent(request -> unsayable.noticed(request, alert.subject()));
    }

    /** What an operator mends is the operator's, whoever may read the request. */
    private boolean isClosed(Actor actor, AlertRows.Alert alert) {
        boolean operators = actor.is(Role.ADMINISTRATOR) && OPERATORS.contains(alert.cause());
        return !operators
                && alert.request()
                        .filter(request -> access.isClosed(actor, request))
                        .isPresent();
    }

    /** UC-08/3i: who cannot open it can do nothing about it. */
    private Checked<UUID> passOn(Actor actor, AlertRows.Alert closed, Instant now) {
        if (!alerts.passOn(closed.id(), actor.name())) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.at("alert"));
        }
        say("alert.passed-on", actor.name(), closed.agency(), closed.request(), Map.of("cause", closed.cause()), now);
        return Checked.passed(closed.id());
    }

    /** UC-08/3c: to have heard of it is not to have approved it, least of all by its author. */
    private Checked<UUID> putOff(Actor actor, AlertRows.Alert awaited, Instant now) {
        if (seconds.wrote(awaited, actor.name())) {
            return Checked.failed(DeskProblem.SECOND_PERSON_NEEDED.problem());
        }
        Instant until = now.plus(settings.approvalQuiet());
        if (!alerts.quiet(awaited.id(), actor.name(), now, until)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        outbox.later(Addresses.ALERTS, awaited.id().toString(), until);
        Map<String, String> detail = Map.of("cause", awaited.cause(), "until", until.toString());
        say("alert.put-off", actor.name(), awaited.agency(), awaited.request(), detail, now);
        return Checked.passed(awaited.id());
    }

    private void say(
            String event,
            String actor,
            AgencyId agency,
            Optional<MessageId> request,
            Map<String, String> detail,
            Instant now) {
        announcements.say(Alerting.about(event, actor, agency, request), detail, now);
    }
}
