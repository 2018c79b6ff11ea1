package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/** A test message of an administrator: its verified receipt proves keys, channel and clock of both sides. It starts no matter. */
public record Ping(String note) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.empty();
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    @Override
    public String kind() {
        return "ping";
    }
}
