package org.comity.messages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What use was made of what was supplied, out of the log that is kept of each item (ETS185/28/4).
 *
 * @param query the message that asked
 * @param uses oldest first
 */
public record UseExplanation(MessageId request, MessageId query, String text, List<Use> uses) implements Statement {

    public UseExplanation {
        uses = List.copyOf(uses);
    }

    /**
     * One use of one item.
     *
     * @param item name of the file, or words for what was used
     * @param by the organisation, or the function of the person
     */
    public record Use(Instant at, String item, String by, String purpose) {}

    @Override
    public Optional<MessageId> answers() {
        return Optional.of(query);
    }

    @Override
    public String kind() {
        return "useExplanation";
    }
}
