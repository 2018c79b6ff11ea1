package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;

/**
 * Preservation would not secure the data, or would endanger secrecy or the investigation; the requester decides (ETS185/29/6).
 *
 * @param reason why, for the requesting authority
 */
public record RiskNotice(MessageId request, String reason) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.RISK_NOTICED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return StatementFacts.because(AnswerKind.RISK_NOTICED, reason);
    }

    @Override
    public String kind() {
        return "riskNotice";
    }
}
