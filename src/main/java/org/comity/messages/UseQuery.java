package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/**
 * The supplier asks what use was made of what it supplied (ETS185/28/4).
 */
public record UseQuery(MessageId request, String text) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.USE_ASKED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "useQuery";
    }
}
