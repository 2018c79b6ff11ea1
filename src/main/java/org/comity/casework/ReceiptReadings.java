package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.envelope.Receipt;
import org.comity.envelope.Receipts;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.ReceiptRows;
import org.comity.journal.StoredReceipt;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-11/3c: a stored receipt as a person reads it, verified again at each reading from the stored bytes alone: signature, message id and
 * the MIC of our stored message. Nothing of an earlier verification is believed.
 */
@Service
public class ReceiptReadings {
    private final Clock clock;
    private final Readings readings;
    private final MessageRows messages;
    private final ReceiptRows receipts;
    private final Partners partners;
    private final Receipts verifier;

    ReceiptReadings(
            Clock clock,
            Readings readings,
            MessageRows messages,
            ReceiptRows receipts,
            Partners partners,
            Receipts verifier) {
        this.clock = clock;
        this.readings = readings;
        this.messages = messages;
        this.receipts = receipts;
        this.partners = partners;
        this.verifier = verifier;
    }

    /**
     * @param mic of the message, by our own rows
     * @param signed when, as its signer claims under the signature; empty if it does not verify
     * @param problems why it does not verify; empty if it does
     * @param verified when that was found out: now
     */
    public record ReadReceipt(
            StoredReceipt stored, Digest mic, Optional<Instant> signed, List<Problem> problems, Instant verified) {
        public ReadReceipt {
            problems = List.copyOf(problems);
        }
    }

    /** The reading is journalled as that of the receipt itself. */
    @Transactional
    public Checked<ReadReceipt> read(Actor actor, MessageId request, MessageId message) {
        return readings.receipt(actor, request, message).then(bytes -> {
            Optional<MessageRow> row = messages.find(message);
            Optional<StoredReceipt> stored = receipts.find(message);
            if (row.isEmpty() || row.get().kept().mic().isEmpty() || stored.isEmpty()) {
                return Checked.failed(DeskProblem.NOT_FOUND.problem());
            }
            Digest mic = row.get().kept().mic().get();
            Checked<Instant> again = verify(new Receipt(bytes), row.get(), mic, stored.get());
            Optional<Instant> signed =
                    again instanceof Checked.Passed<Instant>(var at) ? Optional.of(at) : Optional.empty();
            return Checked.passed(new ReadReceipt(stored.get(), mic, signed, again.problems(), clock.instant()));
        });
    }

    private Checked<Instant> verify(Receipt receipt, MessageRow row, Digest mic, StoredReceipt stored) {
        if (stored.direction() == Direction.OUT) {
            return verifier.verifyOurs(receipt, row.id(), mic, stored.signer());
        }
        Optional<Partner> partner = partners.find(row.partner());
        return partner.isEmpty()
                ? Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.problem())
                : verifier.verify(receipt, row.id(), mic, partner.get(), stored.at())
                        .then(verified -> Checked.passed(verified.signedAt()));
    }
}
