package org.comity.delivery.as2;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.envelope.Receipt;
import org.comity.envelope.Receipts;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.Digest;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** UC-02/4: is the answer the partner's signed receipt for this very message? Whatever its status says, a signature outweighs it. */
@Component("proofs")
public class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final Clock clock;
    private final Receipts receipts;

    Proofs(Clock clock, Receipts receipts) {
        this.clock = clock;
        this.receipts = receipts;
    }

    public Outcome verify(Posted posted) {
        return switch (posted) {
            case Posted.Nothing(var id) -> new Outcome.Nothing(id);
            case Posted.Held(var id, var reason, var until) -> new Outcome.Held(id, reason, until);
            case Posted.Unreachable(var ready, var problem, var took) ->
                new Outcome.TryLater(ready.message(), problem, took);
            case Posted.Answered(var ready, var answer, var took) -> verify(ready, answer, took);
        };
    }

    private Outcome verify(Ready ready, HttpAnswer answer, Duration took) {
        Digest mic = ready.message().kept().mic().orElseThrow(() -> new GatewayBug("a sealed message has its MIC"));
        Checked<VerifiedReceipt> checked = Receipt.received(answer.contentType(), answer.body())
                .then(receipt -> receipts.verify(receipt, ready.message().id(), mic, ready.partner(), clock.instant()));
        return switch (checked) {
            case Checked.Passed<VerifiedReceipt>(var receipt) -> proved(ready, receipt, took);
            case Checked.Failed<VerifiedReceipt>(var problems) -> unproved(ready, answer, problems, took);
        };
    }

    private static Outcome proved(Ready ready, VerifiedReceipt receipt, Duration took) {
        return receipt.isAccepted()
                ? new Outcome.Delivered(ready.message().id(), receipt, took)
                : new Outcome.TurnedAway(ready.message().id(), receipt, took);
    }

    private static Outcome unproved(Ready ready, HttpAnswer answer, List<Problem> problems, Duration took) {
        LOG.info("{} has no proof yet: {}, {}", ready.message().id(), answer, problems);
        if (answer.saysUnwell() || answer.saysBusy()) {
            return new Outcome.TryLater(ready.message(), DeliveryProblem.UNWELL.problem(), took);
        }
        return answer.saysDone()
                ? new Outcome.TryLater(ready.message(), DeliveryProblem.NO_RECEIPT.problem(), took) // THREAT-128
                : new Outcome.RefusedUnsigned(ready.message(), DeliveryProblem.REFUSED_UNSIGNED.problem(), took);
    }
}
