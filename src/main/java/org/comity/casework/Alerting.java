package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.stereotype.Service;

/** UC-08: someone must hear of something, and goes on hearing of it until a person acknowledges, or it is so no more. See {@link OpenAlerts} for the calls. */
@Service
class Alerting {
    /** Something urgent waits for a second person. */
    static final String APPROVAL_AWAITED = "approval-awaited";

    /** By its own word, recorded by hand, a partner keeps data for less than the law asks (UC-21/4c). */
    static final String HOLD_TOO_SHORT = "hold-too-short";

    /** The partner says an earlier end of what it holds for us than before. */
    static final String HOLD_SHORTENED = "hold-shortened";

    /** An extension was granted, and no hold is longer for it. */
    static final String EXTENDS_NOTHING = "extends-nothing";

    /** By its word the partner holds data for a request that a correction has replaced here. */
    static final String HELD_THOUGH_REPLACED = "held-though-replaced";

    /** Of what we asked to be held the partner holds some: the rest is our move. */
    static final String HOLD_IN_PART = "hold-in-part";

    /** By the partner's word it began to hold before we asked: its end cannot count from there (THREAT-84). */
    static final String HOLD_BEGUN_UNASKED = "hold-begun-unasked";

    /** Another unit has not answered whether it takes over a matter in which nobody was asked (UC-24/1e). */
    static final String MATTER_OFFERED = "matter-offered";

    /** We say an earlier end of what we hold for the partner than before. */
    static final String OWN_HOLD_SHORTENED = "own-hold-shortened";

    /** The partner has no use for a message of ours that is not a new request. */
    static final String MESSAGE_REJECTED = "message-rejected";

    static final String MESSAGE_PARKED = "message-parked";
    static final String CANNOT_SEAL = "cannot-seal";

    /** A question of a partner's that nobody has answered, while the request went on (UC-21/5d). */
    static final String QUESTION_OPEN = "question-open";

    /** What was heard by telephone is not what the partner signed (UC-21/5e). */
    static final String SIGNED_OTHERWISE = "signed-otherwise";

    /** What somebody wrote goes nowhere, and somebody else decided that. */
    static final String SET_ASIDE = "set-aside";

    static final String DEADLINE_AHEAD = "deadline-ahead";
    static final String DEADLINE_DUE = "deadline-due";

    /** The partner owes it, was chased, and stays silent. */
    static final String PARTNER_SILENT = "partner-silent";

    /** One partner causes so many of one sort that they are not called about one by one any more (UC-08/1c). */
    static final String MANY = "many-alerts";

    /** What no partner can repeat as it likes: our own texts and our own clocks. */
    private static final Set<String> OURS = Set.of(
            APPROVAL_AWAITED,
            SET_ASIDE,
            MATTER_OFFERED,
            DEADLINE_AHEAD,
            DEADLINE_DUE,
            PARTNER_SILENT,
            AlertRows.ESCALATED);

    private static final Duration HOUR = Duration.ofHours(1);

    private final AlertRows alerts;
    private final Unsayable unsayable;
    private final CaseworkSettings settings;
    private final Outbox outbox;
    private final Announcements announcements;

    Alerting(
            AlertRows alerts,
            Unsayable unsayable,
            CaseworkSettings settings,
            Outbox outbox,
            Announcements announcements) {
        this.alerts = alerts;
        this.unsayable = unsayable;
        this.settings = settings;
        this.outbox = outbox;
        this.announcements = announcements;
    }

    void raise(MessageRow row, String cause, Instant now) {
        AlertRows.Causer causer = new AlertRows.Causer(row.partner(), row.urgency() == Urgency.EMERGENCY);
        raise(row.agency(), cause, row.id().toString(), row.request(), Optional.of(causer), now, now);
    }

    void raise(Request request, String cause, Instant now) {
        raise(request.agency(), cause, request.id().toString(), Optional.of(request.id()), now);
    }

    /** One call for all of the like that the partner causes, about no request: it makes as many as it likes. */
    void raise(AgencyId agency, AgencyId partner, String cause, Instant now) {
        Optional<AlertRows.Causer> causer = Optional.of(new AlertRows.Causer(partner, false));
        raise(agency, cause, partner.value(), Optional.empty(), causer, now, now);
    }

    /** Joins the caller's transaction; a second alert about the same is not raised while the first is open, which counts it. */
    Optional<UUID> raise(AgencyId agency, String cause, String subject, Optional<MessageId> request, Instant now) {
        return raise(agency, cause, subject, request, Optional.empty(), now, now);
    }

    Optional<UUID> raise(
            AgencyId agency,
            String cause,
            String subject,
            Optional<MessageId> request,
            Optional<AlertRows.Causer> causer,
            Instant first,
            Instant now) {
        Optional<UUID> raised = alerts.raise(
                agency,
                cause,
                subject,
                request,
                causer,
                now,
                () -> raise(agency, cause, subject, request, causer, first, now));
        raised.ifPresent(id -> {
            Instant call = OURS.contains(cause) ? first : firstCall(id, now);
            String partner = alerts.partner(id).map(AgencyId::value).orElse("");
            outbox.put(Addresses.ALERTS, id.toString(), partner, null, Priorities.ALERT, call);
            announcements.say(about("alert.raised", Actor.GATEWAY, agency, request), Map.of("cause", cause), now);
        });
        return raised;
    }

    /** Of ours, about no request: it stands on the page at once, and calls when nobody has dealt with it until {@code first}. */
    void raiseLater(AgencyId agency, String cause, String subject, Instant first, Instant now) {
        raise(agency, cause, subject, Optional.empty(), Optional.empty(), first, now);
    }

    /** What it told of is dealt with, or is so no more; nothing if nobody has to be called about it. */
    void settle(AgencyId agency, String cause, String subject, String actor, Instant now) {
        alerts.openAbout(agency, cause, subject).ifPresent(alert -> end(alert, Optional.empty(), actor, now));
    }

    /** UC-08/1b and 1c: a partner that says the same in ever new rounds, or ever new things, is on the page at once, and wakes nobody more often than so. */
    private Instant firstCall(UUID id, Instant now) {
        Instant hourAgo = now.minus(HOUR);
        Instant first =
                free(alerts.raisedSince(id, hourAgo, now, settings.callsPerHour()), settings.callsPerHour(), now);
        Instant free = free(
                alerts.callsOfPartner(id, hourAgo, now, settings.callsPerPartner()), settings.callsPerPartner(), now);
        if (free.isAfter(now)) {
            alerts.floodOf(id).ifPresent(flood -> raise(flood.agency(), MANY, flood.subject(), Optional.empty(), now));
        }
        Instant held = free.isAfter(first) ? free : first;
        if (held.isAfter(now)) {
            alerts.holdBack(id, held);
        }
        return held;
    }

    /** @param taken the newest first */
    private static Instant free(List<Instant> taken, int most, Instant now) {
        return taken.size() < most ? now : taken.get(most - 1).plus(HOUR);
    }

    static boolean isOurs(String cause) {
        return OURS.contains(cause);
    }

    /** Whoever wrote it hears that somebody else ended it (UC-01/5b). */
    void endedByAnother(MessageRow row, String actor, Instant now) {
        if (row.author().filter(author -> !author.equals(actor)).isPresent()) {
            raise(row.agency(), SET_ASIDE, row.id().toString(), row.request(), now)
                    .ifPresent(id -> alerts.tellsOf(id, actor));
        }
    }

    /** Joins the caller's transaction. What is said is so no more: nobody has to acknowledge it. */
    void settle(Settled settled, String actor, Instant now) {
        for (String cause : settled.causes().stream().sorted().toList()) {
            alerts.openOf(settled.request(), cause).stream()
                    .filter(settled::isAbout)
                    .forEach(alert -> end(alert, settled.because(), actor, now));
            if (cause.equals(APPROVAL_AWAITED)) {
                alerts.openOfOperation(settled.request(), cause)
                        .forEach(alert -> end(alert, settled.because(), actor, now));
            }
        }
    }

    private void end(AlertRows.Alert alert, Optional<MessageId> because, String actor, Instant now) {
        alerts.settle(alert.id(), actor, now);
        outbox.done(Addresses.ALERTS, alert.id().toString());
        Happening settled = about("alert.settled", actor, alert.agency(), alert.request());
        announcements.say(settled.about(because), Map.of("cause", alert.cause()), now);
    }

    /** Messages of ours about the request that the partner had no use for, and nobody has taken notice of it. */
    private List<MessageId> openRejections(Request request) {
        return alerts.openOf(request.id(), MESSAGE_REJECTED).stream()
                .flatMap(alert -> MessageId.parse(alert.subject()).stream())
                .toList();
    }

    /** What can be said no more a person has to know, also where one took notice while it could be (UC-05/4c). */
    void overtaken(Request moved, Instant now) {
        List<MessageRows.Rejected> overtaken = unsayable.of(moved.id());
        if (overtaken.isEmpty()) {
            return;
        }
        List<MessageId> open = openRejections(moved);
        overtaken.stream()
                .map(MessageRows.Rejected::ours)
                .filter(ours -> !open.contains(ours.id()))
                .forEach(ours -> raise(ours, MESSAGE_REJECTED, now));
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

    static Happening about(String event, String actor, AgencyId agency, Optional<MessageId> request) {
        return new Happening(
                event, actor, agency, Optional.empty(), Optional.empty(), request, Optional.empty(), Optional.empty());
    }
}
