package org.comity.messages;

import java.util.Optional;

/**
 * The requesting authority's answer to a question.
 *
 * @param question the message that asked
 */
public record Answer(MessageId request, MessageId question, String text) implements Statement {

    @Override
    public Optional<MessageId> answers() {
        return Optional.of(question);
    }

    @Override
    public String kind() {
        return "answer";
    }
}
