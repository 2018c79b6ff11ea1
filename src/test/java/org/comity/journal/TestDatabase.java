package org.comity.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A fresh, migrated database for a test class, in about 0.1 s. The first one starts the test JVM's only PostgreSQL (1 to 2 s), which
 * is stopped and deleted when the JVM ends. Plain tests:
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.fresh();
 * private final Outbox outbox = new Outbox(DATABASE.jdbc());   // in package journal
 * DATABASE.inTransaction(() -> outbox.put(...));
 * }</pre>
 *
 * <p>Spring tests:
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void database(DynamicPropertyRegistry registry) {
 *     TestDatabase.fresh().register(registry);
 * }
 * }</pre>
 */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource pool;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = pool(name, "gateway");
    }

    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        Server.create(name, "migrated");
        return new TestDatabase(name);
    }

    public DataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /** As the role that owns the tables, for tests that attack them; the gateway's own role may not. */
    public DataSource owner() {
        return new DriverManagerDataSource(url(), "comity", password());
    }

    public void asOwner(String sql) {
        JdbcClient.create(owner()).sql(sql).update();
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /** Rows that {@code times} of {@code work} read in one transaction, of the tables named, or of all, by their own counters. */
    public long rowsRead(int times, Runnable work, String... tables) {
        return Objects.requireNonNull(transactions().execute(transaction -> {
            long before = rowsRead(tables);
            IntStream.range(0, times).forEach(time -> work.run());
            return rowsRead(tables) - before;
        }));
    }

    private long rowsRead(String... tables) {
        return jdbc().sql("""
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
                        where cardinality(:tables::text[]) = 0 or relname = any(:tables::text[])""").param("tables", tables).query(Long.class).single();
    }

    public void inTransaction(Runnable work) {
        transactions().executeWithoutResult(status -> work.run());
    }

    public String url() {
        return Server.RUNNING.url(name);
    }

    public String password() {
        return Server.RUNNING.password();
    }

    /**
     * Sets {@code spring.datasource.*} and the owner's {@code spring.flyway.*}. Contexts stay cached when their tests are over: they
     * give back the connections that they do not use, or the next ones would find none of the server's 100 left.
     */
    public void register(DynamicPropertyRegistry registry) {
        settings().forEach((key, value) -> registry.add(key, () -> value));
    }

    /** What {@link #register} sets. */
    public Map<String, String> settings() {
        return Map.of(
                "spring.datasource.url", url(),
                "spring.datasource.username", "gateway",
                "spring.datasource.password", password(),
                "spring.datasource.hikari.minimum-idle", "0",
                "spring.datasource.hikari.idle-timeout", "10000",
                "spring.flyway.user", "comity",
                "spring.flyway.password", password());
    }

    private static HikariDataSource pool(String name, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.RUNNING.url(name));
        config.setUsername(user);
        config.setPassword(Server.RUNNING.password());
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0); // many test classes share the server's 100 connections
        config.setIdleTimeout(10_000);
        return new HikariDataSource(config);
    }

    /** Started by the first test that asks. */
    private static final class Server {
        // the programs stay in target/: unpacking them costs 1.5 s
        static final Path HOME = temporaryDirectory();
        static final EmbeddedPostgres RUNNING = EmbeddedPostgres.start(HOME, Path.of("target", "postgres"));

        static {
            // after every Spring context: one that still runs waits half a minute for a server that is gone
            SpringApplication.getShutdownHandlers().add(Server::end);
            create("migrated", "template0");
            Flyway.configure()
                    .dataSource(new DriverManagerDataSource(RUNNING.url("migrated"), "comity", RUNNING.password()))
                    .load()
                    .migrate();
            grant();
        }

        /** As the gateway does at its start; a right that the code needs and has not is seen by every test. */
        private static void grant() {
            try (HikariDataSource working = pool("migrated", "gateway")) {
                Privileges.grant(
                        new DriverManagerDataSource(RUNNING.url("migrated"), "comity", RUNNING.password()), working);
            }
        }

        static synchronized void create(String name, String template) {
            JdbcClient.create(new DriverManagerDataSource(RUNNING.url("postgres"), "postgres", RUNNING.password()))
                    .sql("create database " + name + " template " + template + " owner comity")
                    .update();
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("comity-test-postgres");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** SIGQUIT: it ends without writing out what is deleted next. */
        private static void end() {
            try {
                new ProcessBuilder("kill", "-QUIT", Long.toString(RUNNING.pid())).start();
                ProcessHandle.of(RUNNING.pid())
                        .ifPresent(server -> server.onExit().join());
                FileSystemUtils.deleteRecursively(HOME);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
