package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/**
 * The formal confirmation of a request that was sent by expedited means (ETS185/25/3); the signed original may be attached.
 *
 * @param registry the number under which the paper was sent, may be empty
 */
public record Confirmation(MessageId request, String registry, String text) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "confirmation";
    }
}
