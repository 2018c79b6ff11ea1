package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.envelope.Arrival;
import org.comity.journal.Inbox;
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
    private final Inbox inbox;
    private final Payloads payloads;
    private final CaseworkSettings settings;
    private final Alerting alerting;
    private final Announcements announcements;
    private final Noise noise = new Noise();

    UnknownCertificates(
            ParkedRows parked,
            Inbox inbox,
            Payloads payloads,
            CaseworkSettings settings,
            Alerting alerting,
            Announcements announcements) {
        this.parked = parked;
        this.inbox = inbox;
        this.payloads = payloads;
        this.settings = settings;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    @Transactional
    public Reception keep(Reading.Unregistered reading) {
        Arrival arrival = reading.arrival();
        AgencyId partner = arrival.claimed().id();
        parked.oneAtATime(partner, REASON);
        if (inbox.find(arrival.id()).isPresent()) {
            call(arrival); // the message is here; its sender hears its receipt once we know the key
        } else if (!parked.holds(partner, REASON, Digest.of(reading.raw()))) {
            if (hasRoom(partner, reading.raw().length)) {
                park(reading, partner);
            } else {
                noise.hear(
                        arrival,
                        number -> announce(arrival, "noise.counted", Map.of("number", number)),
                        () -> say(reading, "message.not-kept"));
            }
        }
        return new Reception.NotUnderstood(reading.problems());
    }

    /**
     * What is kept unread of a message that has come in another way, as when its sender signed it again, says nothing more. Something else
     * under the same id stays for a person, to whom its conflict shows when it is unparked.
     */
    void over(Arrival arrival, Digest mic) {
        int copies = parked.resolveCopies(
                arrival.id(), mic, arrival.claimed().id(), arrival.own(), Actor.GATEWAY, arrival.now());
        if (copies > 0) {
            announce(arrival, "message.copy-settled", Map.of("mic", mic.hex(), "number", Integer.toString(copies)));
        }
    }

    private boolean hasRoom(AgencyId partner, int more) {
        ParkedRows.Held held = parked.held(partner, REASON);
        return held.count() < settings.unknownCertificateMessages()
                && held.bytes() + more <= settings.unknownCertificateBytes().toBytes();
    }

    private void park(Reading.Unregistered reading, AgencyId partner) {
        Arrival arrival = reading.arrival();
        Instant now = arrival.now();
        UUID id = UUID.randomUUID();
        parked.insert(new ParkedRows.Parked(
                id,
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
        parked.saysMic(id, reading.mic());
        say(reading, "message.parked");
        call(arrival);
    }

    /** Once for a partner's rollover, not for each message of it. */
    private void call(Arrival arrival) {
        alerting.raise(arrival.own(), arrival.claimed().id(), "unknown-certificate", arrival.now());
    }

    private void say(Reading.Unregistered reading, String event) {
        announce(
                reading.arrival(),
                event,
                Map.of(
                        "reason", REASON,
                        "certificate", reading.certificate().hex(),
                        "problem", reading.problems().getFirst().type().code()));
    }

    private void announce(Arrival arrival, String event, Map<String, String> detail) {
        announcements.say(Happening.byGateway(arrival, event), detail, arrival.now());
    }
}
