package org.comity.delivery.as2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.casework.Carrying;
import org.comity.casework.ClockWatch;
import org.comity.casework.Sealing;
import org.comity.delivery.queues.Address;
import org.comity.journal.MessageRow;
import org.comity.journal.Outbox;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.comity.trust.RevocationSchedule;
import org.springframework.stereotype.Component;

/** UC-02/1 and 2: is there still something to carry, may it go, is it sealed? */
@Component("departures")
public class Departures {

    /** How often a message looks whether its suspended partner is active again (UC-02/2c). */
    private static final Duration SUSPENDED = Duration.ofMinutes(1);

    /** How often a message looks whether the revocation lists of its partner, active since seconds ago, were asked for. */
    private static final Duration LISTS_AWAITED = Duration.ofSeconds(3);

    /** How often a message whose time seems over looks whether our clock is believed again. */
    private static final Duration UNTIL_ANOTHER_LOOK = Duration.ofMinutes(1);

    private final Clock clock;
    private final Carrying carrying;
    private final Sealing sealing;
    private final Rows rows;
    private final ClockWatch clocks;

    Departures(Clock clock, Carrying carrying, Sealing sealing, Rows rows, ClockWatch clocks) {
        this.clock = clock;
        this.carrying = carrying;
        this.sealing = sealing;
        this.rows = rows;
        this.clocks = clocks;
    }

    /** Where a message's partner, its errand and its partner's revocation lists stand. */
    @Component("departureRows")
    public record Rows(Partners partners, Outbox outbox, RevocationSchedule revocations) {}

    /** @param subject the text of the queued reference */
    public Departure find(String subject) {
        MessageId id = MessageId.parse(subject).orElseThrow(() -> new GatewayBug("outbound errands name a message"));
        return carrying.load(id).map(this::admit).orElseGet(() -> {
            carrying.over(id);
            return new Departure.Stays(id);
        });
    }

    /** Seals it, once; what is sealed already goes as it is. */
    public Departure seal(Departure departure) {
        return switch (departure) {
            case Departure.Stays stays -> stays;
            case Departure.Ready(var message, var partner, var made) -> {
                // asked first: a list that comes while it is sealed was not seen by the sealing
                boolean listsAsked = rows.revocations().hasAskedFor(partner);
                yield switch (sealing.seal(message)) {
                    case Checked.Passed<Sealing.Sealed>(var sealed) -> afterSealing(sealed, partner);
                    case Checked.Failed<Sealing.Sealed>(var problems) ->
                        notSealed(message, problems.getFirst(), listsAsked);
                };
            }
        };
    }

    private Departure admit(MessageRow message) {
        Instant now = clock.instant();
        if (now.isAfter(message.headers().notAfter())) {
            if (clocks.isSettled(now)) {
                carrying.giveUp(message.id(), "expired", DeliveryProblem.EXPIRED.problem()); // UC-02/5b
            } else {
                carrying.held(message.id(), Optional.empty(), now.plus(UNTIL_ANOTHER_LOOK)); // THREAT-89
            }
            return new Departure.Stays(message.id());
        }
        Optional<Partner> active = rows.partners().find(message.partner()).filter(Partner::isActive);
        if (active.isEmpty()) {
            rows.outbox().later(Address.OUTBOUND.queue(), message.id().toString(), now.plus(SUSPENDED));
            return new Departure.Stays(message.id());
        }
        return new Departure.Ready(message, active.get(), new Departure.Made(Optional.empty()));
    }

    /** Somebody is called, unless it is only that the partner was activated, or resumed, a moment ago (UC-09). */
    private Departure notSealed(MessageRow message, Problem why, boolean listsAsked) {
        Instant now = clock.instant();
        if (why.type() == DeskProblem.PARTNER_NOT_ACTIVE) { // suspended since it was admitted
            carrying.held(message.id(), Optional.empty(), now.plus(SUSPENDED));
        } else if (why.type() == CertificateProblem.STATUS_UNKNOWN && !listsAsked) {
            carrying.held(message.id(), Optional.empty(), now.plus(LISTS_AWAITED));
        } else {
            carrying.cannotSeal(message.id(), why, now.plus(SUSPENDED));
        }
        return new Departure.Stays(message.id());
    }

    private Departure afterSealing(Sealing.Sealed sealed, Partner partner) {
        if (Carrying.waitsForACertificate(sealed.row())) {
            carrying.sealed(sealed.row().id());
        }
        return sealed.row().state() == DeliveryState.SEALED
                ? new Departure.Ready(sealed.row(), partner, new Departure.Made(sealed.made()))
                : new Departure.Stays(sealed.row().id());
    }
}
