package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;

/**
 * The supplier asks what use was made of what it supplied (ETS185/28/4).
 */
public record UseQuery(MessageId request, String text) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.USE_ASKED);
    }

    @Override
    public String kind() {
        return "useQuery";
    }
}
