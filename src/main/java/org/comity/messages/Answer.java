package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/**
 * The requesting authority's answer to a question.
 *
 * @param question the message that asked
 */
public record Answer(MessageId request, MessageId question, String text) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "answer";
    }
}
