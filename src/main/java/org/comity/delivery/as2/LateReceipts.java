package org.comity.delivery.as2;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.delivery.queues.Address;
import org.comity.envelope.Receipt;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;

/** UC-03/9a: posts a receipt to the URL of its partner's profile, and nowhere else, until the partner took it or it is pointless. */
@Component("lateReceipts")
public class LateReceipts {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofHours(1));

    private final Clock clock;
    private final Lanes lanes;
    private final Rows rows;
    private final As2Settings settings;
    private final SecureRandom random = new SecureRandom();

    LateReceipts(Clock clock, Lanes lanes, Rows rows, As2Settings settings) {
        this.clock = clock;
        this.lanes = lanes;
        this.rows = rows;
        this.settings = settings;
    }

    /** What a receipt is found by. */
    @Component("lateReceiptRows")
    public record Rows(
            MessageRows messages, ReceiptRows receipts, Payloads payloads, Partners partners, Outbox outbox) {}

    public void post(MessageId id) throws InterruptedException {
        Instant now = clock.instant();
        Optional<MessageRow> message = rows.messages().find(id).filter(row -> now.isBefore(row.notAfter()));
        Optional<Partner> partner = message.flatMap(row -> rows.partners().find(row.partner()))
                .filter(one -> one.channel().asynchronousReceiptTo().isPresent());
        if (message.isEmpty() || partner.isEmpty() || post(message.get(), partner.get())) {
            rows.outbox().done(Address.RECEIPTS.queue(), id.toString());
        } else {
            int failures =
                    1 + (int) Duration.between(message.get().created(), now).toMinutes();
            rows.outbox().later(Address.RECEIPTS.queue(), id.toString(), now.plus(PAUSES.after(failures, random)));
        }
    }

    private boolean post(MessageRow message, Partner partner) throws InterruptedException {
        Receipt receipt = new Receipt(rows.payloads()
                .read(rows.receipts().find(message.id()).orElseThrow().payload()));
        Lane lane = lanes.between(message.agency(), partner);
        if (lane.enter(clock.instant()).isPresent()) {
            return false;
        }
        try {
            HttpAnswer answer = lane.post(As2Headers.receipt(
                    message.agency(),
                    partner.id(),
                    receipt,
                    partner.channel().asynchronousReceiptTo().orElseThrow(),
                    settings.answerTimeout()));
            lane.answered();
            return answer.saysDone();
        } catch (IOException away) {
            lane.failed(clock.instant());
            return false;
        } finally {
            lane.leave();
        }
    }
}
