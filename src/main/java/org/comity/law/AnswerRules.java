package org.comity.law;

import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.ALTERNATIVES_NOT_CONSIDERED;
import static org.comity.problems.LawProblem.GROUND_NOT_ADMITTED;
import static org.comity.problems.LawProblem.GROUND_UNKNOWN;
import static org.comity.problems.LawProblem.HOLD_TOO_SHORT;
import static org.comity.problems.LawProblem.PERIOD_REVERSED;
import static org.comity.problems.LawProblem.REASON_MISSING;

import java.time.Duration;
import java.util.List;
import org.comity.law.RefusalGround.Admission;

/** What an answer to a request must keep to: the closed list of grounds, reasons, and the floor of the hold. */
final class AnswerRules {
    /** One hour less: sixty calendar days that contain the start of summer time are an hour shorter. */
    private static final Duration SIXTY_DAYS =
            Duration.ofDays(DeadlineRule.DR_01.days()).minusHours(1);

    private AnswerRules() {}

    static final List<Rule<RefusalFacts>> REFUSAL = List.of(
            new Rule<>(
                    "LAW-30",
                    Citation.of("ETS185/29/5"),
                    "A refusal names a ground of the list.",
                    GROUND_UNKNOWN,
                    at(
                            "decision/refused/@ground",
                            refusal -> RefusalGround.of(refusal.ground()).isPresent())),
            new Rule<>(
                    "LAW-31",
                    Citation.of("ETS185/29/5"),
                    "Preservation is refused for a political offence or essential interests only.",
                    GROUND_NOT_ADMITTED,
                    at("decision/refused/@ground", refusal -> admission(refusal) != Admission.NEVER)),
            new Rule<>(
                    "LAW-32",
                    Citation.of("ETS185/29/4"),
                    "Dual criminality is invoked only under a reservation and for offences outside Articles 2 to 11.",
                    GROUND_NOT_ADMITTED,
                    (refusal, relationship) ->
                            admission(refusal) != Admission.WITH_RESERVATION || mayInvoke(refusal, relationship)
                                    ? List.of()
                                    : List.of("decision/refused/@ground")),
            new Rule<>(
                    "LAW-33",
                    Citation.of("ETS185/27/7"),
                    "A refusal gives its reasons.",
                    REASON_MISSING,
                    at("decision/refused/reasons", RefusalFacts::reasons)),
            new Rule<>(
                    "LAW-34",
                    Citation.of("ETS185/27/6"),
                    "Before refusing, a partial or conditional grant was considered.",
                    ALTERNATIVES_NOT_CONSIDERED,
                    at("decision/refused/@alternativesConsidered", RefusalFacts::alternatives)));

    static final List<Rule<HoldFacts>> HOLD = List.of(
            new Rule<>(
                    "LAW-40",
                    Citation.of("ETS185/29/7"),
                    "A hold begins before it ends.",
                    PERIOD_REVERSED,
                    at("preserved/until", hold -> !hold.until().isBefore(hold.from()))),
            new Rule<>(
                    "LAW-41",
                    Citation.of("ETS185/29/7"),
                    "Data are held for not less than sixty days.",
                    HOLD_TOO_SHORT,
                    at(
                            "preserved/until",
                            hold -> hold.until().isBefore(hold.from())
                                    || Duration.between(hold.from(), hold.until())
                                                    .compareTo(SIXTY_DAYS)
                                            >= 0)));

    static final List<Rule<RiskFacts>> RISK = List.of(new Rule<>(
            "LAW-42",
            Citation.of("ETS185/29/6"),
            "A risk notice says what the risk is, so that the requester can decide.",
            REASON_MISSING,
            at("riskNotice/reason", RiskFacts::reason)));

    private static Admission admission(RefusalFacts refusal) {
        return RefusalGround.of(refusal.ground())
                .map(ground -> ground.admission(refusal.kind()))
                .orElse(Admission.ALWAYS);
    }

    /** Of several offences one within Articles 2 to 11 is enough to bind the holder; an unknown request binds too. */
    private static boolean mayInvoke(RefusalFacts refusal, Relationship relationship) {
        boolean outside = refusal.offences()
                .map(codes -> !codes.isEmpty()
                        && codes.stream()
                                .allMatch(code -> OffenceCode.of(code)
                                        .map(offence -> !offence.isWithinArticles2To11())
                                        .orElse(false)))
                .orElse(false);
        return outside && relationship.hasReserved(refusal.refusing(), Relationship.DUAL_CRIMINALITY);
    }
}
