package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.ParkedRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
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

    Parking(
            Clock clock,
            ParkedRows parked,
            MessageRows messages,
            Outbox outbox,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.parked = parked;
        this.messages = messages;
        this.outbox = outbox;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** Joins the caller's transaction. */
    void park(MessageRow row, String address, String reason, Problem problem, Instant now) {
        parked.insert(new ParkedRows.Parked(
                UUID.randomUUID(),
                row.agency(),
                row.matter(),
                row.unit(),
                Optional.of(row.id()),
                Optional.of(row.partner()),
                address,
                reason,
                problem.type().code(),
                Optional.empty(),
                now));
        announcements.say(
                Happening.byGateway(row, "message.parked"),
                Map.of("reason", reason, "problem", problem.type().code()),
                now);
        alerting.raise(row, "message-parked", now);
    }

    /** Working on it crashed too often (UC-04/7a, THREAT-124): it waits for a person, and others pass. */
    @Transactional
    public void poison(MessageId id, String address) {
        Instant now = clock.instant();
        outbox.done(address, id.toString());
        messages.lock(id)
                .filter(row -> messages.move(row.id(), DeliveryState.PARKED, now))
                .ifPresent(row -> park(row, address, "poison", DeliveryProblem.POISON.problem(), now));
    }

    /** An operator sends it on its way again: the same bytes with the same id. */
    @Transactional
    public Checked<UUID> unpark(Actor actor, UUID id) {
        return resolve(actor, id, "unparked", (row, now) -> {
            if (!messages.move(row.id(), state(row), now)) {
                return false;
            }
            String address = row.direction() == Direction.OUT ? Addresses.OUTBOUND : Addresses.INBOUND;
            outbox.put(address, row.id().toString(), null, Priorities.of(row.urgency()), now);
            return true;
        });
    }

    /** An operator decides that it goes nowhere; it stays in the journal. */
    @Transactional
    public Checked<UUID> discard(Actor actor, UUID id) {
        return resolve(
                actor,
                id,
                "discarded",
                (row, now) ->
                        row.state() != DeliveryState.PARKED || messages.move(row.id(), DeliveryState.DISCARDED, now));
    }

    @FunctionalInterface
    private interface Resolution {
        boolean of(MessageRow row, Instant now);
    }

    private Checked<UUID> resolve(Actor actor, UUID id, String word, Resolution resolution) {
        if (!actor.is(Role.ADMINISTRATOR) && !actor.is(Role.SUPERVISOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Optional<MessageRow> row = parked.lock(id)
                .filter(found -> found.agency().value().equals(actor.agency()))
                .flatMap(ParkedRows.Parked::message)
                .flatMap(messages::lock);
        if (row.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        Instant now = clock.instant();
        if (!resolution.of(row.get(), now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        parked.resolve(id, actor.name(), word, now);
        announcements.say(Happening.of(row.get(), "message." + word, actor.name()), Map.of(), now);
        return Checked.passed(id);
    }

    private static DeliveryState state(MessageRow row) {
        if (row.direction() == Direction.IN) {
            return DeliveryState.RECEIVED;
        }
        return row.sealed().isPresent() ? DeliveryState.SEALED : DeliveryState.APPROVED;
    }
}
