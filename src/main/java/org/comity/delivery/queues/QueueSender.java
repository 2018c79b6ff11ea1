package org.comity.delivery.queues;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import org.comity.journal.Errand;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.support.JmsUtils;
import org.springframework.stereotype.Component;

/** Puts errands on their queues, the subject as text, and status events on their topic; all of them or none, with one disk write. */
@Component
public class QueueSender {
    /** JMS counts priorities upwards to 9, the outbox downwards to 0. */
    private static final int HIGHEST_JMS_PRIORITY = 9;

    private final JmsPoolConnectionFactory connections;

    QueueSender(JmsPoolConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * @param life after which the broker drops one that nobody has taken
     * @throws org.springframework.jms.JmsException if the broker did not take them; it may have taken them and lost the answer
     */
    public void send(List<Errand> errands, Duration life) {
        if (errands.isEmpty()) {
            return;
        }
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            for (Errand errand : errands) {
                producer.send(
                        session.createQueue(errand.address()),
                        message(session, errand),
                        DeliveryMode.PERSISTENT,
                        HIGHEST_JMS_PRIORITY - errand.priority(),
                        life.toMillis());
            }
            session.commit();
        } catch (JMSException trouble) {
            throw JmsUtils.convertJmsAccessException(trouble);
        }
    }

    /** What happened, for whoever listens. */
    public record StatusEvent(String id, String json) {}

    /**
     * No duplicate detection: in a transaction the broker would not drop what it has, it would refuse all of it, and events that come again
     * would never be taken.
     *
     * @throws org.springframework.jms.JmsException if the broker did not take them; it may have taken them and lost the answer
     */
    public void tell(List<StatusEvent> events) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createTopic(Address.STATUS.queue()))) {
            for (StatusEvent event : events) {
                TextMessage message = session.createTextMessage(event.json());
                message.setJMSCorrelationID(event.id());
                producer.send(message);
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

    /** In the outbox, of what has {@code jms} at the broker. */
    public static int priority(int jms) {
        return HIGHEST_JMS_PRIORITY - jms;
    }

    private static TextMessage message(Session session, Errand errand) throws JMSException {
        TextMessage message = session.createTextMessage(errand.subject());
        message.setJMSType(errand.partner());
        message.setJMSCorrelationID(errand.subject()); // stays readable when a step has replaced the body
        return message;
    }
}
