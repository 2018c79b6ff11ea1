package org.comity.messages;

import java.time.LocalDate;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;

/**
 * Execution is delayed (ETS185/27/7). Changes nothing but what the other side knows.
 *
 * @param expected when the authority now expects to answer
 */
public record Delay(MessageId request, String reasons, Optional<LocalDate> expected) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.DELAYED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return StatementFacts.because(AnswerKind.DELAYED, reasons);
    }

    @Override
    public String kind() {
        return "delay";
    }
}
