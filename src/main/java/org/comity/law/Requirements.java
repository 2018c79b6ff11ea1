package org.comity.law;

import java.util.List;
import java.util.stream.Stream;
import org.comity.problems.Problem;

/** The law's check of one message: every problem at once, each citing its rule. Pure. */
public final class Requirements {

    private Requirements() {}

    /** @return empty if nothing is amiss */
    public static List<Problem> check(Facts facts, Relationship relationship) {
        return switch (facts) {
            case PreservationFacts preservation -> check(PreservationRules.ALL, preservation, relationship);
            case RefusalFacts refusal -> check(AnswerRules.REFUSAL, refusal, relationship);
            case HoldFacts hold -> check(AnswerRules.HOLD, hold, relationship);
            case RiskFacts risk -> check(AnswerRules.RISK, risk, relationship);
            case UnjudgedFacts unjudged -> List.of();
        };
    }

    /** Every rule there is, in the order of its id; {@code docs/law.md} is made from it. */
    public static List<Rule<?>> rules() {
        return Stream.<List<? extends Rule<?>>>of(
                        PreservationRules.ALL, AnswerRules.REFUSAL, AnswerRules.HOLD, AnswerRules.RISK)
                .<Rule<?>>flatMap(List::stream)
                .toList();
    }

    private static <F extends Facts> List<Problem> check(List<Rule<F>> rules, F facts, Relationship relationship) {
        return rules.stream()
                .flatMap(rule -> rule.check(facts, relationship).stream())
                .toList();
    }
}
