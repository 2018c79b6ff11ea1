package org.comity.schemas;

import org.comity.messages.Message;

/**
 * A message whose document is valid and equal to its signed headers. Only {@link MessageXml} makes one. It says nothing about
 * the law yet.
 */
public final class ValidMessage {
    private final Message message;

    ValidMessage(Message message) {
        this.message = message;
    }

    public Message message() {
        return message;
    }

    @Override
    public String toString() {
        return "Valid" + message;
    }
}
