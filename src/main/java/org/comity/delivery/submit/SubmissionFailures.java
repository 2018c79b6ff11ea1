package org.comity.delivery.submit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.comity.casework.SpoiledSubmissions;
import org.comity.delivery.queues.Address;
import org.comity.delivery.queues.PlainBodies;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.stereotype.Component;

/**
 * A surprise with a queued submission: the broker offers it again, without end. From the third offer on it leaves the queue once a row and
 * an alert are committed (THREAT-102); while they cannot be, it stays. A submission that was registered and could only not be answered needs
 * none: the next offer answers, and after the third its request says enough.
 */
@Component("submissionFailures")
public class SubmissionFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionFailures.class);
    private static final String OFFERS = "JMSXDeliveryCount";

    private final SpoiledSubmissions spoiled;

    SubmissionFailures(SpoiledSubmissions spoiled) {
        this.spoiled = spoiled;
    }

    public void setAsideOrLeave(Exchange exchange) throws JMSException {
        Throwable trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("a queued submission was not taken, or not answered", trouble);
        if (!isOver(exchange.getMessage().getBody(), trouble)) {
            exchange.setRollbackOnly(true);
        }
    }

    private boolean isOver(Object body, Throwable trouble) throws JMSException {
        return switch (body) {
            case Handed handed ->
                isOfferedEnough(handed.queued())
                        && (handed.result().problems().isEmpty() || isSetAside(handed.queued(), trouble));
            case Message queued -> isOfferedEnough(queued) && isSetAside(queued, trouble);
            default -> throw new GatewayBug("no step of the flow leaves " + body.getClass());
        };
    }

    private static boolean isOfferedEnough(Message queued) throws JMSException {
        return queued.getIntProperty(OFFERS) >= Address.OFFERS;
    }

    private boolean isSetAside(Message queued, Throwable trouble) throws JMSException {
        // without an id a crash before the acknowledgement leaves a second row, which is better than none
        String id = queued.getJMSMessageID() == null ? UUID.randomUUID().toString() : queued.getJMSMessageID();
        try {
            spoiled.setAside(id, text(queued), problem(trouble));
            return true;
        } catch (RuntimeException again) {
            LOG.error("a queued submission could not be set aside and stays queued", again);
            return false;
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
