package org.comity.journal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.comity.FreePorts;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** docs/operations.md, "From embedded to external": what the gateway kept embedded is a cluster like any other. */
class MovedClusterTest {
    @TempDir
    Path directory;

    @Test
    void theEmbeddedClusterServesAsAnExternalOneWithItsOwnSettingsAndTls() throws IOException {
        Path embedded = directory.resolve("data/postgres");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(embedded, Path.of("target", "postgres"))) {
            Flyway.configure()
                    .dataSource(server.url(), "comity", server.password())
                    .load()
                    .migrate();
            rows(server.url(), "comity", server.password())
                    .sql("create table kept as select 'before the move' as what")
                    .update();
            rows(server.url(), "comity", server.password())
                    .sql("grant select on kept to gateway")
                    .update();
        }
        certificate();
        try (OwnServer moved = OwnServer.moved(
                embedded,
                directory.resolve("server"),
                FreePorts.first(),
                directory.resolve("key.pem"),
                directory.resolve("certificate.pem"))) {
            String url = moved.url("sslmode=verify-full&sslrootcert=" + directory.resolve("certificate.pem"));
            JdbcClient working = rows(url, "gateway", moved.password());
            assertThat(working.sql("select what from kept").query(String.class).single())
                    .isEqualTo("before the move");
            assertThat(working.sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            assertThat(working.sql("select setting from pg_settings where name in"
                                    + " ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')")
                            .query(String.class)
                            .list())
                    .as("though the gateway's command line is gone")
                    .containsOnly("on");
        }
    }

    private void certificate() throws IOException {
        Commands.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                directory.resolve("key.pem").toString(),
                "-out",
                directory.resolve("certificate.pem").toString()));
    }

    private static JdbcClient rows(String url, String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }
}
