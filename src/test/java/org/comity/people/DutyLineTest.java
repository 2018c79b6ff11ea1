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

    @Test
    void nobodyIsCalledToApproveWhatTheyWrote() {
        DutyLine line = new DutyLine(List.of(first, second), 1);
        assertThat(line.without(Optional.of("first"))).isEqualTo(new DutyLine(List.of(second), 0));
        assertThat(line.without(Optional.of("second"))).isEqualTo(new DutyLine(List.of(first), 1));
        assertThat(line.without(Optional.empty())).isEqualTo(line);
    }

    @Test
    void somebodyIsCalledEvenIfThereIsOnlyTheAuthor() {
        DutyLine alone = new DutyLine(List.of(first), 1);
        assertThat(alone.without(Optional.of("first"))).isEqualTo(alone);
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
