package org.comity.law;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;

/** The law's check of one message: every problem at once, each citing its rule. Pure. */
public final class Requirements {

    private Requirements() {}

    /** Of what is about to be sent. @return empty if nothing is amiss */
    public static List<Problem> check(Facts facts, Relationship relationship) {
        return check(facts, relationship, rule -> true);
    }

    /** Of what a partner said. @return empty if nothing is amiss */
    public static List<Problem> received(Facts facts, Relationship relationship) {
        return check(facts, relationship, Rule::onReceipt);
    }

    private static List<Problem> check(Facts facts, Relationship relationship, Predicate<Rule<?>> judged) {
        return switch (facts) {
            case PreservationFacts preservation ->
                Stream.of(
                                check(PreservationRules.ITEMS, preservation, relationship, judged),
                                check(PreservationRules.SHARED, preservation, relationship, judged),
                                check(PreservationRules.EXTENSION, preservation, relationship, judged))
                        .flatMap(List::stream)
                        .toList();
            case AssistanceFacts assistance ->
                Stream.concat(
                                check(AssistanceRules.ALL, assistance, relationship, judged).stream(),
                                check(AssistanceRules.SHARED, assistance, relationship, judged).stream())
                        .toList();
            case OfferFacts offer -> check(OfferRules.ALL, offer, relationship, judged);
            case LanguageFacts language -> check(LanguageRules.ALL, language, relationship, judged);
            case AccessFacts access -> check(AccessRules.ALL, access, relationship, judged);
            case SenderFacts sender -> check(SenderRules.ALL, sender, relationship, judged);
            case RefusalFacts refusal -> check(AnswerRules.REFUSAL, refusal, relationship, judged);
            case HoldFacts hold -> check(AnswerRules.HOLD, hold, relationship, judged);
            case StatementFacts statement -> check(AnswerRules.STATEMENT, statement, relationship, judged);
            case DisclosureFacts disclosure -> check(AnswerRules.DISCLOSURE, disclosure, relationship, judged);
            case ResultFacts result -> check(AnswerRules.RESULT, result, relationship, judged);
            case ReviewFacts review -> check(AnswerRules.REVIEW, review, relationship, judged);
            case DelayFacts delay -> check(AnswerRules.DELAY, delay, relationship, judged);
            case ConditionFacts conditions -> check(AnswerRules.CONDITIONS, conditions, relationship, judged);
            case UnjudgedFacts unjudged -> List.of();
        };
    }

    /**
     * Whether {@code kind} may be sent between the two states at all: its instrument binds them on {@code day}, and neither reserved
     * not to take part.
     *
     * @param day on which the request is sent or was received
     */
    public static List<Problem> inForce(RequestKind kind, Relationship relationship, LocalDate day) {
        return relationship.isOpenTo(kind, day)
                ? List.of()
                : List.of(
                        LawProblem.NOT_IN_FORCE.at(kind.element(), kind.basis().value()));
    }

    /** The items that a request for assistance of {@code kind} must contain; none for the other contents. */
    public static Set<Item> demanded(RequestKind kind, Relationship relationship) {
        return kind.element().equals("assistanceRequest") ? AssistanceRules.demanded(kind, relationship) : Set.of();
    }

    /** Whether a request of {@code kind} may be given {@code answer}. */
    public static List<Problem> admitted(RequestKind kind, AnswerKind answer) {
        return kind.admits(answer)
                ? List.of()
                : List.of(LawProblem.ANSWER_NOT_ADMITTED.at(
                        kind.code(), kind.basis().value()));
    }

    /** Every rule there is, in the order of its id; {@code docs/law.md} is made from it. */
    public static List<Rule<?>> rules() {
        return Stream.<List<? extends Rule<?>>>of(
                        PreservationRules.ITEMS,
                        PreservationRules.SHARED,
                        PreservationRules.EXTENSION,
                        AccessRules.ALL,
                        AnswerRules.REFUSAL,
                        AnswerRules.HOLD,
                        AnswerRules.STATEMENT,
                        AnswerRules.DISCLOSURE,
                        AnswerRules.REVIEW,
                        AnswerRules.DELAY,
                        AnswerRules.CONDITIONS,
                        AnswerRules.RESULT,
                        AssistanceRules.ALL,
                        OfferRules.ALL,
                        LanguageRules.ALL,
                        SenderRules.ALL)
                .<Rule<?>>flatMap(List::stream)
                .sorted(Comparator.comparingInt((Rule<?> rule) -> rule.id().length())
                        .thenComparing(Rule::id))
                .toList();
    }

    private static <F extends Facts> List<Problem> check(
            List<? extends Rule<? super F>> rules, F facts, Relationship relationship, Predicate<Rule<?>> judged) {
        return rules.stream()
                .filter(judged)
                .flatMap(rule -> rule.check(facts, relationship).stream())
                .toList();
    }
}
