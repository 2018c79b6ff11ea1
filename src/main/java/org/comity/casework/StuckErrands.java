package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.DeadlineRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.OwedReceipts;
import org.comity.journal.ParkedRows;
import org.comity.journal.PayloadId;
import org.comity.journal.RequestRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.OwnAgencies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-07/1: an errand that cannot go on by itself is set aside, and whatever it is about, a person sees it: a message, a deadline and a
 * receipt that is owed become a parked row with an alert. An alert is never set aside: it is open on the page until somebody acknowledges
 * it, and goes on being called, an hour later.
 */
@Service
public class StuckErrands {
    private static final Logger LOG = LoggerFactory.getLogger(StuckErrands.class);
    private static final Duration PUT_OFF = Duration.ofHours(1);

    private final Clock clock;
    private final Rows rows;
    private final OwnAgencies own;
    private final Outbox outbox;
    private final Parking parking;
    private final Alerting alerting;

    StuckErrands(Clock clock, Rows rows, OwnAgencies own, Outbox outbox, Parking parking, Alerting alerting) {
        this.clock = clock;
        this.rows = rows;
        this.own = own;
        this.outbox = outbox;
        this.parking = parking;
        this.alerting = alerting;
    }

    /** What errands are about. */
    @Component("stuckRows")
    record Rows(MessageRows messages, DeadlineRows deadlines, RequestRows requests, OwedReceipts receipts) {}

    /** In one transaction: the errand is struck off, and a person is told. */
    @Transactional
    public void setAside(String address, String subject, Stuck why) {
        LOG.error("{} of {} is set aside: {}", subject, address, why);
        Instant now = clock.instant();
        boolean told = switch (address) {
            case Addresses.OUTBOUND, Addresses.INBOUND -> message(address, subject, why, now);
            case Addresses.DEADLINES -> deadline(subject, why, now);
            case Addresses.RECEIPTS -> receipt(subject, why, now);
            case Addresses.CERTIFICATES -> standing(subject, why, now);
            default -> false;
        };
        if (told) {
            outbox.done(address, subject);
        } else {
            outbox.later(address, subject, now.plus(PUT_OFF));
        }
    }

    /** It is looked at again in an hour; until that goes well the operators know that nobody looks. */
    private boolean standing(String subject, Stuck why, Instant now) {
        own.ids()
                .forEach(agency ->
                        alerting.raise(agency, why.alert("certificates-unwatched"), subject, Optional.empty(), now));
        return false;
    }

    private boolean message(String address, String subject, Stuck why, Instant now) {
        Optional<MessageRow> row = MessageId.parse(subject).flatMap(rows.messages()::lock);
        row.ifPresent(found -> {
            if (rows.messages().move(found.id(), DeliveryState.PARKED, now)) {
                parking.park(found, address, why.reason(), why.problem().problem(), now);
                // its call has ended: when it cannot be sealed once more there is another
                if (Carrying.waitsForACertificate(found)) {
                    rows.messages().waitsForNothing(found.id());
                }
            }
            // one that ended, or is parked already, has its person; a bug is told in any case
            if (why == Stuck.BUG) {
                alerting.raise(found, why.alert(Alerting.MESSAGE_PARKED), now);
            }
        });
        return row.isPresent();
    }

    private boolean deadline(String subject, Stuck why, Instant now) {
        return rows.deadlines()
                .lock(UUID.fromString(subject))
                .flatMap(deadline -> rows.requests().find(deadline.request()))
                .map(request -> {
                    parking.errand(
                            new ParkedRows.Parked(
                                    UUID.randomUUID(),
                                    request.agency(),
                                    Optional.of(request.matter()),
                                    Optional.of(request.unit()),
                                    Optional.of(request.id()),
                                    Optional.of(request.partner()),
                                    Addresses.DEADLINES,
                                    Optional.of(subject),
                                    why.reason(),
                                    why.problem().code(),
                                    Optional.empty(),
                                    now),
                            why.alert("deadline-parked"));
                    return true;
                })
                .orElse(false);
    }

    private boolean receipt(String subject, Stuck why, Instant now) {
        Optional<OwedReceipts.Owed> owed = rows.receipts().find(new PayloadId(UUID.fromString(subject)));
        owed.ifPresent(found ->
                parking.receipt(found, why.reason(), why.problem().problem(), why.alert("receipt-parked"), now));
        return owed.isPresent();
    }
}
