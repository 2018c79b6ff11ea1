package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.ParkedRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.CaseworkProblem;
import org.springframework.stereotype.Component;

/**
 * THREAT-81: a message that came before what it answers waits for it. Each move of its request brings it back to be processed; when its
 * time is over a person looks. It is never dropped. Every method joins the caller's transaction.
 */
@Component
class EarlyMessages {
    static final String REASON = "EARLY";

    /** Said in any order: it moves no request. */
    private static final Set<String> IN_PASSING =
            Set.of("acknowledgement", "delay", "reminder", "confirmation", "partialDisclosure", "part", "rejection");

    static final String ALERT = "message-early";

    private final ParkedRows parked;
    private final MessageRows messages;
    private final Outbox outbox;
    private final Parking parking;
    private final Alerting alerting;
    private final CaseworkSettings settings;
    private final Announcements announcements;

    EarlyMessages(
            ParkedRows parked,
            MessageRows messages,
            Outbox outbox,
            Parking parking,
            Alerting alerting,
            CaseworkSettings settings,
            Announcements announcements) {
        this.parked = parked;
        this.messages = messages;
        this.outbox = outbox;
        this.parking = parking;
        this.alerting = alerting;
        this.settings = settings;
        this.announcements = announcements;
    }

    /** Whether one more message of the partner may wait; who asks at the same time waits for the answer. */
    boolean hasRoom(MessageRow row) {
        parked.oneAtATime(row.partner(), REASON);
        return parked.held(row.partner(), REASON).count() < settings.earlyMessages();
    }

    /** Its errand stays, outside any line so that it holds up nobody, and is due when the waiting has an end. */
    void waits(MessageRow row, MessageId request, Instant now) {
        messages.move(row.id(), DeliveryState.PARKED, now);
        messages.about(row.id(), request);
        boolean known = messages.find(request).isPresent();
        CaseworkProblem why = known ? CaseworkProblem.NOT_YET : CaseworkProblem.REQUEST_UNKNOWN;
        parking.quietly(row, Addresses.INBOUND, REASON, why.problem(), now);
        waitsUntil(row, now.plus(settings.early()));
        if (messages.isOvertaken(row.id(), IN_PASSING)) {
            alerting.raise(row, ALERT, now); // it is late rather than early, and nothing may ever make room for it
        }
    }

    private void waitsUntil(MessageRow row, Instant end) {
        outbox.put(
                Addresses.INBOUND, row.id().toString(), row.partner().value(), null, Priorities.of(row.urgency()), end);
    }

    /** Its errand has come. What it waited for did not: a person decides; or it is a second copy of the one that made it wait. */
    void looked(MessageRow row, Instant now) {
        parked.openSince(row.id(), REASON)
                .map(since -> since.plus(settings.early()))
                .ifPresent(end -> {
                    if (now.isBefore(end)) {
                        waitsUntil(row, end);
                    } else {
                        alerting.raise(row, ALERT, now);
                    }
                });
    }

    /** Something about {@code request} changed: what waits for it is processed anew. What somebody works on just now sees the change itself. */
    void resume(MessageId request, Instant now) {
        for (MessageRow row : messages.lockEarly(request)) {
            messages.move(row.id(), DeliveryState.RECEIVED, now);
            parked.resolveAll(row.id(), Addresses.INBOUND, Actor.GATEWAY, "resumed", now);
            outbox.put(
                    Addresses.INBOUND,
                    row.id().toString(),
                    row.partner().value(),
                    Lines.of(row).orElse(null),
                    Priorities.of(row.urgency()),
                    now);
            alerting.settle(row.agency(), ALERT, row.id().toString(), Actor.GATEWAY, now);
            announcements.say(Happening.byGateway(row, "message.resumed"), Map.of("reason", REASON), now);
        }
    }
}
