package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

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
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.INFORMATION_NEEDED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "question";
    }
}
