package org.comity.messages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.RefusalFacts;
import org.comity.law.RequestKind;
import org.comity.law.StatementFacts;
import org.comity.law.UnjudgedFacts;

/** The requested authority's decision on a request. */
public record Decision(MessageId request, Outcome outcome) implements Statement {

    public sealed interface Outcome permits Accepted, Refused, Postponed, Conditional {}

    /** @param remarks may be empty */
    public record Accepted(String remarks) implements Outcome {}

    /**
     * A refusal is always legal: a ground from the closed list of the instrument, with reasons (ETS185/27/7).
     *
     * @param ground code of a {@code law.RefusalGround}, such as {@code POLITICAL_OFFENCE}
     * @param alternativesConsidered whether a partial or conditional grant was considered first (ETS185/27/6)
     * @param forecast of a preservation, why dual criminality will fail at disclosure (ETS185/29/4); may be empty
     */
    public record Refused(String ground, String reasons, boolean alternativesConsidered, String forecast)
            implements Outcome {

        public Refused(String ground, String reasons, boolean alternativesConsidered) {
            this(ground, reasons, alternativesConsidered, "");
        }
    }

    /**
     * Only where the request would harm an investigation of the requested authority's own (ETS185/27/5), and never for preservation.
     *
     * @param review when it is looked at again
     */
    public record Postponed(String reasons, Optional<LocalDate> review, boolean alternativesConsidered)
            implements Outcome {}

    /** It will be done once the conditions are accepted (ETS185/28/2). */
    public record Conditional(List<Condition> conditions, String reasons) implements Outcome {
        public Conditional {
            conditions = List.copyOf(conditions);
        }
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(
                switch (outcome) {
                    case Accepted accepted -> AnswerKind.ACCEPTED;
                    case Refused refused -> AnswerKind.REFUSED;
                    case Postponed postponed -> AnswerKind.POSTPONED;
                    case Conditional conditional -> AnswerKind.CONDITIONAL;
                });
    }

    @Override
    public Facts facts(Exchange exchange) {
        return switch (outcome) {
            case Accepted accepted -> new UnjudgedFacts();
            case Refused refused -> facts(refused, exchange);
            case Postponed postponed ->
                new StatementFacts(
                        AnswerKind.POSTPONED,
                        !postponed.reasons.isBlank(),
                        postponed.alternativesConsidered,
                        postponed.review.isPresent());
            case Conditional conditional ->
                new StatementFacts(
                        AnswerKind.CONDITIONAL,
                        true,
                        true,
                        !conditional.conditions.isEmpty()
                                && conditional.conditions.stream().allMatch(Condition::isClear));
        };
    }

    /** While the request is not known here, its refusal is judged by the strictest list. */
    private static Facts facts(Refused refused, Exchange exchange) {
        return new RefusalFacts(
                exchange.kind().orElse(RequestKind.PRES_29),
                refused.ground,
                !refused.reasons.isBlank(),
                refused.alternativesConsidered,
                !refused.forecast.isBlank(),
                exchange.sender(),
                exchange.request()
                        .map(request -> request.offences().stream()
                                .map(RequestContent.Offence::code)
                                .toList()));
    }

    @Override
    public String kind() {
        return "decision";
    }
}
