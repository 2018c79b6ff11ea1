package org.comity.messages;

/**
 * A word to the other side, which is late by our policy. It moves nothing, obliges to nothing and is never acknowledged; either side may say it
 * of a request of any kind.
 *
 * @param text what is awaited and since when
 */
public record Reminder(MessageId request, String text) implements Statement {

    @Override
    public String kind() {
        return "reminder";
    }
}
