package org.comity.casework;

import java.util.Optional;
import java.util.Set;
import org.comity.law.Designation;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** UC-25: whether who sends a request is what its kind needs, as far as it is recorded. Nothing is rejected for it on receipt. */
@Component
public class Senders {
    private final Access access;
    private final Pairs pairs;

    Senders(Access access, Pairs pairs) {
        this.access = access;
        this.pairs = pairs;
    }

    /**
     * @param needed what the kind asks of its sender
     * @param designations what is recorded of the sender
     */
    public record Sender(RequestKind.Sender needed, Set<Designation> designations, RequestKind.Standing standing) {
        public Sender {
            designations = Set.copyOf(designations);
        }
    }

    /** Of a request that a partner sent us; empty for our own, and for what is not the actor's to read. */
    @Transactional(readOnly = true)
    public Optional<Sender> ofPartner(Actor actor, MessageId request) {
        return access.find(actor, request)
                .filter(found -> found.direction() == Direction.IN)
                .map(this::ofPartner);
    }

    /** An urgent one may come from a judicial authority; its copy goes another way and is not ours to see. */
    private Sender ofPartner(Request request) {
        Set<Designation> recorded = pairs.of(request.agency(), request.partner())
                .designations(
                        pairs.partnerCountry(request.partner()),
                        request.partner().value());
        return compared(request.kind(), recorded, RequestClocks.isUrgent(request));
    }

    /** Of a kind that a unit of the actor's agency is about to send within {@code pair}. */
    public Sender ofOurs(Actor actor, UnitId unit, Relationship pair, RequestKind kind, boolean direct) {
        return compared(kind, pairs.designations(new AgencyId(actor.agency()), unit, pair), direct);
    }

    private static Sender compared(RequestKind kind, Set<Designation> recorded, boolean direct) {
        return new Sender(kind.sender(), recorded, kind.sender().standing(recorded, direct));
    }
}
