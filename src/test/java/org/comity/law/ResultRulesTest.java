package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.comity.law.ResultFacts.ItemFacts;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;

/** ETS185/27/7: the outcome that is reported is of what was asked, and is one. */
class ResultRulesTest {
    private static final ItemFacts FIRST_DONE = new ItemFacts(1, "FULFILLED", true, true, false);
    private static final ItemFacts FIRST_NOT_FOUND = new ItemFacts(1, "NO_DATA", false, false, false);
    private static final Relationship NOTHING_RECORDED = Relationship.unrecorded(StatePair.parse("JP-US"));
    private static final ItemFacts THIRD = new ItemFacts(3, "PARTIAL", true, false, false);

    @Test // LAW-86
    void isOfItemsThatWereAsked() {
        assertThat(found(AnswerKind.PARTIAL, List.of(FIRST_DONE, THIRD), Optional.of(3)))
                .isEmpty();
        assertThat(found(AnswerKind.PARTIAL, List.of(FIRST_DONE, THIRD), Optional.of(2)))
                .containsExactly("E-LAW-22 at result/item[2] (ETS185/27/7)");
        assertThat(found(AnswerKind.PARTIAL, List.of(FIRST_DONE, THIRD), Optional.of(0)))
                .hasSize(2);
        assertThat(found(AnswerKind.PARTIAL, List.of(THIRD), Optional.empty()))
                .as("the request is not known here")
                .isEmpty();
    }

    @Test // LAW-87
    void isOneForEachItem() {
        assertThat(found(AnswerKind.PARTIAL, List.of(FIRST_DONE, THIRD, FIRST_NOT_FOUND), Optional.of(3)))
                .containsExactly("E-LAW-20 at result/item[3] (ETS185/27/7)");
        assertThat(found(AnswerKind.PARTIAL, List.of(FIRST_DONE, FIRST_DONE), Optional.of(3)))
                .as("said twice is no contradiction")
                .isEmpty();
    }

    @Test // LAW-88, LAW-107
    void ofTheWholeIsThatOfItsItems() {
        assertThat(found(AnswerKind.NO_DATA, List.of(FIRST_NOT_FOUND, THIRD), Optional.of(3)))
                .containsExactly("E-LAW-20 at result/@outcome (ETS185/27/7)");
        assertThat(found(AnswerKind.NO_DATA, List.of(FIRST_NOT_FOUND), Optional.of(3)))
                .isEmpty();
        assertThat(found(AnswerKind.FULFILLED, List.of(FIRST_NOT_FOUND), Optional.of(1)))
                .containsExactly("E-LAW-20 at result/@outcome (ETS185/27/7)");
        for (ItemFacts less : List.of(FIRST_DONE, FIRST_NOT_FOUND, THIRD)) {
            assertThat(found(AnswerKind.FULFILLED, List.of(less), Optional.of(3)))
                    .as("no more follows, and it is said of what")
                    .isEmpty();
        }
    }

    @Test // LAW-107
    void saysWhyAnItemWasNotDoneWhollyWhereNoMoreFollows() {
        ItemFacts remarked = new ItemFacts(2, "IMPOSSIBLE", false, false, true);
        assertThat(found(untold(AnswerKind.FULFILLED, FIRST_DONE, remarked, THIRD)))
                .containsExactly("E-LAW-04 at result/item[3] (ETS185/27/7)");
        assertThat(found(untold(AnswerKind.PARTIAL, FIRST_DONE, THIRD))).isEmpty();
        assertThat(texts(Requirements.received(untold(AnswerKind.FULFILLED, FIRST_DONE, THIRD), NOTHING_RECORDED)))
                .as("a partner's evidence is not turned away for it")
                .isEmpty();
    }

    @Test // LAW-89
    void ofAQuestionSaysSomething() {
        for (RequestKind question : List.of(RequestKind.POC_35, RequestKind.UN_41)) {
            assertThat(found(question, false)).containsExactly("E-LAW-01 at result/text (ETS185/35/1)");
            assertThat(found(question, true)).isEmpty();
        }
        assertThat(found(RequestKind.MLA_31, false))
                .as("evidence may travel by another way")
                .isEmpty();
    }

    private static List<String> found(RequestKind kind, boolean substance) {
        return found(new ResultFacts(
                AnswerKind.FULFILLED, Optional.of(kind), substance, substance, List.of(), Optional.of(0)));
    }

    private static List<String> found(AnswerKind whole, List<ItemFacts> items, Optional<Integer> asked) {
        return found(new ResultFacts(whole, Optional.of(RequestKind.MLA_31), true, true, items, asked));
    }

    private static List<String> found(ResultFacts facts) {
        return texts(Requirements.check(facts, NOTHING_RECORDED));
    }

    /** Of a result with a file and no text. */
    private static ResultFacts untold(AnswerKind whole, ItemFacts... items) {
        return new ResultFacts(whole, Optional.of(RequestKind.MLA_31), true, false, List.of(items), Optional.of(4));
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
