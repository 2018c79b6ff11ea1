package org.comity.delivery.submit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.comity.casework.SpoiledSubmissions;
import org.comity.delivery.queues.Address;
import org.comity.delivery.queues.PlainBodies;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.stereotype.Component;

/**
 * A surprise with a queued submission: the broker offers it again, and before it moves it to {@code comity.parked} a row and an alert say
 * so (THREAT-102). A submission that was registered and could only not be answered needs none: the next offer answers.
 */
@Component("submissionFailures")
public class SubmissionFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionFailures.class);
    private static final String OFFERS = "JMSXDeliveryCount";

    private final SpoiledSubmissions spoiled;

    SubmissionFailures(SpoiledSubmissions spoiled) {
        this.spoiled = spoiled;
    }

    public void sayOrSetAside(Exchange exchange) throws JMSException {
        Throwable trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("a queued submission was not taken; the broker offers it again", trouble);
        if (!(exchange.getMessage().getBody() instanceof Message queued)) {
            return; // a later step's body: it was registered
        }
        if (queued.getIntProperty(OFFERS) >= Address.OFFERS) {
            spoiled.setAside(queued.getJMSMessageID(), text(queued), problem(trouble));
        }
    }

    private static Optional<String> text(Message queued) throws JMSException {
        try {
            return Optional.of(PlainBodies.text(queued));
        } catch (MessageConversionException unreadable) {
            return Optional.empty();
        }
    }

    private static Problem problem(Throwable trouble) {
        boolean unreadable = Stream.iterate(trouble, one -> one != null, Throwable::getCause)
                .anyMatch(MessageConversionException.class::isInstance);
        return (unreadable ? DeliveryProblem.NOT_A_SUBMISSION : DeliveryProblem.SURPRISE).problem();
    }
}
