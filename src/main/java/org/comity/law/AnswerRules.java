package org.comity.law;

import static org.comity.law.AnswerKind.CONDITIONAL;
import static org.comity.law.AnswerKind.CONDITIONS_ANSWERED;
import static org.comity.law.AnswerKind.DELAYED;
import static org.comity.law.AnswerKind.FULFILLED;
import static org.comity.law.AnswerKind.NO_DATA;
import static org.comity.law.AnswerKind.PARTIAL;
import static org.comity.law.AnswerKind.POSTPONED;
import static org.comity.law.AnswerKind.REFERRED;
import static org.comity.law.AnswerKind.RISK_NOTICED;
import static org.comity.law.AnswerKind.SECRECY_NOT_POSSIBLE;
import static org.comity.law.Rule.at;
import static org.comity.problems.LawProblem.ALTERNATIVES_NOT_CONSIDERED;
import static org.comity.problems.LawProblem.CONTRADICTION;
import static org.comity.problems.LawProblem.DAY_PAST;
import static org.comity.problems.LawProblem.GROUND_NOT_ADMITTED;
import static org.comity.problems.LawProblem.GROUND_UNKNOWN;
import static org.comity.problems.LawProblem.HOLD_TOO_SHORT;
import static org.comity.problems.LawProblem.ITEM_MISSING;
import static org.comity.problems.LawProblem.ITEM_NOT_ASKED;
import static org.comity.problems.LawProblem.PERIOD_REVERSED;
import static org.comity.problems.LawProblem.PERIOD_TOO_LONG;
import static org.comity.problems.LawProblem.REASON_MISSING;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.comity.law.RefusalGround.Admission;

/** What an answer to a request must keep to: the closed list of grounds, reasons, and the floor of the hold. */
final class AnswerRules {
    /** One hour less: sixty calendar days that contain the start of summer time are an hour shorter. */
    private static final Duration SIXTY_DAYS =
            Duration.ofDays(DeadlineRule.DR_01.days()).minusHours(1);

    /** Policy of ours; an investigation that needs longer is looked at in between. */
    private static final int MOST_YEARS_POSTPONED = 2;

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
                    at("decision/refused/@ground", refusal -> !refusal.kind().isPreservation() || isAdmitted(refusal))),
            new Rule<>(
                    "LAW-32",
                    Citation.of("ETS185/29/4"),
                    "Dual criminality is invoked only under a reservation to the instrument of the request and for offences outside"
                            + " Articles 2 to 11.",
                    GROUND_NOT_ADMITTED,
                    (refusal, relationship) ->
                            admission(refusal) != Admission.WITH_RESERVATION || mayInvoke(refusal, relationship)
                                    ? List.of()
                                    : List.of("decision/refused/@ground")),
            // the article asks for reasons to believe so, our form for saying them apart: a partner says them in its
            // reasons
            new Rule<RefusalFacts>(
                            "LAW-74",
                            Citation.of("ETS185/29/4"),
                            "Who invokes dual criminality against a preservation says why it will fail at disclosure.",
                            REASON_MISSING,
                            at(
                                    "decision/refused/forecast",
                                    refusal -> admission(refusal) != Admission.WITH_RESERVATION || refusal.forecast()))
                    .beforeSending(),
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
                    at("decision/refused/@alternativesConsidered", RefusalFacts::alternatives)),
            new Rule<>(
                    "LAW-35",
                    Citation.of("ETS185/25/4"),
                    "That an offence is fiscal is no ground to refuse assistance for offences of Articles 2 to 11.",
                    GROUND_NOT_ADMITTED,
                    neverFor("FISCAL_ONLY")),
            new Rule<>(
                    "LAW-36",
                    Citation.of("ETS185/27/5"),
                    "Prejudice to an investigation of one's own postpones assistance; it never refuses it.",
                    GROUND_NOT_ADMITTED,
                    neverFor("PREJUDICE_OWN_CASE")),
            new Rule<>(
                    "LAW-37",
                    Citation.of("AIAI/2/iii"),
                    "That evidence is not shown to be essential counts in Japan only, and where no treaty binds.",
                    GROUND_NOT_ADMITTED,
                    neverFor("NOT_ESSENTIAL_EVIDENCE")),
            new Rule<>(
                    "LAW-79",
                    Citation.of("ETS185/35/1"),
                    "A question to a contact point coerces nobody, so that dual criminality is no ground to leave it without an answer.",
                    GROUND_NOT_ADMITTED,
                    neverFor("NO_DUAL_CRIMINALITY")));

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
                                            >= 0)),
            new Rule<>(
                    "LAW-100",
                    Citation.of("ETS185/29/2/c"),
                    "What is held is named by the data items of the request; a hold is extended as a whole.",
                    ITEM_NOT_ASKED,
                    (hold, relationship) -> hold.notAsked()));

    static final List<Rule<StatementFacts>> STATEMENT = List.of(
            reasons(
                    "LAW-42",
                    "ETS185/29/6",
                    "A risk notice says what the risk is, so that the requester can decide.",
                    RISK_NOTICED,
                    "riskNotice/reason"),
            reasons(
                    "LAW-43",
                    "ETS185/27/8",
                    "Who cannot keep a request secret says why, so that the requester can decide.",
                    SECRECY_NOT_POSSIBLE,
                    "secrecyNotice/reason"),
            reasons(
                    "LAW-44",
                    "ETS185/27/7",
                    "A postponement gives its reasons.",
                    POSTPONED,
                    "decision/postponed/reasons"),
            new Rule<>(
                    "LAW-45",
                    Citation.of("ETS185/27/6"),
                    "Before postponing, a partial or conditional grant was considered.",
                    ALTERNATIVES_NOT_CONSIDERED,
                    said(POSTPONED, "decision/postponed/@alternativesConsidered", StatementFacts::alternatives)),
            specifics(
                    "LAW-46",
                    "ETS185/27/5",
                    "A postponement says when it is looked at again.",
                    POSTPONED,
                    "decision/postponed/review"),
            specifics(
                    "LAW-47",
                    "ETS185/28/2",
                    "A conditional decision says what each condition demands.",
                    CONDITIONAL,
                    "decision/conditional/condition"),
            reasons(
                    "LAW-48",
                    "ETS185/28/3",
                    "Who cannot comply with a condition says why, so that the supplier can decide.",
                    CONDITIONS_ANSWERED,
                    "conditionReply/reason"),
            reasons("LAW-49", "ETS185/27/7", "A delay gives its reasons.", DELAYED, "delay/reasons"),
            specifics(
                    "LAW-80",
                    "ETS185/27/9/c",
                    "A referral names the competent authority.",
                    REFERRED,
                    "referral/authority"),
            reasons(
                    "LAW-81",
                    "ETS185/27/7",
                    "That nothing was found, or nothing could be done, is explained.",
                    NO_DATA,
                    "result/text"),
            reasons("LAW-82", "ETS185/27/7", "What could be done only in part is explained.", PARTIAL, "result/text"));

    static final List<Rule<DisclosureFacts>> DISCLOSURE = List.of(
            new Rule<>(
                    "LAW-83",
                    Citation.of("ETS185/30/1"),
                    "A partial disclosure names the other provider and its state, or says that it is withheld.",
                    ITEM_MISSING,
                    at(
                            "partialDisclosure/provider",
                            disclosure ->
                                    disclosure.named() || disclosure.ground().isPresent())),
            new Rule<DisclosureFacts>(
                            "LAW-76",
                            Citation.of("ETS185/30/1"),
                            "A partial disclosure tells the path of the communication, as far as it is known.",
                            ITEM_MISSING,
                            at(
                                    "partialDisclosure/path",
                                    disclosure -> disclosure.path()
                                            || disclosure.ground().isPresent()))
                    .beforeSending(),
            new Rule<>(
                    "LAW-84",
                    Citation.of("ETS185/30/2"),
                    "A partial disclosure is withheld for a political offence or essential interests only.",
                    GROUND_NOT_ADMITTED,
                    at(
                            "partialDisclosure/withheld/@ground",
                            disclosure -> disclosure
                                    .ground()
                                    .map(AnswerRules::isOfClosedList)
                                    .orElse(true))),
            new Rule<>(
                    "LAW-85",
                    Citation.of("ETS185/27/7"),
                    "That a partial disclosure is withheld is explained.",
                    REASON_MISSING,
                    at(
                            "partialDisclosure/withheld/reasons",
                            disclosure -> disclosure.ground().isEmpty() || disclosure.reasons())));

    /** The article bounds no postponement; ours is policy, and wider than any that was met. */
    static final List<Rule<ReviewFacts>> REVIEW = List.of(
            new Rule<>(
                    "LAW-38",
                    Citation.of("ETS185/27/5"),
                    "The day on which a postponed request is looked at again lies ahead.",
                    DAY_PAST,
                    at("decision/postponed/review", day -> day.review().isAfter(day.said()))),
            new Rule<>(
                    "LAW-39",
                    DeadlineRule.DR_97.source(),
                    "A postponed request is looked at again within two years; a later day is a slip, or a refusal by another name.",
                    PERIOD_TOO_LONG,
                    at(
                            "decision/postponed/review",
                            day -> !day.review().isAfter(day.said().plusYears(MOST_YEARS_POSTPONED)))));

    /** As of a postponement: the article bounds no delay either. */
    static final List<Rule<DelayFacts>> DELAY = List.of(
            new Rule<>(
                    "LAW-104",
                    Citation.of("ETS185/27/7"),
                    "The day by which a delayed answer is expected is not over.",
                    DAY_PAST,
                    at("delay/expected", day -> !day.expected().isBefore(day.said()))),
            new Rule<>(
                    "LAW-105",
                    DeadlineRule.DR_97.source(),
                    "A delayed answer is expected within two years; a later day is a slip, or a refusal by another name.",
                    PERIOD_TOO_LONG,
                    at(
                            "delay/expected",
                            day -> !day.expected().isAfter(day.said().plusYears(MOST_YEARS_POSTPONED)))));

    /** Of a decision and of an offer. */
    static final List<Rule<ConditionFacts>> CONDITIONS = List.of(new Rule<>(
            "LAW-106",
            Citation.of("ETS185/28/2"),
            "The day by which a condition is to be met is not over when the condition is put.",
            DAY_PAST,
            (conditions, relationship) -> conditions.over()));

    static final List<Rule<ResultFacts>> RESULT = List.of(
            new Rule<>(
                    "LAW-86",
                    Citation.of("ETS185/27/7"),
                    "An outcome is told of data items that the request contains.",
                    ITEM_NOT_ASKED,
                    (result, relationship) -> result.notAsked()),
            new Rule<>(
                    "LAW-87",
                    Citation.of("ETS185/27/7"),
                    "Of one data item one outcome is told.",
                    CONTRADICTION,
                    (result, relationship) -> result.contradicted()),
            new Rule<>(
                    "LAW-88",
                    Citation.of("ETS185/27/7"),
                    "Where nothing was found or could be done, no data item was done; where something was, some was.",
                    CONTRADICTION,
                    at(
                            "result/@outcome",
                            result -> !(result.answer() == NO_DATA && result.isAnyDone())
                                    && !(result.answer() == FULFILLED && result.isNoneDone()))),
            new Rule<ResultFacts>(
                            "LAW-107",
                            Citation.of("ETS185/27/7"),
                            "Where no more follows, it is said why a data item was done in part only, not found or impossible.",
                            REASON_MISSING,
                            (result, relationship) -> result.answer() == FULFILLED ? result.unexplained() : List.of())
                    .beforeSending(),
            new Rule<>(
                    "LAW-89",
                    Citation.of("ETS185/35/1"),
                    "A question to a contact point is answered by a text or a file; what says nothing is no answer.",
                    ITEM_MISSING,
                    at(
                            "result/text",
                            result -> result.answer() != FULFILLED || result.substance() || !result.isToQuestion())));

    private static Rule<StatementFacts> reasons(
            String id, String source, String demand, AnswerKind answer, String place) {
        return new Rule<>(
                id, Citation.of(source), demand, REASON_MISSING, said(answer, place, StatementFacts::reasons));
    }

    private static Rule<StatementFacts> specifics(
            String id, String source, String demand, AnswerKind answer, String place) {
        return new Rule<>(
                id, Citation.of(source), demand, ITEM_MISSING, said(answer, place, StatementFacts::specifics));
    }

    private static BiFunction<StatementFacts, Relationship, List<String>> said(
            AnswerKind answer, String place, Predicate<StatementFacts> kept) {
        return at(place, facts -> facts.answer() != answer || kept.test(facts));
    }

    private static BiFunction<RefusalFacts, Relationship, List<String>> neverFor(String ground) {
        return at(
                "decision/refused/@ground",
                refusal -> refusal.kind().isPreservation() || !refusal.ground().equals(ground) || isAdmitted(refusal));
    }

    private static boolean isAdmitted(RefusalFacts refusal) {
        return switch (admission(refusal)) {
            case ALWAYS, WITH_RESERVATION -> true;
            case OUTSIDE_ARTICLES_2_TO_11 -> isOutsideArticles2To11(refusal);
            case NEVER -> false;
        };
    }

    /** ETS185/30/2 has the two grounds of ETS185/29/5, and no reservation to them. */
    private static boolean isOfClosedList(String ground) {
        return RefusalGround.of(ground)
                .filter(known -> known.admission(RequestKind.PRES_29) == Admission.ALWAYS)
                .isPresent();
    }

    private static Admission admission(RefusalFacts refusal) {
        return RefusalGround.of(refusal.ground())
                .map(ground -> ground.admission(refusal.kind(), refusal.refusing()))
                .orElse(Admission.ALWAYS);
    }

    /** Of several offences one within Articles 2 to 11 is enough to bind the holder; an unknown request binds too. */
    private static boolean isOutsideArticles2To11(RefusalFacts refusal) {
        return refusal.offences()
                .map(codes -> !codes.isEmpty()
                        && codes.stream()
                                .allMatch(code -> OffenceCode.of(code)
                                        .map(offence -> !offence.isWithinArticles2To11())
                                        .orElse(false)))
                .orElse(false);
    }

    private static boolean mayInvoke(RefusalFacts refusal, Relationship relationship) {
        return isOutsideArticles2To11(refusal)
                && relationship.hasReserved(refusal.refusing(), refusal.kind().dualCriminality());
    }
}
