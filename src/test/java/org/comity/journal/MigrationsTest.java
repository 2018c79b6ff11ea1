package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases on one database: the newer migrates it, and the older does not start on it again. */
class MigrationsTest {
    private static final String OURS = "classpath:db/migration";

    @TempDir
    Path next;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void aGatewayDoesNotStartOnTablesThatANewerOneMigrated() throws IOException {
        Files.writeString(next.resolve("V9999__what_comes_next.sql"), "alter table partner add column next text");
        Flyway older = flyway(OURS);
        assertThatCode(() -> Migrations.requireNoneOfANewerGateway(older)).doesNotThrowAnyException();

        Flyway newer = flyway(OURS, "filesystem:" + next);
        Migrations.requireNoneOfANewerGateway(newer);
        assertThat(newer.migrate().migrationsExecuted).isEqualTo(1);

        assertThatCode(() -> Migrations.requireNoneOfANewerGateway(newer)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Migrations.requireNoneOfANewerGateway(older))
                .hasMessageContaining("migrated by a newer gateway, to version 9999 (what comes next)")
                .hasMessageContaining("start the newer gateway on this node too");
    }

    private Flyway flyway(String... locations) {
        return Flyway.configure()
                .dataSource(database.owner())
                .locations(locations)
                .load();
    }
}
