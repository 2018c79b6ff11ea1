package org.comity.messages;

import java.time.Instant;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.HoldFacts;

/**
 * The data are held.
 *
 * @param from when preservation took effect; the 60 days of ETS185/29/7 run from here
 * @param until the end that the holder gives; at least 60 days after {@code from}
 * @param holderReference the holder's reference for the data, may be empty
 */
public record Preserved(MessageId request, Instant from, Instant until, String holderReference) implements Statement {

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.FULFILLED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new HoldFacts(from, until);
    }

    @Override
    public String kind() {
        return "preserved";
    }
}
