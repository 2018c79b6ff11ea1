package org.comity.messages;

import java.util.Optional;

/** A test message of an administrator: its verified receipt proves keys, channel and clock of both sides. It starts no matter. */
public record Ping(String note) implements Content {

    @Override
    public Optional<MessageId> about() {
        return Optional.empty();
    }

    @Override
    public String kind() {
        return "ping";
    }
}
