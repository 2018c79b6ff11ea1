package org.comity.matters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.comity.law.DeadlineRule;
import org.comity.law.RequestKind;
import org.comity.matters.ClockTable.Change;
import org.comity.matters.ClockTable.Row;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.RiskNotice;
import org.junit.jupiter.api.Test;

/** UC-06/1: which rule runs when. */
class ClockTableTest {

    @Test
    void everyRuleIsInTheTableOrSaysWhyNot() {
        for (DeadlineRule rule : DeadlineRule.values()) {
            boolean inTable = ClockTable.TABLE.stream().anyMatch(row -> row.rule() == rule);
            assertThat(inTable).as(rule.id()).isNotEqualTo(ClockTable.ELSEWHERE.containsKey(rule));
        }
    }

    @Test
    void nothingRunsForARequestThatIsOver() {
        for (Row row : ClockTable.TABLE) {
            for (RequestState state : RequestState.values()) {
                boolean named = row.runs().contains(state)
                        || row.rests().contains(state)
                        || row.waiting().in().contains(state);
                assertThat(state.isFinal() && named)
                        .as(row.rule() + " " + state)
                        .isFalse();
            }
        }
    }

    @Test
    void whateverRanIsStoppedByEveryWayOut() {
        for (RequestTransitions.Transition way : RequestTransitions.TABLE) {
            for (Row row : ClockTable.TABLE) {
                Change change = row.change(Optional.of(way.from()), way.to());
                if (way.to().isFinal() && row.runs().contains(way.from())) {
                    assertThat(change).as(row.rule() + " " + way).isEqualTo(Change.STOP);
                }
            }
        }
    }

    @Test
    void aRuleHasOneRowForAKindAndASide() {
        for (RequestKind kind : RequestKind.values()) {
            for (Side side : List.of(Side.REQUESTING, Side.REQUESTED)) {
                assertThat(ClockTable.TABLE.stream().filter(row -> row.isFor(kind, side, true)))
                        .as(kind + " " + side)
                        .extracting(Row::rule)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whatIsMissingKeepsARuleFromStartingAndAnAnswerStartsIt() { // DR-21
        Row row = only(DeadlineRule.DR_21);
        assertThat(row.change(Optional.of(RequestState.UNDER_REVIEW), RequestState.INFO_NEEDED))
                .isEqualTo(Change.WAIT);
        assertThat(row.change(Optional.of(RequestState.INFO_NEEDED), RequestState.UNDER_REVIEW))
                .isEqualTo(Change.START);
    }

    @Test // DR-20, DR-21: a provider that has not got the order yet keeps nobody waiting
    void whatTheReceiverHasToDoCountsFromTheArrival() {
        assertThat(List.of(only(DeadlineRule.DR_20), only(DeadlineRule.DR_21))).allMatch(Row::fromArrival);
    }

    @Test
    void aQuestionSuspendsAndItsAnswerResumes() { // DR-12
        Row row = only(DeadlineRule.DR_12);
        assertThat(row.change(Optional.of(RequestState.UNDER_REVIEW), RequestState.INFO_NEEDED))
                .isEqualTo(Change.REST);
        assertThat(row.change(Optional.of(RequestState.INFO_NEEDED), RequestState.UNDER_REVIEW))
                .isEqualTo(Change.RESUME);
        assertThat(row.change(Optional.of(RequestState.INFO_NEEDED), RequestState.WITHDRAWN))
                .isEqualTo(Change.STOP);
    }

    @Test
    void everyMoveOfThePartnerBeginsItsSilenceAnew() { // DR-92
        Row row = ClockTable.TABLE.stream()
                .filter(one ->
                        one.isFor(RequestKind.PRES_29, Side.REQUESTING, false) && one.rule() == DeadlineRule.DR_92)
                .findFirst()
                .orElseThrow();
        assertThat(row.change(Optional.of(RequestState.ACKNOWLEDGED), RequestState.ACCEPTED))
                .isEqualTo(Change.RESTART);
        assertThat(row.change(Optional.of(RequestState.ACCEPTED), RequestState.INFO_NEEDED))
                .as("now the move is ours")
                .isEqualTo(Change.STOP);
    }

    @Test
    void whatATaskKeepsNoStateDoes() { // DR-11
        for (TaskKind kind : TaskKind.values()) {
            assertThat(ClockTable.ELSEWHERE.get(kind.rule())).as(kind.name()).isEqualTo("runs while its task is open");
        }
    }

    @Test
    void whatIsWrittenShowsWhatIsOwed() { // DR-04
        MessageId request = MessageId.parse("5f6c6f5a-0000-4000-8000-000000000001@us-agency")
                .orElseThrow();
        assertThat(ClockTable.owedBy(new RiskNotice(request, "It will vanish.")))
                .contains(DeadlineRule.DR_04);
        assertThat(ClockTable.owedBy(new Decision(request, new Decision.Accepted(""))))
                .isEmpty();
    }

    private static Row only(DeadlineRule rule) {
        List<Row> rows =
                ClockTable.TABLE.stream().filter(row -> row.rule() == rule).toList();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
