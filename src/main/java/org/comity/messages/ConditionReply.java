package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;

/**
 * Conditions are accepted, and bind from then on, or are not; then the supplier decides whether to supply nevertheless
 * (ETS185/26/2, ETS185/28/3).
 *
 * @param conditions the message that set them
 * @param reason why they cannot be met; required by {@code law} then
 */
public record ConditionReply(MessageId request, MessageId conditions, boolean accepted, String reason)
        implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.CONDITIONS_ANSWERED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new StatementFacts(AnswerKind.CONDITIONS_ANSWERED, accepted || !reason.isBlank(), true, true);
    }

    @Override
    public Optional<MessageId> answers() {
        return Optional.of(conditions);
    }

    @Override
    public String kind() {
        return "conditionReply";
    }
}
