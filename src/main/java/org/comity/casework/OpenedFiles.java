package org.comity.casework;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.comity.journal.PayloadId;
import org.comity.matters.Purpose;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;

/** UC-11/3: the one way to the bytes of files: found within need-to-know, scanned, journalled, in this order. */
@Service
public class OpenedFiles {
    private final Readings readings;
    private final Scanning scanning;

    OpenedFiles(Readings readings, Scanning scanning) {
        this.readings = readings;
        this.scanning = scanning;
    }

    /**
     * A file that came with a message of {@code request}, or goes with it; of any length.
     *
     * @param purpose for the log of uses; what the partner supplied on conditions is not used without saying for what (ETS185/28/4)
     */
    public Checked<Readings.OpenedFile> attachment(
            Actor actor, MessageId request, MessageId message, Digest sha256, Optional<Purpose> purpose) {
        if (purpose.isEmpty() && readings.isBound(actor, request, message)) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("purpose"));
        }
        return open(
                readings.payload(actor, request, message, sha256),
                () -> readings.attachment(actor, request, message, sha256, purpose));
    }

    /** The proof of what was recorded by hand. */
    public Checked<Readings.OpenedFile> scan(Actor actor, MessageId request, MessageId message, UUID record) {
        return open(
                readings.payloadOfScan(actor, request, message, record),
                () -> readings.scan(actor, request, message, record));
    }

    /**
     * The proof of an own access.
     *
     * @param matter its reference
     */
    public Checked<Readings.OpenedFile> access(Actor actor, String matter, UUID entry) {
        return open(readings.payloadOfAccess(actor, matter, entry), () -> readings.access(actor, matter, entry));
    }

    /** @param payload empty for what is not there, not whole or not the actor's: {@code opening} says which */
    private Checked<Readings.OpenedFile> open(
            Optional<PayloadId> payload, Supplier<Checked<Readings.OpenedFile>> opening) {
        Optional<Problem> objection = payload.flatMap(scanning::objection);
        return objection.<Checked<Readings.OpenedFile>>map(Checked::failed).orElseGet(opening);
    }
}
