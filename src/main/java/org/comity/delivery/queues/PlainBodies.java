package org.comity.delivery.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * What may travel in a JMS message: text, or bytes of UTF-8 text, of at most 1 MB. Anything else, an object above all, is refused
 * unopened and set aside (THREAT-102, THREAT-103).
 */
public final class PlainBodies implements MessageConverter {

    /** Bytes; DEL-15: the bound of {@code comity.submit}, the one queue that carries content. */
    public static final int LONGEST = 1024 * 1024;

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        return switch (body) {
            case String text -> session.createTextMessage(text);
            default ->
                throw new MessageConversionException(
                        "a queue carries text, not " + body.getClass().getName());
        };
    }

    @Override
    public Object fromMessage(Message message) throws JMSException {
        return text(message);
    }

    /** @throws MessageConversionException if it is neither text nor bytes, or too long; nothing of it was opened */
    public static String text(Message message) throws JMSException {
        return switch (message) {
            case TextMessage text -> bounded(text.getText());
            case BytesMessage bytes -> new String(bounded(bytes), StandardCharsets.UTF_8);
            default -> throw new MessageConversionException("a queue carries text or bytes only");
        };
    }

    private static String bounded(String text) {
        if (text == null || text.length() > LONGEST) {
            throw new MessageConversionException("a queued text has at most " + LONGEST + " characters");
        }
        return text;
    }

    private static byte[] bounded(BytesMessage message) throws JMSException {
        long length = message.getBodyLength();
        if (length > LONGEST) {
            throw new MessageConversionException("queued bytes are at most " + LONGEST);
        }
        message.reset(); // it may have been read before
        byte[] bytes = new byte[(int) length];
        message.readBytes(bytes);
        return bytes;
    }
}
