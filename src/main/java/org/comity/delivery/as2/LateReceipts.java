package org.comity.delivery.as2;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.comity.delivery.queues.Address;
import org.comity.delivery.relay.Pauses;
import org.comity.envelope.Receipt;
import org.comity.journal.Outbox;
import org.comity.journal.OwedReceipts;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;

/** UC-03/9a: posts a receipt to the URL of its partner's profile, and nowhere else, until the partner took it or a person is asked. */
@Component("lateReceipts")
public class LateReceipts {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofHours(1));

    /** The pause doubles for each of these that the partner has not taken it; nobody counts its tries. */
    private static final Duration DOUBLING = Duration.ofMinutes(1);

    private final Clock clock;
    private final Lanes lanes;
    private final Rows rows;
    private final StuckErrands stuck;
    private final As2Settings settings;
    private final SecureRandom random = new SecureRandom();

    LateReceipts(Clock clock, Lanes lanes, Rows rows, StuckErrands stuck, As2Settings settings) {
        this.clock = clock;
        this.lanes = lanes;
        this.rows = rows;
        this.stuck = stuck;
        this.settings = settings;
    }

    /** What is owed, to whom, and since when. */
    @Component("lateReceiptRows")
    public record Rows(OwedReceipts owed, Payloads payloads, Partners partners, Outbox outbox) {}

    /** @param receipt its payload */
    public void post(UUID receipt) throws InterruptedException {
        PayloadId id = new PayloadId(receipt);
        Optional<OwedReceipts.Owed> owed = rows.owed().find(id);
        if (owed.isEmpty() || isTaken(owed.get())) {
            rows.owed().taken(id);
            rows.outbox().done(Address.RECEIPTS.queue(), id.toString());
            return;
        }
        Instant now = clock.instant();
        if (now.isAfter(owed.get().until())) {
            stuck.setAside(Address.RECEIPTS.queue(), id.toString(), Stuck.NOT_TAKEN);
        } else {
            int doublings = (int) owed.get().age(now).dividedBy(DOUBLING);
            rows.outbox().later(Address.RECEIPTS.queue(), id.toString(), now.plus(PAUSES.after(1 + doublings, random)));
        }
    }

    private boolean isTaken(OwedReceipts.Owed owed) throws InterruptedException {
        Optional<Partner> partner = rows.partners().find(owed.partner()).filter(Partner::isActive);
        Optional<URI> url = partner.flatMap(active -> active.channel().asynchronousReceiptTo());
        return url.isPresent() && isTaken(owed, partner.get(), url.get());
    }

    private boolean isTaken(OwedReceipts.Owed owed, Partner partner, URI url) throws InterruptedException {
        Lane lane = lanes.between(owed.agency(), partner);
        if (lane.enter(clock.instant()).isPresent()) {
            return false;
        }
        try {
            Receipt receipt = new Receipt(rows.payloads().read(owed.receipt()));
            HttpAnswer answer =
                    lane.post(As2Headers.receipt(owed.agency(), partner.id(), receipt, url, settings.answerTimeout()));
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
