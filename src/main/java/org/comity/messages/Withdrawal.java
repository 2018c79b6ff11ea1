package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/**
 * The requesting authority no longer asks; the hold may be released.
 *
 * @param reason why, may be short
 */
public record Withdrawal(MessageId request, String reason) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.WITHDRAWN);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "withdrawal";
    }
}
