package org.comity.delivery.as2;

import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.comity.casework.ClockWatch;
import org.comity.casework.Priorities;
import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.comity.delivery.queues.Address;
import org.comity.delivery.relay.Pauses;
import org.comity.envelope.Receipt;
import org.comity.journal.Outbox;
import org.comity.journal.OwedReceipts;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.partners.As2Channel;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** UC-03/9a: posts a receipt to the URL of its partner's profile, and nowhere else, until the partner took it or a person is asked. */
@Component("lateReceipts")
public class LateReceipts {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofHours(1));

    /** The pause doubles for each of these that the partner has not taken it; nobody counts its tries. */
    private static final Duration DOUBLING = Duration.ofMinutes(1);

    private static final Lane.Wish RECEIPT = new Lane.Wish(false, Priorities.RECEIPT);

    private static final CompletionStage<Boolean> TAKEN = CompletableFuture.completedStage(true);
    private static final CompletionStage<Boolean> NOT_TAKEN = CompletableFuture.completedStage(false);

    private final Clock clock;
    private final Lanes lanes;
    private final Rows rows;
    private final StuckErrands stuck;
    private final As2Settings settings;
    private final TransactionTemplate transactions;
    private final ClockWatch clocks;
    private final SecureRandom random = new SecureRandom();

    LateReceipts(
            Clock clock,
            Lanes lanes,
            Rows rows,
            StuckErrands stuck,
            As2Settings settings,
            PlatformTransactionManager transactions,
            ClockWatch clocks) {
        this.clock = clock;
        this.lanes = lanes;
        this.rows = rows;
        this.stuck = stuck;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
        this.clocks = clocks;
    }

    /** What is owed, to whom, and since when. */
    @Component("lateReceiptRows")
    public record Rows(OwedReceipts owed, Payloads payloads, Partners partners, Outbox outbox) {}

    /**
     * One try.
     *
     * @param owed what was offered; empty if it was taken or struck off before
     */
    public record Offered(Optional<OwedReceipts.Owed> owed) {}

    /** @param receipt its payload */
    public CompletionStage<Offered> post(UUID receipt) {
        PayloadId id = new PayloadId(receipt);
        Optional<OwedReceipts.Owed> owed = rows.owed().find(id);
        return owed.map(this::offer)
                .orElse(TAKEN) // or struck off meanwhile
                .thenApply(isTaken -> {
                    if (isTaken) {
                        transactions.executeWithoutResult(together -> taken(id));
                    } else {
                        owed.ifPresent(this::later);
                    }
                    return new Offered(owed);
                });
    }

    /** Together: the same receipt may be owed again at this moment, and would be left without its errand. */
    private void taken(PayloadId id) {
        rows.owed().taken(id);
        rows.outbox().done(Address.RECEIPTS.queue(), id.toString());
    }

    private void later(OwedReceipts.Owed owed) {
        Instant now = clock.instant();
        String id = owed.receipt().toString();
        if (now.isAfter(owed.until()) && clocks.isSettled(now)) {
            stuck.setAside(Address.RECEIPTS.queue(), id, Stuck.NOT_TAKEN);
        } else {
            int doublings = (int) owed.age(now).dividedBy(DOUBLING);
            rows.outbox().later(Address.RECEIPTS.queue(), id, now.plus(PAUSES.after(1 + doublings, random)));
        }
    }

    /** @return whether the partner took it */
    private CompletionStage<Boolean> offer(OwedReceipts.Owed owed) {
        Optional<Partner> partner = rows.partners().find(owed.partner()).filter(Partner::isActive);
        Optional<URI> url = partner.flatMap(Partner::channel).flatMap(As2Channel::asynchronousReceiptTo);
        return url.isPresent() ? offer(owed, partner.get(), url.get()) : NOT_TAKEN;
    }

    private CompletionStage<Boolean> offer(OwedReceipts.Owed owed, Partner partner, URI url) {
        Lane lane = lanes.between(owed.agency(), partner);
        return lane.enter(clock.instant(), RECEIPT).thenCompose(admission -> switch (admission) {
            case Admission.Wait wait -> NOT_TAKEN;
            case Admission.Go go ->
                lane.post(go, () -> request(owed, partner, url))
                        .handle((answer, broken) -> broken == null && answer.saysDone());
        });
    }

    private HttpRequest request(OwedReceipts.Owed owed, Partner partner, URI url) {
        Receipt receipt = new Receipt(rows.payloads().read(owed.receipt()));
        return As2Headers.receipt(owed.agency(), partner.id(), receipt, url, settings.answerTimeout());
    }
}
