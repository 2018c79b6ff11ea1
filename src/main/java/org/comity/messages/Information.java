package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/**
 * The information that was offered, after its conditions were accepted (ETS185/26/2). Its files are attached.
 *
 * @param request the {@link Offer}
 */
public record Information(MessageId request, String text) implements Content {

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
        return "information";
    }
}
