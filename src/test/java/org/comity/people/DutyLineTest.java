package org.comity.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** UC-08/3a. */
class DutyLineTest {
    private final Person first = person("first");
    private final Person second = person("second");

    private final Person boss = new Person(
            "boss",
            "Boss",
            "jp-npa",
            new UnitId("cyber"),
            EnumSet.of(Role.SUPERVISOR),
            new PasswordHash("{noop}never used"),
            Optional.of(new MailAddress("boss@npa.example")),
            OptionalInt.empty(),
            false);

    @Test
    void whoeverOnDutyCanApproveIsCalledAndNobodyElse() {
        DutyLine line = new DutyLine(List.of(first, second, boss), 2);
        assertThat(line.forApproval(second::equals, first::equals)).isEqualTo(new DutyLine(List.of(second), 1));
    }

    @Test
    void withoutAnApproverOnDutyTheSupervisorIsCalled() {
        DutyLine line = new DutyLine(List.of(first, second, boss), 2);
        assertThat(line.forApproval(person -> false, first::equals)).isEqualTo(new DutyLine(List.of(boss), 0));
        DutyLine approverAtHome = line.forApproval(boss::equals, first::equals);
        assertThat(approverAtHome).as("not on duty").isEqualTo(new DutyLine(List.of(boss), 0));
    }

    @Test
    void somebodyIsCalledEvenIfThereIsOnlyTheAuthor() {
        DutyLine alone = new DutyLine(List.of(first), 1);
        assertThat(alone.forApproval(person -> false, first::equals)).isEqualTo(alone);
        DutyLine two = new DutyLine(List.of(first, second), 2);
        assertThat(two.forApproval(person -> false, first::equals)).isEqualTo(new DutyLine(List.of(second), 1));
    }

    private static Person person(String name) {
        return new Person(
                name,
                "Person " + name,
                "jp-npa",
                new UnitId("cyber"),
                EnumSet.of(Role.OFFICER),
                new PasswordHash("{noop}never used"),
                Optional.of(new MailAddress(name + "@npa.example")),
                OptionalInt.of(1),
                false);
    }
}
