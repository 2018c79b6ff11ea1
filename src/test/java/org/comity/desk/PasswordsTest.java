package org.comity.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.comity.people.PasswordHash;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords production = new Passwords(false);

    @Test
    void matchesTheSamePasswordOnly() {
        PasswordHash hash = hash(production, "a long enough phrase");

        assertThat(production.matches("a long enough phrase", hash)).isTrue();
        assertThat(production.matches("A long enough phrase", hash)).isFalse();
    }

    @Test
    void makesAnotherHashEveryTime() {
        assertThat(hash(production, "a long enough phrase")).isNotEqualTo(hash(production, "a long enough phrase"));
    }

    @Test
    void refusesShortAndPublishedPasswords() {
        assertThat(production.hash("short").problems()).containsExactly(DeskProblem.PASSWORD_TOO_WEAK.problem());
        assertThat(production.hash("Comity-Exercise").problems())
                .containsExactly(DeskProblem.PASSWORD_TOO_WEAK.problem());
    }

    @Test
    void productionRefusesAnExamplePasswordEvenWhenItsHashWasBroughtAlong() {
        Passwords exercise = new Passwords(true);
        PasswordHash brought = hash(exercise, "comity-exercise");

        assertThat(exercise.matches("comity-exercise", brought)).isTrue();
        assertThat(production.matches("comity-exercise", brought)).isFalse();
    }

    private static PasswordHash hash(Passwords passwords, String plain) {
        return switch (passwords.hash(plain)) {
            case Checked.Passed<PasswordHash>(var hash) -> hash;
            case Checked.Failed<PasswordHash>(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
