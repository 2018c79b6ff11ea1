package org.comity.messages;

import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.RefusalFacts;
import org.comity.law.RequestKind;
import org.comity.law.UnjudgedFacts;

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
    public Facts facts(Exchange exchange) {
        return switch (outcome) {
            case Accepted accepted -> new UnjudgedFacts();
            case Refused refused ->
                new RefusalFacts(
                        RequestKind.PRES_29,
                        refused.ground,
                        !refused.reasons.isBlank(),
                        refused.alternativesConsidered,
                        exchange.sender(),
                        exchange.request()
                                .map(request -> request.offences().stream()
                                        .map(PreservationRequest.Offence::code)
                                        .toList()));
        };
    }

    @Override
    public String kind() {
        return "decision";
    }
}
