package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.Outbox;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Person;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-08: someone must hear of something, and goes on hearing of it until a person acknowledges. */
@Service
public class Alerting {
    /** Something urgent waits for a second person. */
    static final String APPROVAL_AWAITED = "approval-awaited";

    /** By its own word, recorded by hand, a partner keeps data for less than the law asks (UC-21/4c). */
    static final String HOLD_TOO_SHORT = "hold-too-short";

    /** The partner says an earlier end of what it holds for us than before. */
    static final String HOLD_SHORTENED = "hold-shortened";

    /** We say an earlier end of what we hold for the partner than before. */
    static final String OWN_HOLD_SHORTENED = "own-hold-shortened";

    /** The partner has no use for a message of ours that is not a new request. */
    static final String MESSAGE_REJECTED = "message-rejected";

    /** What is over once the data are held long enough, or nothing is to be held any more. */
    static final Set<String> ABOUT_SHORT_HOLDS = Set.of(HOLD_TOO_SHORT, HOLD_SHORTENED, OWN_HOLD_SHORTENED);

    /** A question of a partner's that nobody has answered, while the request went on (UC-21/5d). */
    static final String QUESTION_OPEN = "question-open";

    /** What was heard by telephone is not what the partner signed (UC-21/5e). */
    static final String SIGNED_OTHERWISE = "signed-otherwise";

    /** What somebody wrote goes nowhere, and somebody else decided that. */
    static final String SET_ASIDE = "set-aside";

    /** Somebody else was called about {@link #APPROVAL_AWAITED}, to find one. */
    public static final String NO_APPROVER = AlertRows.NO_APPROVER;

    static final String DEADLINE_AHEAD = "deadline-ahead";
    static final String DEADLINE_DUE = "deadline-due";

    /** The partner owes it, was chased, and stays silent. */
    static final String PARTNER_SILENT = "partner-silent";

    /** What no partner can repeat as it likes: our own texts and our own clocks. */
    private static final Set<String> OURS =
            Set.of(APPROVAL_AWAITED, SET_ASIDE, DEADLINE_AHEAD, DEADLINE_DUE, PARTNER_SILENT, AlertRows.ESCALATED);

    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<String> ABOUT_DEADLINES =
            List.of(DEADLINE_AHEAD, DEADLINE_DUE, PARTNER_SILENT, AlertRows.ESCALATED);

    /** Which alert calls for the move that each state waits for: with the move it is settled, whoever was called. */
    private static final Map<RequestState, String> CALLS_FOR_A_MOVE = Map.of(
            RequestState.ACKNOWLEDGED, "urgent-request",
            RequestState.INFO_NEEDED, "answer-question",
            RequestState.REJECTED, "answer-rejection",
            RequestState.RISK_NOTICED, "answer-risk-notice",
            RequestState.SECRECY_NOT_POSSIBLE, "answer-secrecy-notice",
            RequestState.CONDITIONS_PROPOSED, "answer-conditions",
            RequestState.UNDER_REVIEW, "answer-answer");

    private final Clock clock;
    private final AlertRows alerts;
    private final SecondPersons seconds;
    private final CaseworkSettings settings;
    private final Outbox outbox;
    private final Announcements announcements;

    Alerting(
            Clock clock,
            AlertRows alerts,
            SecondPersons seconds,
            CaseworkSettings settings,
            Outbox outbox,
            Announcements announcements) {
        this.clock = clock;
        this.alerts = alerts;
        this.seconds = seconds;
        this.settings = settings;
        this.outbox = outbox;
        this.announcements = announcements;
    }

    void raise(MessageRow row, String cause, Instant now) {
        raise(row.agency(), cause, row.id().toString(), row.request(), now);
    }

    /** Joins the caller's transaction; a second alert about the same is not raised while the first is open, which counts it. */
    Optional<UUID> raise(AgencyId agency, String cause, String subject, Optional<MessageId> request, Instant now) {
        Optional<UUID> raised = alerts.raise(agency, cause, subject, request, now);
        raised.ifPresent(id -> {
            outbox.put(Addresses.ALERTS, id.toString(), Priorities.ALERT, firstCall(id, cause, now));
            say("alert.raised", Actor.GATEWAY, agency, request, Map.of("cause", cause), now);
        });
        return raised;
    }

    /** UC-08/1b: a partner that says the same in ever new rounds is on the page at once, and wakes nobody more often than so. */
    private Instant firstCall(UUID id, String cause, Instant now) {
        if (OURS.contains(cause)) {
            return now;
        }
        List<Instant> within = alerts.raisedSince(id, now.minus(HOUR));
        if (within.size() < settings.callsPerHour()) {
            return now;
        }
        Instant held = within.get(settings.callsPerHour() - 1).plus(HOUR);
        alerts.holdBack(id, held);
        return held;
    }

    /** Whoever wrote it hears that somebody else ended it (UC-01/5b). */
    void endedByAnother(MessageRow row, String actor, Instant now) {
        if (row.author().filter(author -> !author.equals(actor)).isPresent()) {
            raise(row.agency(), SET_ASIDE, row.id().toString(), row.request(), now)
                    .ifPresent(id -> alerts.tellsOf(id, actor));
        }
    }

    /** The request leaves the state of {@code left}: what was called for there is done. */
    void settle(Request left, String actor, Instant now) {
        String cause = CALLS_FOR_A_MOVE.get(left.state());
        if (cause != null) {
            settle(left.agency(), alerts.openOf(left.id(), cause), Optional.empty(), actor, now);
        }
    }

    /**
     * What they say about the request is so no more.
     *
     * @param because the message that settled them
     */
    void settle(Request request, Set<String> causes, Optional<MessageId> because, String actor, Instant now) {
        causes.stream()
                .sorted()
                .forEach(cause -> settle(request.agency(), alerts.openOf(request.id(), cause), because, actor, now));
    }

    /** Messages of ours about the request that the partner had no use for, and nobody has taken notice of it. */
    List<MessageId> openRejections(Request request) {
        return alerts.openOf(request.id(), MESSAGE_REJECTED).stream()
                .flatMap(alert -> MessageId.parse(alert.subject()).stream())
                .toList();
    }

    void settleRejection(Request request, MessageId rejected, MessageId because, String actor, Instant now) {
        settle(
                request.agency(),
                alerts.openOf(request.id(), MESSAGE_REJECTED).stream()
                        .filter(alert -> alert.subject().equals(rejected.toString()))
                        .toList(),
                Optional.of(because),
                actor,
                now);
    }

    /** What {@code cause} says about the message is so no more. */
    void settle(MessageRow row, String cause, String actor, Instant now) {
        List<AlertRows.Alert> open =
                row.request().map(request -> alerts.openOf(request, cause)).orElse(List.of());
        settle(
                row.agency(),
                open.stream()
                        .filter(alert -> alert.subject().equals(row.id().toString()))
                        .toList(),
                Optional.empty(),
                actor,
                now);
        row.request()
                .ifPresent(request ->
                        settle(row.agency(), alerts.openOfOperation(request, cause), Optional.empty(), actor, now));
    }

    /** These deadlines do not run any more, so nobody has to be called about them. */
    void settleDeadlines(Request request, Collection<UUID> ended, Instant now) {
        if (ended.isEmpty()) {
            return;
        }
        Set<String> subjects = ended.stream().map(UUID::toString).collect(Collectors.toSet());
        for (String cause : ABOUT_DEADLINES) {
            settle(
                    request.agency(),
                    alerts.openOf(request.id(), cause).stream()
                            .filter(alert -> subjects.contains(alert.subject()))
                            .toList(),
                    Optional.empty(),
                    Actor.GATEWAY,
                    now);
        }
    }

    /** Whether the officer was called about the deadline, nobody has acknowledged it, and no supervisor was called yet. */
    boolean isUnheard(Request request, UUID deadline) {
        return Stream.of(DEADLINE_AHEAD, DEADLINE_DUE, PARTNER_SILENT)
                        .anyMatch(cause -> isOpen(request, cause, deadline))
                && !isOpen(request, AlertRows.ESCALATED, deadline);
    }

    private boolean isOpen(Request request, String cause, UUID deadline) {
        return alerts.openOf(request.id(), cause).stream()
                .anyMatch(alert -> alert.subject().equals(deadline.toString()));
    }

    private void settle(
            AgencyId agency, List<AlertRows.Alert> done, Optional<MessageId> because, String actor, Instant now) {
        for (AlertRows.Alert alert : done) {
            alerts.acknowledge(alert.id(), agency, actor, now);
            outbox.done(Addresses.ALERTS, alert.id().toString());
            Happening settled = about("alert.settled", actor, agency, alert.request());
            announcements.say(settled.about(because), Map.of("cause", alert.cause()), now);
        }
    }

    /** Whether a call cannot end it, only what it calls for. */
    public static boolean awaitsApproval(AlertRows.Alert alert) {
        return alert.cause().equals(APPROVAL_AWAITED);
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
        return open;
    }

    /**
     * Somebody was called, or could not be; the next call goes to {@code rung} at {@code next}.
     *
     * @param person whose turn it was; empty if nobody is in the line
     * @param trouble why nobody heard it, journalled when it begins, not each time it goes on; or {@link #NO_APPROVER}
     */
    @Transactional
    public void called(
            AlertRows.Alert alert, Optional<String> person, int rung, Optional<String> trouble, Instant next) {
        alerts.called(alert.id(), rung, trouble);
        outbox.later(Addresses.ALERTS, alert.id().toString(), notWhileQuiet(alert, next));
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
                .flatMap(AlertRows.Alert::quietUntil)
                .filter(until -> until.isAfter(next))
                .orElse(next);
    }

    /** Ends the calls; where a second person is waited for, it only puts them off. */
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
        Optional<AlertRows.Alert> awaited = open.filter(Alerting::awaitsApproval);
        if (awaited.isPresent()) {
            return putOff(actor, awaited.get(), now);
        }
        if (!alerts.acknowledge(id, agency, actor.name(), now)) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        outbox.done(Addresses.ALERTS, id.toString());
        alerts.find(id)
                .ifPresent(alert -> say(
                        "alert.acknowledged",
                        actor.name(),
                        agency,
                        alert.request(),
                        Map.of("cause", alert.cause()),
                        now));
        return Checked.passed(id);
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
        announcements.say(about(event, actor, agency, request), detail, now);
    }

    private static Happening about(String event, String actor, AgencyId agency, Optional<MessageId> request) {
        return new Happening(
                event, actor, agency, Optional.empty(), Optional.empty(), request, Optional.empty(), Optional.empty());
    }
}
