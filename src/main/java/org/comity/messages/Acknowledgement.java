package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;

/**
 * The request arrived, is lawful in form and is registered. Sent by the gateway itself; an officer's taking up comes later.
 *
 * @param reference our own reference, to be quoted in every answer
 */
public record Acknowledgement(MessageId request, String reference) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.ACKNOWLEDGED);
    }

    @Override
    public String kind() {
        return "acknowledgement";
    }
}
