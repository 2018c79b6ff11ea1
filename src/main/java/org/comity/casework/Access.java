package org.comity.casework;

import java.util.Optional;
import java.util.Set;
import org.comity.journal.HandOverRows;
import org.comity.journal.MatterRows;
import org.comity.journal.RequestRows;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Operation;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.NeedToKnow;
import org.comity.people.UnitId;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/** Need-to-know, asked before every use case that names a request. What is not yours and what is not there look the same (THREAT-91). */
@Component
public class Access {
    private final RequestRows requests;
    private final MatterRows matters;
    private final HandOverRows handOvers;

    Access(RequestRows requests, MatterRows matters, HandOverRows handOvers) {
        this.requests = requests;
        this.matters = matters;
        this.handOvers = handOvers;
    }

    public Optional<Request> find(Actor actor, MessageId request) {
        return requests.find(request)
                .filter(found -> rule(actor, found.agency(), found.unit(), found.matter())
                        .allows(actor));
    }

    /** Whether it is there and not for the actor. */
    boolean isClosed(Actor actor, MessageId request) {
        return requests.find(request).isPresent() && find(actor, request).isEmpty();
    }

    /** @param reference of a matter */
    Optional<Matter> find(Actor actor, String reference) {
        return matters.find(new AgencyId(actor.agency()), reference)
                .filter(found ->
                        rule(actor, found.agency(), found.unit(), found.id()).allows(actor));
    }

    /** To work on, locked until the transaction ends; what is only offered to the actor's unit is not among it (UC-24). */
    Optional<Request> lock(Actor actor, MessageId request) {
        return requests.lock(request).filter(found -> mayWorkOn(actor, found));
    }

    /** Nobody else works on it until the transaction ends; whether the actor may, {@link #lock} says. */
    void hold(MessageId request) {
        if (requests.lock(request).isEmpty()) {
            throw new GatewayBug("what waits belongs to a request");
        }
    }

    boolean mayWorkOn(Actor actor, Matter matter) {
        return may(actor, matter.agency(), matter.unit(), matter.id());
    }

    boolean mayWorkOn(Actor actor, Operation operation) {
        return may(actor, operation.agency(), operation.unit(), operation.matter());
    }

    boolean mayWorkOn(Actor actor, Request request) {
        return may(actor, request.agency(), request.unit(), request.matter());
    }

    private boolean may(Actor actor, AgencyId agency, UnitId unit, MatterId matter) {
        return rule(actor, agency, unit, matter).isInCharge(actor);
    }

    private NeedToKnow rule(Actor actor, AgencyId agency, UnitId unit, MatterId matter) {
        Set<String> readers = matters.admits(matter, actor.name()) ? Set.of(actor.name()) : Set.of();
        Optional<UnitId> open = Optional.of(actor.unit()).filter(one -> handOvers.isOpenTo(matter, one));
        return new NeedToKnow(agency.value(), unit, readers, open);
    }
}
