package org.comity.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.comity.journal.RequestRows;
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
    private final Clock clock;
    private final Access access;
    private final RequestRows requests;
    private final Pairs pairs;

    Senders(Clock clock, Access access, RequestRows requests, Pairs pairs) {
        this.clock = clock;
        this.access = access;
        this.requests = requests;
        this.pairs = pairs;
    }

    /**
     * @param needed what the kind asks of its sender
     * @param inWords the same between the two States
     * @param designations what is recorded of the sender
     */
    public record Sender(
            RequestKind.Sender needed, String inWords, Set<Designation> designations, RequestKind.Standing standing) {
        public Sender {
            designations = Set.copyOf(designations);
        }
    }

    /** Of a partner's request or of our own; empty for what is not the actor's to read. */
    @Transactional(readOnly = true)
    public Optional<Sender> of(Actor actor, MessageId request) {
        return access.find(actor, request).map(this::of);
    }

    /** An urgent one may come from a judicial authority; a partner's copy goes another way and is not ours to see, our own was demanded. */
    private Sender of(Request request) {
        Relationship pair = pairs.of(request.agency(), request.partner());
        Set<Designation> recorded = request.direction() == Direction.OUT
                ? pairs.designations(request.agency(), requests.sender(request), pair)
                : pair.designations(
                        pairs.partnerCountry(request.partner()),
                        request.partner().value());
        return compared(request.kind(), request.agency(), pair, recorded, RequestClocks.isUrgent(request));
    }

    /** Of a kind that a unit of the actor's agency is about to send within {@code pair}. */
    public Sender ofOurs(Actor actor, UnitId unit, Relationship pair, RequestKind kind, boolean direct) {
        AgencyId agency = new AgencyId(actor.agency());
        return compared(kind, agency, pair, pairs.designations(agency, unit, pair), direct);
    }

    private Sender compared(
            RequestKind kind, AgencyId agency, Relationship pair, Set<Designation> recorded, boolean direct) {
        LocalDate today = pairs.today(agency, clock.instant());
        boolean directly = direct && kind.hasDirectWay(pair, today);
        return new Sender(
                kind.sender(),
                kind.senderInWords(pair, today),
                recorded,
                kind.sender().standing(recorded, directly));
    }
}
