package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;

/**
 * The requesting authority no longer asks; the hold may be released.
 *
 * @param reason why, may be short
 */
public record Withdrawal(MessageId request, String reason) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.WITHDRAWN);
    }

    @Override
    public String kind() {
        return "withdrawal";
    }
}
