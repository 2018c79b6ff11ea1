package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;
import org.comity.partners.AgencyId;

/**
 * The requested authority is not competent and has handed the request to the one that is (ETS185/27/9/c).
 *
 * @param authority its name, as it calls itself
 * @param agency its id, where it exchanges through a gateway
 */
public record Referral(MessageId request, String authority, Optional<AgencyId> agency, String reasons)
        implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.REFERRED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new StatementFacts(AnswerKind.REFERRED, !reasons.isBlank(), true, !authority.isBlank());
    }

    @Override
    public String kind() {
        return "referral";
    }
}
