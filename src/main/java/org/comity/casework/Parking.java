package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.MessageRow;
import org.comity.journal.OwedReceipts;
import org.comity.journal.ParkedRows;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-07/1: what cannot go on by itself is set aside with its reason, and somebody is told; {@link Unparking} is the rest. */
@Component
class Parking {
    private final ParkedRows parked;
    private final Alerting alerting;
    private final Announcements announcements;

    Parking(ParkedRows parked, Alerting alerting, Announcements announcements) {
        this.parked = parked;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** Joins the caller's transaction. */
    void park(MessageRow row, String address, String reason, Problem problem, Instant now) {
        quietly(row, address, reason, problem, now);
        // one call about one message
        alerting.settle(row.agency(), Alerting.CANNOT_SEAL, row.id().toString(), Actor.GATEWAY, now);
        alerting.raise(row, Alerting.MESSAGE_PARKED, now);
    }

    /** Without an alert: what may well go on by itself. */
    void quietly(MessageRow row, String address, String reason, Problem problem, Instant now) {
        parked.insert(ParkedRows.Parked.of(
                row,
                address,
                Optional.of(row.id().toString()),
                reason,
                problem.type().code(),
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

    /** A receipt that its partner asked for and does not take; one call for all of them. Joins the caller's transaction. */
    void receipt(OwedReceipts.Owed owed, String reason, Problem problem, String cause, Instant now) {
        errand(new ParkedRows.Parked(
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
                now));
        alerting.raise(owed.agency(), owed.partner(), cause, now);
    }

    /** What is no message on its way: a deadline, a submission. Joins the caller's transaction. */
    void errand(ParkedRows.Parked row, String cause) {
        errand(row);
        alerting.raise(row.agency(), cause, row.subject().orElse(row.id().toString()), row.message(), row.at());
    }

    private void errand(ParkedRows.Parked row) {
        parked.insert(row);
        say(row, "errand.parked", Actor.GATEWAY, Map.of("reason", row.reason(), "problem", row.problem()), row.at());
    }

    void say(ParkedRows.Parked row, String event, String actor, Map<String, String> detail, Instant now) {
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
}
