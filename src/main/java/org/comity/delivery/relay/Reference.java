package org.comity.delivery.relay;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsConstants;
import org.comity.journal.Errand;
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

    /** Of a message that came from a queue, whatever the steps have made of its body. */
    static Reference in(Message queued) throws JMSException {
        String address = queued.getHeader(JmsConstants.JMS_HEADER_DESTINATION, Queue.class)
                .getQueueName();
        return new Reference(address, queued.getHeader(JmsConstants.JMS_HEADER_CORRELATION_ID, String.class));
    }
}
