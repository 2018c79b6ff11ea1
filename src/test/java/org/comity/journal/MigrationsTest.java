package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** Two releases on one database: the newer migrates it, and the older does not start on it again. */
class MigrationsTest {
    private static final int CONNECTIONS = 4;
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

    /** Else everybody who works on the table waits behind it, until a dump is over. */
    @Test
    void aMigrationThatCannotHaveItsTableGivesUp() throws Exception {
        Files.writeString(next.resolve("V9999__what_comes_next.sql"), "alter table partner add column next text");
        String shipped = new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yaml")).stream()
                        .map(settings -> settings.getProperty("spring.flyway.init-sqls"))
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .findFirst()
                        .orElseThrow();
        Flyway newer = Flyway.configure()
                .configuration(flyway(OURS, "filesystem:" + next).getConfiguration())
                .initSql(shipped)
                .load();
        try (Connection dump = database.owner().getConnection();
                Statement statement = dump.createStatement()) {
            dump.setAutoCommit(false);
            statement.execute("lock table partner in access share mode");
            assertThatThrownBy(newer::migrate).hasMessageContaining("lock timeout");
        }
    }

    @Test
    void aGatewayThatRunsOnLetsGoOfItsPlansAtTheFirstRefusal() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url() + "?prepareThreshold=1");
            pool.setUsername("gateway");
            pool.setPassword(database.password());
            pool.setMaximumPoolSize(CONNECTIONS);
            StalePlans.leave(pool);
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection one = pool.getConnection();
                all.add(one);
                assertThat(isRefused(one)).isFalse();
            }
            for (Connection one : all) {
                one.close();
            }
            database.asOwner("alter table partner add column next text not null default 'none'");
            int refused = 0;
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                try (Connection one = pool.getConnection()) {
                    refused += isRefused(one) ? 1 : 0;
                }
            }
            assertThat(refused).isEqualTo(1);
        }
    }

    /** Twice in a transaction, as it is with most connections: so there is a plan. */
    private static boolean isRefused(Connection connection) {
        try {
            connection.setAutoCommit(false);
            for (int i = 0; i < 2; i++) {
                try (PreparedStatement statement = connection.prepareStatement("select * from partner where id = ?")) {
                    statement.setString(1, "nobody");
                    statement.executeQuery().close();
                }
            }
            connection.commit();
            return false;
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).contains("cached plan");
            return true;
        }
    }

    private Flyway flyway(String... locations) {
        return Flyway.configure()
                .dataSource(database.owner())
                .locations(locations)
                .load();
    }
}
