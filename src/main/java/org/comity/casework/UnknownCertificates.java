package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.envelope.Arrival;
import org.comity.journal.ParkedRows;
import org.comity.journal.Payloads;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-03/4b: keeps what a partner signed with a key that it has not told us of, until its new profile is in force (THREAT-74). The sender hears
 * the coarse answer and nothing of this. Bounded for each partner, and the same bytes are kept once, so that it is no way to fill the disk.
 */
@Component
class UnknownCertificates {
    static final String REASON = "UNKNOWN_CERT";

    private final ParkedRows parked;
    private final Payloads payloads;
    private final CaseworkSettings settings;
    private final Alerting alerting;
    private final Announcements announcements;

    UnknownCertificates(
            ParkedRows parked,
            Payloads payloads,
            CaseworkSettings settings,
            Alerting alerting,
            Announcements announcements) {
        this.parked = parked;
        this.payloads = payloads;
        this.settings = settings;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    @Transactional
    public Reception keep(Reading.Unregistered reading) {
        AgencyId partner = reading.arrival().claimed().id();
        parked.oneAtATime(partner, REASON);
        if (!parked.holds(partner, REASON, Digest.of(reading.raw()))) {
            if (hasRoom(partner, reading.raw().length)) {
                park(reading, partner);
            } else {
                say(reading, "message.not-kept");
            }
        }
        return new Reception.NotUnderstood(reading.problems());
    }

    /** What is kept unread of a message that has come in another way, as when its sender signed it again: it says nothing more. */
    void over(Arrival arrival) {
        parked.resolveAll(arrival.id(), arrival.claimed().id(), REASON, "received", arrival.now());
    }

    private boolean hasRoom(AgencyId partner, int more) {
        ParkedRows.Held held = parked.held(partner, REASON);
        return held.count() < settings.unknownCertificateMessages()
                && held.bytes() + more <= settings.unknownCertificateBytes().toBytes();
    }

    private void park(Reading.Unregistered reading, AgencyId partner) {
        Arrival arrival = reading.arrival();
        Instant now = arrival.now();
        parked.insert(new ParkedRows.Parked(
                UUID.randomUUID(),
                arrival.own(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(arrival.id()),
                Optional.of(partner),
                Addresses.INBOUND,
                Optional.empty(),
                REASON,
                reading.problems().getFirst().type().code(),
                Optional.of(payloads.store(reading.raw())),
                now));
        say(reading, "message.parked");
        alerting.raise(arrival.own(), partner, "unknown-certificate", now);
    }

    private void say(Reading.Unregistered reading, String event) {
        Arrival arrival = reading.arrival();
        announcements.say(
                new Happening(
                        event,
                        Actor.GATEWAY,
                        arrival.own(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(arrival.id()),
                        Optional.of(arrival.claimed().id())),
                Map.of(
                        "reason", REASON,
                        "certificate", reading.certificate().hex(),
                        "problem", reading.problems().getFirst().type().code()),
                arrival.now());
    }
}
