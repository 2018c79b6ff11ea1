package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.OwedReceipts;
import org.comity.journal.ParkedRows;
import org.comity.journal.PayloadId;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.RequestEvent;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-07/3 and 4: an operator decides whether what was set aside goes on or nowhere. */
@Service
public class Unparking {
    private final Clock clock;
    private final ParkedRows parked;
    private final MessageRows messages;
    private final Outbox outbox;
    private final OwedReceipts owed;
    private final Parking parking;
    private final Reopening reopening;
    private final RequestMoves moves;
    private final EarlyMessages early;
    private final Alerting alerting;

    Unparking(
            Clock clock,
            ParkedRows parked,
            MessageRows messages,
            Outbox outbox,
            OwedReceipts owed,
            Parking parking,
            Reopening reopening,
            RequestMoves moves,
            EarlyMessages early,
            Alerting alerting) {
        this.clock = clock;
        this.parked = parked;
        this.messages = messages;
        this.outbox = outbox;
        this.owed = owed;
        this.parking = parking;
        this.reopening = reopening;
        this.moves = moves;
        this.early = early;
        this.alerting = alerting;
    }

    /** An operator sends it on its way again: the same message with the same id. */
    @Transactional
    public Checked<UUID> unpark(Actor actor, UUID id) {
        return resolve(actor, id, "unparked", this::goesOn);
    }

    /** An operator decides that it goes nowhere; it stays in the journal. */
    @Transactional
    public Checked<UUID> discard(Actor actor, UUID id) {
        return resolve(actor, id, "discarded", this::goesNowhere);
    }

    @FunctionalInterface
    private interface Resolution {
        /** What stands in the way; empty if nothing does. */
        List<Problem> of(ParkedRows.Parked row, Instant now);
    }

    private Checked<UUID> resolve(Actor actor, UUID id, String word, Resolution resolution) {
        if (!actor.is(Role.ADMINISTRATOR) && !actor.is(Role.SUPERVISOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Optional<ParkedRows.Parked> row =
                parked.lock(id).filter(found -> found.agency().value().equals(actor.agency()));
        if (row.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        Instant now = clock.instant();
        List<Problem> problems = resolution.of(row.get(), now);
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        parked.resolve(id, actor.name(), word, now);
        row.get().message().ifPresent(message -> {
            for (String cause : List.of(EarlyMessages.ALERT, UnreadFollowUps.ALERT)) {
                alerting.settle(row.get().agency(), cause, message.toString(), actor.name(), now);
            }
        });
        parking.say(row.get(), (isMessage(row.get()) ? "message." : "errand.") + word, actor.name(), Map.of(), now);
        return Checked.passed(id);
    }

    private List<Problem> goesOn(ParkedRows.Parked row, Instant now) {
        if (row.address().equals(Addresses.SUBMIT)) {
            return unless(false); // UC-01/1c: its system sends it again
        }
        if (row.raw().isPresent()) {
            return reopening.reopen(row, now); // UC-07/3b
        }
        if (!isMessage(row)) {
            row.subject().ifPresent(subject -> errandGoesOn(row, subject, now));
            return unless(row.subject().isPresent());
        }
        Optional<MessageRow> moved = message(row).filter(found -> messages.move(found.id(), state(found), now));
        moved.ifPresent(found -> {
            int priority = Priorities.of(found);
            String line = Lines.of(found).orElse(null);
            outbox.put(row.address(), found.id().toString(), found.partner().value(), line, priority, now);
        });
        return unless(moved.isPresent());
    }

    private void errandGoesOn(ParkedRows.Parked row, String subject, Instant now) {
        if (!row.address().equals(Addresses.RECEIPTS)) {
            outbox.put(row.address(), subject, Priorities.DEADLINE, now);
            return;
        }
        // with a first pause and an end of its own, and of the partner's share, as at first
        owed.offerAgain(new PayloadId(UUID.fromString(subject)), now, now.plus(Recording.OFFERED));
        String partner = row.partner().orElseThrow().value();
        outbox.put(row.address(), subject, partner, null, Priorities.RECEIPT, now);
    }

    private List<Problem> goesNowhere(ParkedRows.Parked row, Instant now) {
        if (row.raw().isPresent() || !isMessage(row)) {
            return List.of();
        }
        return unless(message(row)
                .filter(found -> found.state() != DeliveryState.PARKED || ends(found, now))
                .isPresent());
    }

    /** UC-07/4: a request that never arrives has not been made, and nobody waits for its parts. */
    private boolean ends(MessageRow row, Instant now) {
        if (!messages.move(row.id(), DeliveryState.DISCARDED, now)) {
            return false;
        }
        if (row.direction() == Direction.OUT) {
            messages.discardParts(row.id());
            moves.undelivered(row, RequestEvent.NOT_DELIVERED, now);
        } else {
            early.resume(row.id(), now); // a request that builds on it
        }
        return true;
    }

    private static List<Problem> unless(boolean done) {
        return done ? List.of() : List.of(DeskProblem.MOVE_NOT_POSSIBLE.problem());
    }

    private Optional<MessageRow> message(ParkedRows.Parked row) {
        return row.message().flatMap(messages::lock);
    }

    /** Whether the message itself is set aside, and not a deadline or a receipt about it. */
    private static boolean isMessage(ParkedRows.Parked row) {
        return row.address().equals(Addresses.OUTBOUND) || row.address().equals(Addresses.INBOUND);
    }

    private static DeliveryState state(MessageRow row) {
        if (row.direction() == Direction.IN) {
            return DeliveryState.RECEIVED;
        }
        boolean isSealed = row.kept().mic().isPresent()
                && !row.isPart(); // the seal of a part may be forgotten: it is made again, the same
        return isSealed ? DeliveryState.SEALED : DeliveryState.APPROVED;
    }
}
