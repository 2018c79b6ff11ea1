package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;

/**
 * Something is missing or unclear (INF): the normal first answer of a careful authority.
 *
 * @param text in a language of the relationship
 */
public record Question(MessageId request, String text) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.INFORMATION_NEEDED);
    }

    @Override
    public String kind() {
        return "question";
    }
}
