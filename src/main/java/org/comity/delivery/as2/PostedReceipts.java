package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.comity.envelope.Receipt;
import org.comity.envelope.Receipts;
import org.comity.envelope.VerifiedReceipt;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.springframework.stereotype.Component;

/** UC-02/4b: a receipt that its partner posts by itself is verified like one in an answer; when it comes is all that differs. */
@Component("postedReceipts")
public class PostedReceipts {
    private static final BoundedReading READING = new BoundedReading(Receipt.LONGEST, Duration.ofSeconds(30));

    private final Clock clock;
    private final BodyRoom room;
    private final Callers callers;
    private final MessageRows messages;
    private final Receipts receipts;
    private final Refusals refusals;

    PostedReceipts(
            Clock clock, BodyRoom room, Callers callers, MessageRows messages, Receipts receipts, Refusals refusals) {
        this.clock = clock;
        this.room = room;
        this.callers = callers;
        this.messages = messages;
        this.receipts = receipts;
        this.refusals = refusals;
    }

    /** A receipt that proves what it says about a message of ours to the partner whose connection it came by. */
    public Checked<Outcome> verify(Exchange exchange) throws InterruptedException {
        HttpServletRequest request =
                exchange.getMessage(PlatformHttpMessage.class).getRequest();
        Optional<AgencyId> from = As2Headers.agency(request, As2Headers.FROM);
        if (from.isEmpty()) {
            return Checked.failed(DeliveryProblem.HEADERS_MISSING.problem());
        }
        return switch (callers.identify(request, from.get())) {
            case Checked.Failed<Partner>(var problems) -> Checked.failed(problems);
            case Checked.Passed<Partner>(var partner) -> verify(exchange, request, partner);
        };
    }

    private Checked<Outcome> verify(Exchange exchange, HttpServletRequest request, Partner partner)
            throws InterruptedException {
        String contentType = Optional.ofNullable(request.getContentType()).orElse("");
        return room.enter(exchange, partner.id(), Receipt.LONGEST)
                .then(place -> READING.read(request))
                .then(body -> Receipt.received(contentType, body))
                .then(receipt -> verify(receipt, partner));
    }

    public Answer answer(Checked<Outcome> verified) {
        return switch (verified) {
            case Checked.Passed<Outcome> recorded -> Answer.thanks();
            case Checked.Failed<Outcome>(var problems) -> {
                refusals.note(problems, Optional.empty());
                yield Answer.problem(problems);
            }
        };
    }

    private Checked<Outcome> verify(Receipt receipt, Partner partner) {
        Instant now = clock.instant();
        Optional<MessageRow> row = receipts.claimedOriginal(receipt)
                .flatMap(messages::find)
                .filter(found ->
                        found.direction() == Direction.OUT && found.partner().equals(partner.id()));
        Optional<Digest> mic = row.flatMap(sent -> sent.kept().mic());
        if (row.isEmpty() || mic.isEmpty()) {
            return Checked.failed(DeliveryProblem.NO_RECEIPT.problem());
        }
        return receipts.verify(receipt, row.get().id(), mic.get(), partner, now)
                .then(verified -> Checked.passed(outcome(row.get(), verified)));
    }

    private static Outcome outcome(MessageRow row, VerifiedReceipt receipt) {
        return receipt.isAccepted()
                ? new Outcome.Delivered(row.id(), receipt, Duration.ZERO)
                : new Outcome.TurnedAway(row.id(), receipt, Duration.ZERO);
    }
}
