package org.comity.casework;

import java.time.Instant;
import java.util.List;
import org.comity.envelope.Arrival;
import org.comity.journal.ParkedRows;
import org.comity.journal.Payloads;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * UC-07/3b: bytes that were parked before they could be read are read again, as if they came now: the same checks, with the registry and the
 * time of now, since a message that ended while it lay here is one that its sender has given up.
 */
@Component
class Reopening {
    private final Payloads payloads;
    private final Partners partners;
    private final Receiving receiving;

    Reopening(Payloads payloads, Partners partners, Receiving receiving) {
        this.payloads = payloads;
        this.partners = partners;
        this.receiving = receiving;
    }

    /** Joins the caller's transaction. Empty: the message took its effect, and its receipt waits for the sender's next try. */
    List<Problem> reopen(ParkedRows.Parked row, Instant now) {
        Checked<Partner> active = row.partner()
                .flatMap(partners::find)
                .filter(Partner::isActive)
                .map(Checked::passed)
                .orElseGet(() -> Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem()));
        return switch (active) {
            case Checked.Failed<Partner>(var problems) -> problems;
            case Checked.Passed<Partner>(var partner) ->
                reopen(
                        payloads.read(row.raw().orElseThrow()),
                        new Arrival(row.agency(), partner, row.message().orElseThrow(), now));
        };
    }

    private List<Problem> reopen(byte[] raw, Arrival arrival) {
        Reading reading = receiving.read(raw, arrival, receiving.open(raw, arrival));
        return switch (reading) {
            case Reading.Understood understood ->
                switch (receiving.record(understood, false)) {
                    case Reception.Receipted receipted -> List.of();
                    case Reception.TurnedAway(var receipt, var problems) -> problems;
                    case Reception.NotUnderstood(var problems) -> problems;
                };
            case Reading.Objectionable objectionable -> objectionable.problems();
            case Reading.Unreadable unreadable -> unreadable.problems();
            case Reading.Unregistered unregistered -> unregistered.problems();
        };
    }
}
