package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.journal.RequestRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;

/**
 * UC-21/1: what goes to a partner without a gateway waits for a person who carries it; so does what is said about a request that came by hand
 * from a partner with one (UC-21/6d).
 */
@Component
class Bearers {
    private final Partners partners;
    private final RequestRows requests;
    private final Tasks tasks;
    private final ActBy actBy;

    Bearers(Partners partners, RequestRows requests, Tasks tasks, ActBy actBy) {
        this.partners = partners;
        this.requests = requests;
        this.tasks = tasks;
        this.actBy = actBy;
    }

    private boolean carryTo(AgencyId partner) {
        return partners.find(partner).filter(Partner::isReachedByHand).isPresent();
    }

    boolean carry(Request about) {
        return carry(about.partner(), Optional.of(Filing.of(about)));
    }

    boolean carry(AgencyId partner, Optional<Filing> filing) {
        return filing.filter(Filing::carried).isPresent() || carryTo(partner);
    }

    /** Where a message to {@code partner} stands once nobody has to approve it any more. */
    DeliveryState approved(AgencyId partner, Optional<Filing> filing) {
        return carry(partner, filing) ? DeliveryState.TO_CARRY : DeliveryState.APPROVED;
    }

    /** Somebody shall carry {@code message}; by when is a policy target. */
    void call(MessageId message, Filing filing, Instant now) {
        requests.find(filing.request()).ifPresent(request -> call(message, request, now));
    }

    private void call(MessageId message, Request request, Instant now) {
        Instant due = now.plus(actBy.within(request));
        tasks.open(request, TaskKind.CARRY, Optional.of(due), Optional.of(message.toString()), now);
    }

    void gaveUp(MessageId message, Request request, String why, String actor, Instant now) {
        tasks.drop(request, TaskKind.CARRY, message.toString(), why, actor, now);
    }

    void carried(MessageId message, Request request, String actor, Instant now) {
        tasks.settle(request, TaskKind.CARRY, message.toString(), message, actor, now);
    }
}
