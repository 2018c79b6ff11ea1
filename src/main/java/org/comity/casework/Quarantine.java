package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.ParkedRows;
import org.comity.journal.PayloadId;
import org.comity.journal.ScanRows;
import org.comity.messages.MessageId;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** UC-11/3f: a file in which the scanner found something. Nobody opens it any more; it stays as evidence of what was sent. */
@Component
class Quarantine {
    /** Of the parked row. */
    private static final String INFECTED = "INFECTED";

    private final ScanRows scans;
    private final MessageRows messages;
    private final ParkedRows parked;
    private final Alerting alerting;
    private final Announcements announcements;

    Quarantine(
            ScanRows scans, MessageRows messages, ParkedRows parked, Alerting alerting, Announcements announcements) {
        this.scans = scans;
        this.messages = messages;
        this.parked = parked;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    @Transactional
    public void found(PayloadId payload, String signature, Instant now) {
        boolean known = scans.find(payload).flatMap(ScanRows.Scanned::signature).isPresent();
        scans.put(payload, new ScanRows.Scanned(now, Optional.of(signature)));
        if (!known) {
            scans.messageOf(payload)
                    .flatMap(MessageId::parse)
                    .flatMap(messages::find)
                    .ifPresent(row -> tell(row, signature, now));
        }
    }

    private void tell(MessageRow row, String signature, Instant now) {
        announcements.say(Happening.byGateway(row, "attachment.quarantined"), Map.of("found", signature), now);
        parked.insert(ParkedRows.Parked.of(
                row, Addresses.ATTACHMENTS, Optional.empty(), INFECTED, DeskProblem.QUARANTINED.code(), now));
        alerting.raise(row, "attachment-quarantined", now);
    }
}
