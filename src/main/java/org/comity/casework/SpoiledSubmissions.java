package org.comity.casework;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.ParkedRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-01/1b: a queued submission that could be neither taken nor answered: its sender hears nothing, so a person of ours does. */
@Service
public class SpoiledSubmissions {
    private final Clock clock;
    private final OwnAgencies own;
    private final Payloads payloads;
    private final ParkedRows parked;
    private final Parking parking;

    SpoiledSubmissions(Clock clock, OwnAgencies own, Payloads payloads, ParkedRows parked, Parking parking) {
        this.clock = clock;
        this.own = own;
        this.payloads = payloads;
        this.parked = parked;
        this.parking = parking;
    }

    /**
     * Once for each queued message, however often the broker offers it.
     *
     * @param queued its id at the broker
     * @param text what it said, if it is text within the bounds
     */
    @Transactional
    public void setAside(String queued, Optional<String> text, Problem problem) {
        UUID id = UUID.nameUUIDFromBytes(queued.getBytes(StandardCharsets.UTF_8));
        if (parked.isKnown(id)) {
            return;
        }
        Instant now = clock.instant();
        OwnAgency agency = own.first();
        Optional<PayloadId> raw =
                text.filter(some -> !some.isEmpty()).map(some -> payloads.store(some.getBytes(StandardCharsets.UTF_8)));
        parking.errand(
                new ParkedRows.Parked(
                        id,
                        agency.id(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Addresses.SUBMIT,
                        Optional.empty(),
                        "spoiled-submission",
                        problem.type().code(),
                        raw,
                        now),
                "submission-parked");
    }
}
