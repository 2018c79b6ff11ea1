package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.RiskFacts;

/**
 * Preservation would not secure the data, or would endanger secrecy or the investigation; the requester decides (ETS185/29/6).
 *
 * @param reason why, for the requesting authority
 */
public record RiskNotice(MessageId request, String reason) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new RiskFacts(!reason.isBlank());
    }

    @Override
    public String kind() {
        return "riskNotice";
    }
}
