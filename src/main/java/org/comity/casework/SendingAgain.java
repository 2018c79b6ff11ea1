package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.ReceiptRows;
import org.comity.journal.StoredReceipt;
import org.comity.messages.MessageId;
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

/**
 * UC-09/7f: a partner that put back a backup has lost messages whose receipts we have. It gets the same messages with the same ids; to one
 * that has them they are harmless.
 */
@Service
public class SendingAgain {
    /** In one act; the next begins where it ended. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Partners partners;
    private final MessageRows messages;
    private final ReceiptRows receipts;
    private final Outbox outbox;
    private final OutgoingMessages outgoing;
    private final Announcements announcements;

    SendingAgain(
            Clock clock,
            Partners partners,
            MessageRows messages,
            ReceiptRows receipts,
            Outbox outbox,
            OutgoingMessages outgoing,
            Announcements announcements) {
        this.clock = clock;
        this.partners = partners;
        this.messages = messages;
        this.receipts = receipts;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.announcements = announcements;
    }

    /**
     * What came of it.
     *
     * @param again go again, in their order within each matter
     * @param tooOld cannot: their notAfter has passed, so the partner would turn them away; what they said must be said anew
     * @param goOn if there are more: from when
     */
    public record Sent(List<MessageId> again, List<MessageId> tooOld, Optional<Instant> goOn) {}

    /**
     * Sends what the partner gave its receipt for in the time span, with the files that belong to it.
     *
     * @param from the first receipt that counts
     * @param until the first that does not
     */
    @Transactional
    public Checked<Sent> sendAgain(Actor actor, AgencyId partner, Instant from, Instant until) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (partners.find(partner).filter(Partner::isActive).isEmpty()) {
            return Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.at(partner.value()));
        }
        if (partners.find(partner).filter(Partner::isReachedByHand).isPresent()) {
            return Checked.failed(CaseworkProblem.HAS_NO_GATEWAY.at(partner.value()));
        }
        List<MessageRow> had = messages.lockDelivered(new AgencyId(actor.agency()), partner, from, until, MOST + 1);
        Instant now = clock.instant();
        List<MessageRow> these = had.stream().limit(MOST).toList();
        List<MessageRow> late = these.stream()
                .filter(row -> now.isAfter(row.headers().notAfter()))
                .toList();
        List<MessageRow> fresh = these.stream()
                .filter(row -> !now.isAfter(row.headers().notAfter()))
                .toList();
        fresh.forEach(row -> again(row, actor, now));
        late.forEach(row -> say("message.not-sent-again", row, actor, now));
        Optional<Instant> goOn = had.stream()
                .skip(MOST)
                .findFirst()
                .flatMap(row -> receipts.find(row.id()))
                .map(StoredReceipt::at);
        return Checked.passed(new Sent(ids(fresh), ids(late), goOn));
    }

    private void again(MessageRow row, Actor actor, Instant now) {
        messages.takeBack(row.id());
        messages.takeBackParts(row.id()).forEach(part -> outbox.done(Addresses.OUTBOUND, part.toString()));
        say("message.sent-again", row, actor, now);
        outgoing.dispatch(row.id(), row.partner(), row.urgency(), Filing.of(row), now);
    }

    private void say(String event, MessageRow row, Actor actor, Instant now) {
        announcements.say(Happening.of(row, event, actor.name()), Map.of(), now);
    }

    private static List<MessageId> ids(List<MessageRow> rows) {
        return rows.stream().map(MessageRow::id).toList();
    }
}
