package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.AccessRows;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.ParkedRows;
import org.comity.journal.PayloadId;
import org.comity.journal.ScanRows;
import org.comity.matters.Matter;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** UC-11/3f: a file in which the scanner found something. Nobody opens it any more; it stays as evidence of what was sent. */
@Component
class Quarantine {
    /** Of the parked row. */
    private static final String INFECTED = "INFECTED";

    private static final String CAUSE = "attachment-quarantined";

    private static final String NOT_SCANNED = "attachment-not-scanned";

    private final ScanRows scans;
    private final MessageRows messages;
    private final AccessRows accesses;
    private final MatterRows matters;
    private final ParkedRows parked;
    private final Alerting alerting;
    private final Announcements announcements;

    Quarantine(
            ScanRows scans,
            MessageRows messages,
            AccessRows accesses,
            MatterRows matters,
            ParkedRows parked,
            Alerting alerting,
            Announcements announcements) {
        this.scans = scans;
        this.messages = messages;
        this.accesses = accesses;
        this.matters = matters;
        this.parked = parked;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    @Transactional
    public void found(PayloadId payload, String signature, Instant now) {
        boolean known = scans.find(payload).flatMap(ScanRows.Scanned::signature).isPresent();
        scans.put(payload, new ScanRows.Scanned(now, Optional.of(signature)));
        if (!known) {
            message(payload).ifPresent(row -> tell(row, signature, now));
            accesses.matterOf(payload).flatMap(matters::find).ifPresent(matter -> tell(matter, signature, now));
        }
    }

    /** UC-11/3e: nobody can open it; what else came in is looked at all the same. */
    @Transactional
    public void notScanned(PayloadId payload, Instant now) {
        scans.passOver(payload);
        message(payload).ifPresent(row -> alerting.raise(row, NOT_SCANNED, now));
    }

    private Optional<MessageRow> message(PayloadId payload) {
        return scans.messageOf(payload).flatMap(MessageId::parse).flatMap(messages::find);
    }

    /** The proof of an own access (UC-26) came with no message, and in its matter perhaps nobody was asked. */
    private void tell(Matter matter, String signature, Instant now) {
        Happening found = Happening.of(matter, "attachment.quarantined", Actor.GATEWAY);
        announcements.say(found, Map.of("found", signature), now);
        alerting.raise(matter.agency(), CAUSE, matter.id().toString(), Optional.empty(), now);
    }

    private void tell(MessageRow row, String signature, Instant now) {
        announcements.say(Happening.byGateway(row, "attachment.quarantined"), Map.of("found", signature), now);
        parked.insert(ParkedRows.Parked.of(
                row, Addresses.ATTACHMENTS, Optional.empty(), INFECTED, DeskProblem.QUARANTINED.code(), now));
        alerting.raise(row, CAUSE, now);
    }
}
