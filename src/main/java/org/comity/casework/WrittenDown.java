package org.comity.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.ByHand;
import org.comity.messages.MessageId;

/**
 * What an officer writes down of something that went or came by hand.
 *
 * @param number of a registry or courier; may be empty
 * @param scan the proof
 */
public record WrittenDown(
        Instant at,
        ByHand.Way way,
        ByHand.Party sender,
        ByHand.Party recipient,
        String number,
        Optional<StoredFile> scan) {

    public WrittenDown with(Optional<StoredFile> proof) {
        return new WrittenDown(at, way, sender, recipient, number, proof);
    }

    ByHand of(UUID id, MessageId message, ByHand.What what, String recordedBy, Instant now) {
        return new ByHand(
                id,
                message,
                what,
                at,
                way,
                sender,
                recipient,
                number,
                scan.map(StoredFile::scan),
                recordedBy,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it can have happened: not before the minute of {@code earliest}, for people note minutes; and not ahead of {@code notEarly}, the latest hour that it may be (THREAT-89). */
    boolean isPossible(Instant earliest, Instant notEarly) {
        return !at.isBefore(earliest.truncatedTo(ChronoUnit.MINUTES)) && !at.isAfter(notEarly);
    }
}
