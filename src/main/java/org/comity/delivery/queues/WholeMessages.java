package org.comity.delivery.queues;

import jakarta.jms.Message;
import jakarta.jms.Session;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * Hands a flow the queued message as it is, unopened: for the one queue that others send to, whose flow reads reply address, key and, by
 * {@link PlainBodies#text}, the text.
 */
final class WholeMessages implements MessageConverter {

    @Override
    public Object fromMessage(Message message) {
        return message;
    }

    @Override
    public Message toMessage(Object body, Session session) {
        throw new MessageConversionException("this queue is only listened to");
    }
}
