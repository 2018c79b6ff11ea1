package org.comity.delivery.relay;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsConstants;
import org.comity.delivery.queues.QueueSender;
import org.comity.journal.Errand;
import org.comity.journal.Strand;
import org.jspecify.annotations.Nullable;

/**
 * What a queued message says that there is to do.
 *
 * @param subject null in what others queue without naming it
 */
record Reference(String address, @Nullable String subject) {

    static Reference to(Errand errand) {
        return new Reference(errand.address(), errand.subject());
    }

    /** The strand of a message that came from a queue, as {@link QueueSender} wrote it on the message. */
    static Strand strand(Message queued) throws JMSException {
        String partner = queued.getHeader(JmsConstants.JMS_HEADER_TYPE, String.class);
        return new Strand(
                QueueSender.priority(queued.getHeader(JmsConstants.JMS_HEADER_PRIORITY, Integer.class)),
                in(queued).address(),
                partner == null ? "" : partner);
    }

    /** Of a message that came from a queue, whatever the steps have made of its body. */
    static Reference in(Message queued) throws JMSException {
        String address = queued.getHeader(JmsConstants.JMS_HEADER_DESTINATION, Queue.class)
                .getQueueName();
        return new Reference(address, queued.getHeader(JmsConstants.JMS_HEADER_CORRELATION_ID, String.class));
    }
}
