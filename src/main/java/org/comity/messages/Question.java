package org.comity.messages;

import java.util.Optional;

/**
 * Something is missing or unclear (INF): the normal first answer of a careful authority.
 *
 * @param text in a language of the relationship
 */
public record Question(MessageId request, String text) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public String kind() {
        return "question";
    }
}
