package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import org.comity.law.RequestKind;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;

/**
 * One thing asked of one partner under one legal basis; outgoing or incoming, the same machine mirrored.
 *
 * @param id the message that makes the request; the same at both sides
 * @param reference ours, quoted by the partner
 * @param partnerReference theirs, once known
 */
public record Request(
        MessageId id,
        AgencyId agency,
        MatterId matter,
        UnitId unit,
        Direction direction,
        AgencyId partner,
        RequestKind kind,
        Urgency urgency,
        RequestState state,
        String reference,
        Optional<String> partnerReference,
        Instant opened,
        Instant changed,
        int version) {

    /** Whether a person here wrote it down as it came by hand: its id is ours, and no gateway of the partner's knows it (UC-21/6). */
    public boolean isWrittenDown() {
        return direction == Direction.IN && id.agency().equals(agency);
    }

    public NextMove nextMove() {
        return state.next().seenFrom(direction.ourSide());
    }

    /** The request after {@code event}; empty if the event is not possible in this state. */
    public Optional<Request> after(RequestEvent event, Instant now) {
        return RequestTransitions.find(state, event).map(transition -> in(transition.to(), partnerReference, now));
    }

    public Request quoting(String theirReference, Instant now) {
        return in(state, Optional.of(theirReference), now);
    }

    private Request in(RequestState newState, Optional<String> theirReference, Instant now) {
        return new Request(
                id,
                agency,
                matter,
                unit,
                direction,
                partner,
                kind,
                urgency,
                newState,
                reference,
                theirReference,
                opened,
                now,
                version + 1);
    }

    @Override
    public String toString() {
        return "Request[" + id + ", " + state + "]";
    }
}
