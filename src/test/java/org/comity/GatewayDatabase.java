package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rows of a gateway with an embedded server, seen past the gateway. Reads the server's own lock file, so that the server is neither
 * started, adopted nor stopped by looking.
 */
public final class GatewayDatabase {
    /** Line of {@code postmaster.pid}, from 0 (PostgreSQL 17, chapter 18). */
    private static final int PORT = 3;

    private final Path postgres;
    private String url = "";
    private SingleConnectionDataSource connection = new SingleConnectionDataSource();

    /** @param data of the gateway */
    public GatewayDatabase(Path data) {
        this.postgres = data.resolve("postgres");
    }

    public int count(String sql) {
        return jdbc().sql(sql).query(Integer.class).single();
    }

    public List<String> texts(String sql) {
        return jdbc().sql(sql).query(String.class).list();
    }

    public void change(String sql) {
        jdbc().sql(sql).update();
    }

    public boolean isRunning() {
        return Files.exists(lockFile());
    }

    /** Number of the server's main process. */
    public long pid() {
        return Long.parseLong(lock().getFirst().strip());
    }

    /** Ends the server that a killed gateway left. */
    public void stop() {
        connection.destroy();
        if (isRunning()) {
            EmbeddedPostgres.start(postgres).close();
        }
    }

    private JdbcClient jdbc() {
        try {
            String now = "jdbc:postgresql://127.0.0.1:" + lock().get(PORT).strip() + "/comity";
            if (!now.equals(url)) { // each start of the server is on another port
                connection.destroy();
                connection = new SingleConnectionDataSource(
                        now, "comity", Files.readString(postgres.resolve("password")), true);
                url = now;
            }
            return JdbcClient.create(connection);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private List<String> lock() {
        try {
            return Files.readAllLines(lockFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private Path lockFile() {
        return postgres.resolve("cluster").resolve("postmaster.pid");
    }
}
