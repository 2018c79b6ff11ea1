package org.comity.messages;

import java.util.Optional;

/** The requested authority's decision on a request. */
public record Decision(MessageId request, Outcome outcome) implements Content {

    public sealed interface Outcome permits Accepted, Refused {}

    /** @param remarks may be empty */
    public record Accepted(String remarks) implements Outcome {}

    /**
     * A refusal is always legal: a ground from the closed list of the instrument, with reasons (ETS185/27/7).
     *
     * @param ground code of a {@code law.RefusalGround}, such as {@code POLITICAL_OFFENCE}
     * @param alternativesConsidered whether a partial or conditional grant was considered first (ETS185/27/6)
     */
    public record Refused(String ground, String reasons, boolean alternativesConsidered) implements Outcome {}

    @Override
    public Optional<MessageId> about() {
        return Optional.of(request);
    }

    @Override
    public String kind() {
        return "decision";
    }
}
