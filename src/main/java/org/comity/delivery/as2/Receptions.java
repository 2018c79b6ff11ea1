package org.comity.delivery.as2;

import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.comity.casework.Reading;
import org.comity.casework.Receiving;
import org.comity.casework.Reception;
import org.comity.envelope.Receipt;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** UC-03/2 to 9: opens a parcel, records it in one transaction, and only then makes the answer. */
@Component("reception")
public class Receptions {

    private static final Logger LOG = LoggerFactory.getLogger(Receptions.class);

    private final Receiving receiving;
    private final Refusals refusals;

    Receptions(Receiving receiving, Refusals refusals) {
        this.receiving = receiving;
        this.refusals = refusals;
    }

    /** A parcel and what opening made of it. */
    public record Unsealed(Parcel parcel, Reading reading) {}

    /** A parcel and what is now durable of it. */
    public record Recorded(Parcel parcel, Reception reception) {}

    /** Pure: bytes, keys, registry and clock. */
    public Checked<Unsealed> open(Checked<Parcel> taken) {
        return taken.then(parcel -> {
            var opening = receiving.open(parcel.raw(), parcel.arrival());
            return Checked.passed(new Unsealed(parcel, receiving.read(parcel.raw(), parcel.arrival(), opening)));
        });
    }

    /** The one transaction; an exception means that nothing is acknowledged. */
    public Checked<Recorded> record(Checked<Unsealed> opened) {
        return opened.then(unsealed -> Checked.passed(new Recorded(
                unsealed.parcel(),
                receiving.record(unsealed.reading(), unsealed.parcel().wantsReceiptLater()))));
    }

    public Answer answer(Checked<Recorded> recorded) {
        return switch (recorded) {
            case Checked.Failed<Recorded>(var problems) -> {
                refusals.note(problems, Optional.empty());
                yield Answer.problem(problems);
            }
            case Checked.Passed<Recorded>(Recorded(var parcel, var reception)) ->
                switch (reception) {
                    case Reception.NotUnderstood(var problems) -> {
                        refusals.note(problems, Optional.of(parcel));
                        yield Answer.problem(problems);
                    }
                    case Reception.TurnedAway(var receipt, var problems) -> {
                        refusals.note(problems, Optional.of(parcel));
                        yield signed(parcel, receipt);
                    }
                    case Reception.Receipted(var receipt, var again) -> signed(parcel, receipt);
                };
        };
    }

    /** What an exception in this flow is answered with; the reason is for our log only. */
    public Answer unavailable(Exchange exchange) {
        LOG.error("a partner was answered 503", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        return Answer.unavailable();
    }

    /** The last step: the answer leaves route and gateway. */
    public void send(@Body Answer answer, Message out) {
        if (out == null) {
            throw new GatewayBug("an HTTP flow has a message");
        }
        out.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        out.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        out.setBody(answer.body());
    }

    private static Answer signed(Parcel parcel, Receipt receipt) {
        return parcel.wantsReceiptLater() ? Answer.receiptFollows() : Answer.receipt(receipt);
    }
}
