package org.comity.casework;

import java.util.Optional;
import org.comity.envelope.Arrival;
import org.comity.journal.MessageRow;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Operation;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.UnitId;

/**
 * Something that happened, by ids only.
 *
 * @param event past tense behind its noun: {@code message.delivered}, {@code request.preserved}
 * @param actor a person's name, or {@code gateway}
 */
record Happening(
        String event,
        String actor,
        AgencyId agency,
        Optional<MatterId> matter,
        Optional<UnitId> unit,
        Optional<MessageId> request,
        Optional<MessageId> message,
        Optional<AgencyId> partner) {

    static Happening of(Request request, String event, String actor) {
        return new Happening(
                event,
                actor,
                request.agency(),
                Optional.of(request.matter()),
                Optional.of(request.unit()),
                Optional.of(request.id()),
                Optional.empty(),
                Optional.of(request.partner()));
    }

    static Happening of(MessageRow row, String event, String actor) {
        return new Happening(
                event,
                actor,
                row.agency(),
                row.filed().matter(),
                row.filed().unit(),
                row.request(),
                Optional.of(row.id()),
                Optional.of(row.partner()));
    }

    static Happening of(Matter matter, String event, String actor) {
        return new Happening(
                event,
                actor,
                matter.agency(),
                Optional.of(matter.id()),
                Optional.of(matter.unit()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Happening of(Operation operation, String event, String actor) {
        return new Happening(
                event,
                actor,
                operation.agency(),
                Optional.of(operation.matter()),
                Optional.of(operation.unit()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What came from a partner, whatever it is: by the id and the name that its carrier gave. */
    static Happening byGateway(Arrival arrival, String event) {
        return new Happening(
                event,
                Actor.GATEWAY,
                arrival.own(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(arrival.id()),
                Optional.of(arrival.claimed().id()));
    }

    /** What concerns an own agency and no matter of it. */
    static Happening of(AgencyId agency, String event, String actor) {
        return new Happening(
                event,
                actor,
                agency,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Happening byGateway(MessageRow row, String event) {
        return of(row, event, Actor.GATEWAY);
    }

    Happening with(Optional<AgencyId> other) {
        return new Happening(event, actor, agency, matter, unit, request, message, other);
    }

    Happening about(Optional<MessageId> id) {
        return new Happening(event, actor, agency, matter, unit, request, id, partner);
    }
}
