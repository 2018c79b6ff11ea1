package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-09/7: a signed message to a partner whose verified receipt proves keys, channel and clock of both sides. */
@Service
public class Pings {
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final Clock clock;
    private final Partners partners;
    private final OutgoingMessages outgoing;

    Pings(Clock clock, Partners partners, OutgoingMessages outgoing) {
        this.clock = clock;
        this.partners = partners;
        this.outgoing = outgoing;
    }

    @Transactional
    public Checked<MessageId> ping(Actor actor, AgencyId partner) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (partners.find(partner).filter(Partner::isActive).isEmpty()) {
            return Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem());
        }
        if (partners.find(partner).filter(Partner::isReachedByHand).isPresent()) {
            return Checked.failed(CaseworkProblem.HAS_NO_GATEWAY.problem());
        }
        Instant now = clock.instant();
        return Checked.passed(outgoing.compose(
                new Outgoing(
                        new AgencyId(actor.agency()),
                        partner,
                        new Ping("test"),
                        Urgency.URGENT,
                        Optional.empty(),
                        List.of(),
                        now.plus(VALIDITY),
                        false,
                        actor),
                now));
    }
}
