package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ETS185/27/5 and others: the days that an answer names. */
class ReviewRulesTest {
    private static final LocalDate SAID = LocalDate.of(2026, 11, 26);

    @ParameterizedTest // LAW-38, LAW-39
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1900-01-01 | E-LAW-25 at decision/postponed/review (ETS185/27/5)",
                "2026-11-26 | E-LAW-25 at decision/postponed/review (ETS185/27/5)",
                "2026-11-27 | -",
                "2028-11-26 | -",
                "2028-11-27 | E-LAW-21 at decision/postponed/review (COMITY/review)",
                "2099-01-01 | E-LAW-21 at decision/postponed/review (COMITY/review)"
            })
    void liesAheadAndNearEnoughToBeMeant(LocalDate review, String problem) {
        assertThat(problems(new ReviewFacts(review, SAID))).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test // LAW-106
    void aConditionIsNotToBeMetOnADayThatIsOver() {
        assertThat(problems(new ConditionFacts(
                        "offer/condition",
                        List.of(Optional.empty(), Optional.of(SAID), Optional.of(SAID.minusDays(1))),
                        SAID)))
                .containsExactly("E-LAW-25 at offer/condition[3]/@dueBy (ETS185/28/2)");
    }

    @ParameterizedTest // LAW-104, LAW-105
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-11-25 | E-LAW-25 at delay/expected (ETS185/27/7)",
                "2026-11-26 | -",
                "2028-11-26 | -",
                "9999-12-31 | E-LAW-21 at delay/expected (COMITY/review)"
            })
    void aDelayEndsOnADayThatIsNotOverAndNearEnoughToBeMeant(LocalDate expected, String problem) {
        assertThat(problems(new DelayFacts(expected, SAID))).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    private static List<String> problems(Facts facts) {
        return Requirements.check(facts, Relationship.unrecorded(StatePair.parse("JP-US"))).stream()
                .map(Problem::toString)
                .toList();
    }
}
