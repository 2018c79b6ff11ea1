package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.RequestRows;
import org.comity.law.Relationship;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.RequestContent;
import org.comity.messages.Urgency;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.comity.problems.GatewayBug;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-04/4 to 7: a partner's request becomes a request of ours, is registered under our reference and acknowledged. */
@Component
class IncomingRequests {
    private static final Duration ACKNOWLEDGEMENT_VALIDITY = Duration.ofDays(7);

    private final Pairs pairs;
    private final MatterRows matters;
    private final RequestRows requests;
    private final MessageRows messages;
    private final MessageIds ids;
    private final References references;
    private final OutgoingMessages outgoing;
    private final RequestMoves moves;
    private final Dispatch dispatch;
    private final FollowUps followUps;
    private final Alerting alerting;
    private final Outbox outbox;
    private final CaseworkSettings settings;
    private final Announcements announcements;
    private final ClockWatch clocks;

    IncomingRequests(
            Pairs pairs,
            MatterRows matters,
            RequestRows requests,
            MessageRows messages,
            MessageIds ids,
            References references,
            OutgoingMessages outgoing,
            RequestMoves moves,
            Dispatch dispatch,
            FollowUps followUps,
            Alerting alerting,
            Outbox outbox,
            CaseworkSettings settings,
            Announcements announcements,
            ClockWatch clocks) {
        this.pairs = pairs;
        this.matters = matters;
        this.requests = requests;
        this.messages = messages;
        this.ids = ids;
        this.references = references;
        this.outgoing = outgoing;
        this.moves = moves;
        this.dispatch = dispatch;
        this.followUps = followUps;
        this.alerting = alerting;
        this.outbox = outbox;
        this.settings = settings;
        this.announcements = announcements;
        this.clocks = clocks;
    }

    /** Opened and acknowledged, unless the law objects, or what it builds on has not had its effect yet (UC-16/3b). */
    Effect open(MessageRow row, RequestContent content, Instant now) {
        Optional<Relationship> relationship = pairs.find(row.agency(), row.partner());
        if (relationship.isEmpty()) {
            return new Effect.Objected(List.of(LawProblem.NO_RELATIONSHIP.problem()));
        }
        Exchange exchange = Exchange.between(pairs.partnerCountry(row.partner()), pairs.ownCountry(row.agency()));
        List<Problem> problems = Judgement.ofReceived(
                content,
                exchange,
                relationship.get(),
                pairs.today(row.agency(), now),
                LocalDate.ofInstant(row.headers().created(), pairs.partnerZone(row.partner())));
        if (!problems.isEmpty()) {
            return new Effect.Objected(problems);
        }
        Optional<MessageRow> awaited = followUps.awaited(row, content);
        if (awaited.isPresent()) {
            hurry(row, awaited.get(), now);
            return new Effect.Early(awaited.get().id());
        }
        Matter matter = followUps
                .matterOf(row, content)
                .orElseGet(() -> newMatter(row, settings.intakeUnit(), Titles.of(content), now));
        register(row, content, matter, earlier -> true, came(row, now), Actor.GATEWAY, now);
        return new Effect.Done();
    }

    /** Its sender counts from its receipt, however long it waited here. */
    private Instant came(MessageRow row, Instant now) {
        Instant atTheLatest = clocks.notLate(now);
        return messages.receivedAt(row.id()).filter(atTheLatest::isAfter).orElse(atTheLatest);
    }

    /** What it waits for takes its turn as if it were as urgent, or waits for a person, who hears of both. */
    private void hurry(MessageRow row, MessageRow awaited, Instant now) {
        if (awaited.state() == DeliveryState.RECEIVED) {
            outbox.urge(Addresses.INBOUND, awaited.id().toString(), Priorities.of(row.urgency()));
        } else if (row.urgency() != Urgency.ROUTINE) {
            alerting.raise(row, EarlyMessages.ALERT, now);
        }
    }

    /**
     * Joins the caller's transaction; {@code row} is stored already.
     *
     * @param reached what of the requests that it names it may touch
     * @param came when it reached us, which a person may record later (UC-21/6)
     */
    Request register(
            MessageRow row,
            RequestContent content,
            Matter matter,
            Predicate<Request> reached,
            Instant came,
            String actor,
            Instant now) {
        Request request = request(row, content, matter, now);
        requests.insert(request);
        followUps.opened(request, content, reached);
        messages.file(row.id(), matter.id(), matter.unit(), request.id());
        announcements.say(
                Happening.of(request, "request.received", actor).about(Optional.of(row.id())),
                Map.of("kind", request.kind().code(), "reference", request.reference()),
                now);
        dispatch.start(request, came, now);
        Acknowledgement acknowledgement = new Acknowledgement(request.id(), request.reference());
        outgoing.compose(
                Outgoing.automatic(
                        row.agency(),
                        row.partner(),
                        acknowledgement,
                        row.urgency(),
                        Optional.of(Filing.of(request)),
                        now,
                        ACKNOWLEDGEMENT_VALIDITY),
                now);
        Request acknowledged = moves.move(request, RequestEvent.ACKNOWLEDGED, Optional.empty(), Actor.GATEWAY, now)
                .orElseThrow(() -> new GatewayBug("what was just opened can be acknowledged"));
        followUps.arrived(request, came, now);
        if (row.urgency() != Urgency.ROUTINE) {
            alerting.raise(row.agency(), "urgent-request", request.id().toString(), Optional.of(request.id()), now);
        }
        return acknowledged;
    }

    /** @param title empty: who asks */
    Matter newMatter(MessageRow row, UnitId unit, Optional<String> title, Instant now) {
        String reference = references.ofMatter(row.agency(), now);
        Matter matter = new Matter(
                new MatterId(ids.uuid(now)), row.agency(), unit, reference, title.orElse("From " + row.partner()), now);
        matters.insert(matter);
        return matter;
    }

    private Request request(MessageRow row, RequestContent content, Matter matter, Instant now) {
        return new Request(
                row.id(),
                row.agency(),
                matter.id(),
                matter.unit(),
                Direction.IN,
                row.partner(),
                content.requestKind().orElseThrow(() -> new GatewayBug("the law has judged the kind")),
                row.urgency(),
                RequestState.SENT,
                references.ofRequest(row.agency(), now),
                Optional.of(content.reference()),
                now,
                now,
                0);
    }
}
