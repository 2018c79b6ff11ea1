package org.comity.delivery.queues;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Refuses a message that is too large before it is queued: its sender hears so, and the broker drops what it had on disk of it (THREAT-106). */
final class LargestMessage implements ActiveMQServerPlugin {
    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (message.getWholeMessageSize() > BrokerBounds.LARGEST_MESSAGE) {
            throw new ActiveMQException(
                    "a message has at most " + BrokerBounds.LARGEST_MESSAGE + " bytes",
                    ActiveMQExceptionType.GENERIC_EXCEPTION);
        }
    }
}
