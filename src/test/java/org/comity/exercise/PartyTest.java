package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** Who plays in the exercise. */
class PartyTest {
    private static final Path NOWHERE = Path.of("nowhere");

    @Test
    void whateverARoleMaySeeSomebodyInTheExerciseCanLookAt() {
        assertThat(Party.playersOf(Party.tokyo(NOWHERE, 0).id()))
                .extracting(Player::role)
                .contains(Role.values());
    }

    @Test // UC-24/1
    void aMatterCanBeHandedOverInTheExerciseToo() {
        assertThat(Party.playersOf(Party.tokyo(NOWHERE, 0).id()))
                .filteredOn(player -> player.role() == Role.OFFICER)
                .extracting(Player::unit)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void theConsoleNamesEverybodyWhoCanSignInAndForWhat() {
        Stream.of(Party.tokyo(NOWHERE, 0), Party.washington(NOWHERE, 0)).forEach(party -> {
            String cast = ExerciseCommand.cast(party);
            assertThat(cast.lines()).hasSameSizeAs(Party.playersOf(party.id()));
            Party.playersOf(party.id())
                    .forEach(player -> assertThat(cast.lines())
                            .anyMatch(line -> line.strip().startsWith(player.name())));
        });
        assertThat(ExerciseCommand.cast(Party.tokyo(NOWHERE, 0)))
                .containsPattern("aya +auditor +reads the journal at /journal")
                .containsPattern("admin +administrator ");
    }
}
