package org.comity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {
    private static final PasswordHash HASH = new PasswordHash("{bcrypt}$2a$10$secret");

    @Test
    void mayNotTakeTheGatewaysNameInTheJournal() {
        assertThatThrownBy(() -> person("gateway")).hasMessageContaining("gateway");
    }

    @Test
    void hasANameThatIsSafeInAJournalLine() {
        assertThatThrownBy(() -> person("sato\nroot")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> person("Sato")).isInstanceOf(IllegalArgumentException.class);
        assertThat(person("hanako.sato").actor().name()).isEqualTo("hanako.sato");
    }

    @Test
    void isNeverStoredWithAPlainPassword() {
        assertThatThrownBy(() -> new PasswordHash("correct horse")).hasMessageContaining("plain");
    }

    @Test // THREAT-111
    void doesNotPrintItsPasswordHash() {
        assertThat(person("sato").toString() + HASH).doesNotContain("secret").contains("sato");
    }

    private static Person person(String name) {
        return new Person(
                name,
                "Hanako Sato",
                "jp-npa",
                new UnitId("cyber-1"),
                Set.of(Role.OFFICER),
                HASH,
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }
}
