package org.comity.messages;

/**
 * The requesting authority's answer to a question.
 *
 * @param question the message that asked
 */
public record Answer(MessageId request, MessageId question, String text) implements Statement {

    @Override
    public String kind() {
        return "answer";
    }
}
