package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;

/**
 * Existence or subject of the request cannot be kept secret; the requester decides whether it goes on (ETS185/27/8).
 *
 * @param reason why, for the requesting authority
 */
public record SecrecyNotice(MessageId request, String reason) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.SECRECY_NOT_POSSIBLE);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return StatementFacts.because(AnswerKind.SECRECY_NOT_POSSIBLE, reason);
    }

    @Override
    public String kind() {
        return "secrecyNotice";
    }
}
