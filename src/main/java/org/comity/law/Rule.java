package org.comity.law;

import java.util.List;
import java.util.function.BiFunction;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;

/**
 * One demand of an instrument, as data: what it asks, where it is written, and where given facts break it.
 *
 * @param id stable, {@code LAW-07}; tests cite it
 * @param demand one sentence for people
 * @param broken the places in the message that break the rule; none: it is kept
 * @param onReceipt whether what a partner sent is held to it; else it is ours to say, and a partner's message is not lost for want of it
 */
public record Rule<F extends Facts>(
        String id,
        Citation source,
        String demand,
        LawProblem problem,
        BiFunction<F, Relationship, List<String>> broken,
        boolean onReceipt) {

    Rule(
            String id,
            Citation source,
            String demand,
            LawProblem problem,
            BiFunction<F, Relationship, List<String>> broken) {
        this(id, source, demand, problem, broken, true);
    }

    /** The same, demanded only before sending. */
    Rule<F> beforeSending() {
        return new Rule<>(id, source, demand, problem, broken, false);
    }

    List<Problem> check(F facts, Relationship relationship) {
        return broken.apply(facts, relationship).stream()
                .map(place -> problem.at(place, source.value()))
                .toList();
    }

    /** For rules that either hold or not, at one place. */
    static <F extends Facts> BiFunction<F, Relationship, List<String>> at(
            String place, java.util.function.Predicate<F> kept) {
        return (facts, relationship) -> kept.test(facts) ? List.of() : List.of(place);
    }
}
