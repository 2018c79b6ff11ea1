package org.comity.delivery.queues;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import org.comity.journal.Errand;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.support.JmsUtils;
import org.springframework.stereotype.Component;

/** Puts errands on their queues: the subject as text, or a status event's body; all of them or none, with one disk write. */
@Component
public class QueueSender {

    /** Artemis drops a second message with the same value of this property. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /** JMS counts priorities upwards to 9, the outbox downwards to 0. */
    private static final int HIGHEST_JMS_PRIORITY = 9;

    private final JmsPoolConnectionFactory connections;

    QueueSender(JmsPoolConnectionFactory connections) {
        this.connections = connections;
    }

    /** @throws org.springframework.jms.JmsException if the broker did not take them; it may have taken them and lost the answer */
    public void send(List<Errand> errands) {
        if (errands.isEmpty()) {
            return;
        }
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            for (Errand errand : errands) {
                producer.send(
                        destination(session, errand.address()),
                        message(session, errand),
                        DeliveryMode.PERSISTENT,
                        HIGHEST_JMS_PRIORITY - errand.priority(),
                        0);
            }
            session.commit();
        } catch (JMSException trouble) {
            throw JmsUtils.convertJmsAccessException(trouble);
        }
    }

    /**
     * Answers one of the agency's own systems at its reply address, which was checked to be one.
     *
     * @param correlation by which the system finds what it is an answer to
     */
    public void reply(ReplyAddress to, String correlation, String text) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(to.queue()))) {
            TextMessage answer = session.createTextMessage(text);
            answer.setJMSCorrelationID(correlation);
            producer.send(answer);
        } catch (JMSException trouble) {
            throw JmsUtils.convertJmsAccessException(trouble);
        }
    }

    private static Destination destination(Session session, String address) throws JMSException {
        return address.equals(Address.STATUS.queue()) ? session.createTopic(address) : session.createQueue(address);
    }

    private static TextMessage message(Session session, Errand errand) throws JMSException {
        String body = errand.body();
        TextMessage message = session.createTextMessage(body == null ? errand.subject() : body);
        message.setStringProperty(DUPLICATE_ID, errand.duplicateId());
        message.setJMSCorrelationID(errand.subject()); // stays readable when a step has replaced the body
        return message;
    }
}
