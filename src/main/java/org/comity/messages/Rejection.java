package org.comity.messages;

import java.util.List;
import java.util.Optional;

/** Tells a partner every problem that its message had (never a refusal). Gets a receipt, never an acknowledgement. */
public record Rejection(MessageId rejected, List<Finding> findings) implements Content {
    public Rejection {
        findings = List.copyOf(findings);
    }

    /**
     * One problem, as it travels.
     *
     * @param code of the catalogue, {@code docs/problems.md}
     * @param where a place in the rejected message, may be empty
     */
    public record Finding(String code, String rule, String where, String sentence) {}

    @Override
    public Optional<MessageId> about() {
        return Optional.of(rejected);
    }

    @Override
    public String kind() {
        return "rejection";
    }
}
