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
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-07: what cannot go on by itself is set aside with its reason, somebody is told, and an operator decides. */
@Service
public class Parking {
    private final Clock clock;
    private final ParkedRows parked;
    private final MessageRows messages;
    private final Outbox outbox;
    private final Alerting alerting;
    private final Announcements announcements;
    private final Reopening reopening;

    Parking(
            Clock clock,
            ParkedRows parked,
            MessageRows messages,
            Outbox outbox,
            Alerting alerting,
            Announcements announcements,
            Reopening reopening) {
        this.clock = clock;
        this.parked = parked;
        this.messages = messages;
        this.outbox = outbox;
        this.alerting = alerting;
        this.announcements = announcements;
        this.reopening = reopening;
    }

    /** Joins the caller's transaction. */
    void park(MessageRow row, String address, String reason, Problem problem, Instant now) {
        quietly(row, address, reason, problem, now);
        alerting.raise(row, "message-parked", now);
    }

    /** Without an alert: what may well go on by itself. */
    void quietly(MessageRow row, String address, String reason, Problem problem, Instant now) {
        parked.insert(new ParkedRows.Parked(
                UUID.randomUUID(),
                row.agency(),
                row.matter(),
                row.unit(),
                Optional.of(row.id()),
                Optional.of(row.partner()),
                address,
                Optional.of(row.id().toString()),
                reason,
                problem.type().code(),
                Optional.empty(),
                now));
        announcements.say(
                Happening.byGateway(row, "message.parked"),
                Map.of("reason", reason, "problem", problem.type().code()),
                now);
    }

    /** What it was set aside for has come after all. Joins the caller's transaction. */
    void over(MessageId message, String address, String resolution, Instant now) {
        parked.resolveAll(message, address, Actor.GATEWAY, resolution, now);
    }

    /** A receipt that its partner asked for and does not take. Joins the caller's transaction. */
    void receipt(OwedReceipts.Owed owed, String reason, Problem problem, String cause, Instant now) {
        errand(
                new ParkedRows.Parked(
                        UUID.randomUUID(),
                        owed.agency(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(owed.message()),
                        Optional.of(owed.partner()),
                        Addresses.RECEIPTS,
                        Optional.of(owed.receipt().toString()),
                        reason,
                        problem.type().code(),
                        Optional.empty(),
                        now),
                cause);
    }

    /** What is no message on its way: a deadline, a receipt. Joins the caller's transaction. */
    void errand(ParkedRows.Parked row, String cause) {
        parked.insert(row);
        say(row, "errand.parked", Actor.GATEWAY, Map.of("reason", row.reason(), "problem", row.problem()), row.at());
        alerting.raise(row.agency(), cause, row.subject().orElse(row.id().toString()), row.message(), row.at());
    }

    /** An operator sends it on its way again: the same bytes with the same id. */
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
        say(row.get(), (isMessage(row.get()) ? "message." : "errand.") + word, actor.name(), Map.of(), now);
        return Checked.passed(id);
    }

    private List<Problem> goesOn(ParkedRows.Parked row, Instant now) {
        if (row.raw().isPresent()) {
            return reopening.reopen(row, now); // UC-07/3b
        }
        if (!isMessage(row)) {
            row.subject().ifPresent(subject -> outbox.put(row.address(), subject, null, Priorities.DEADLINE, now));
            return unless(row.subject().isPresent());
        }
        Optional<MessageRow> moved = message(row).filter(found -> messages.move(found.id(), state(found), now));
        moved.ifPresent(found -> {
            int priority = found.isPart() ? Priorities.PART : Priorities.of(found.urgency());
            outbox.put(row.address(), found.id().toString(), null, priority, now);
        });
        return unless(moved.isPresent());
    }

    private List<Problem> goesNowhere(ParkedRows.Parked row, Instant now) {
        if (row.raw().isPresent() || !isMessage(row)) {
            return List.of();
        }
        return unless(message(row)
                .filter(found -> found.state() != DeliveryState.PARKED
                        || messages.move(found.id(), DeliveryState.DISCARDED, now))
                .isPresent());
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

    private void say(ParkedRows.Parked row, String event, String actor, Map<String, String> detail, Instant now) {
        announcements.say(
                new Happening(
                        event,
                        actor,
                        row.agency(),
                        row.matter(),
                        row.unit(),
                        Optional.empty(),
                        row.message(),
                        row.partner()),
                detail,
                now);
    }

    private static DeliveryState state(MessageRow row) {
        if (row.direction() == Direction.IN) {
            return DeliveryState.RECEIVED;
        }
        return row.mic().isPresent() ? DeliveryState.SEALED : DeliveryState.APPROVED;
    }
}
