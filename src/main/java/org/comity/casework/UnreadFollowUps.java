package org.comity.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.RequestContent;
import org.springframework.stereotype.Component;

/**
 * UC-16/3c: what we hold is not let go while its follow-up, or its extension, which came in time, is not read yet: it waits for its turn, or is
 * parked, of which somebody hears once. Joins the caller's transaction.
 */
@Component
class UnreadFollowUps {
    /** Of one partner, that are looked into; where more lie unread the hold runs on. */
    private static final int MOST = 50;

    private static final String ALERT = "hold-kept-open";

    private final MessageRows messages;
    private final Documents documents;
    private final FollowUps followUps;
    private final AlertRows alerts;
    private final Alerting alerting;

    UnreadFollowUps(
            MessageRows messages, Documents documents, FollowUps followUps, AlertRows alerts, Alerting alerting) {
        this.messages = messages;
        this.documents = documents;
        this.followUps = followUps;
        this.alerts = alerts;
        this.alerting = alerting;
    }

    /** @param end of the hold */
    boolean keep(Request held, Instant end, Instant now) {
        if (held.direction() == Direction.OUT) {
            return false;
        }
        List<MessageRow> unread = messages.unreadRequests(held.agency(), held.partner(), end, MOST);
        Optional<MessageRow> names =
                unread.stream().filter(row -> names(row, held)).findFirst();
        names.filter(row -> row.state() == DeliveryState.PARKED)
                .map(row -> row.id().toString())
                .filter(parked -> !alerts.wasRaised(held.agency(), ALERT, parked))
                .ifPresent(parked -> alerting.raise(held.agency(), ALERT, parked, Optional.of(held.id()), now));
        return names.isPresent() || unread.size() == MOST;
    }

    private boolean names(MessageRow row, Request held) {
        return documents.read(row).content() instanceof RequestContent content && followUps.isNamedBy(held, content);
    }
}
