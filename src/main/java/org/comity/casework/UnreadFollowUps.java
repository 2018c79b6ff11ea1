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
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/**
 * UC-16/3c: what we hold is not let go while its follow-up, or its extension, is here and not read yet: it waits for its turn, or is parked, of
 * which somebody hears once. Joins the caller's transaction.
 */
@Component
class UnreadFollowUps {
    static final String ALERT = "hold-kept-open";

    /** Of one partner, that are looked into; where more lie unread the hold runs on. More than may wait early. */
    private static final int MOST = 200;

    private final MessageRows messages;
    private final Documents documents;
    private final NamedRequests names;
    private final AlertRows alerts;
    private final Alerting alerting;

    UnreadFollowUps(
            MessageRows messages, Documents documents, NamedRequests names, AlertRows alerts, Alerting alerting) {
        this.messages = messages;
        this.documents = documents;
        this.names = names;
        this.alerts = alerts;
        this.alerting = alerting;
    }

    boolean keep(Request held, Instant now) {
        if (held.direction() == Direction.OUT) {
            return false;
        }
        List<MessageRow> unread = messages.unreadRequests(held.agency(), held.partner(), MOST);
        Optional<MessageRow> naming =
                unread.stream().filter(row -> names(row, held)).findFirst();
        if (naming.isEmpty() && unread.size() == MOST) {
            call(held, held.partner().value(), now);
            return true;
        }
        naming.filter(row -> row.state() == DeliveryState.PARKED)
                .ifPresent(row -> call(held, row.id().toString(), now));
        return naming.isPresent();
    }

    private void call(Request held, String subject, Instant now) {
        if (!alerts.wasRaised(held.agency(), ALERT, subject)) {
            alerting.raise(held.agency(), ALERT, subject, Optional.of(held.id()), now);
        }
    }

    private boolean names(MessageRow row, Request held) {
        try {
            return documents.read(row).content() instanceof RequestContent content && names.isNamedBy(held, content);
        } catch (GatewayBug unreadable) { // perhaps that is why it is parked, and perhaps it names the hold
            return true;
        }
    }
}
