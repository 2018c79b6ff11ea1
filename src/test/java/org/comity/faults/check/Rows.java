package org.comity.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** The rows of a gateway's database, which runs. Every column is read as text. */
public final class Rows {
    private static final int PORT = 3; // line of postmaster.pid, from 0 (PostgreSQL 17, chapter 18)

    private final Optional<Path> directory;
    private final Callable<Connection> door;

    private Rows(Optional<Path> directory, Callable<Connection> door) {
        this.directory = directory;
        this.door = door;
    }

    /**
     * Of the embedded server, found by the server's own lock file.
     *
     * @param data of the gateway
     */
    public static Rows of(Path data) {
        return new Rows(Optional.of(data), () -> connect(data.resolve("postgres")));
    }

    /** Of a server that is nobody's but the operator's. */
    public static Rows at(String url, String user, String password) {
        return new Rows(Optional.empty(), () -> DriverManager.getConnection(url, user, password));
    }

    /** The data of the one gateway whose they are; empty: several have them in common. */
    Optional<Path> directory() {
        return directory;
    }

    /** First column of the first row, or an empty text. */
    public String text(String sql) {
        List<List<String>> rows = list(sql);
        return rows.isEmpty() ? "" : rows.getFirst().getFirst();
    }

    public int count(String sql) {
        return Integer.parseInt(text(sql));
    }

    /** First column of every row. */
    Set<String> set(String sql) {
        Set<String> found = new HashSet<>();
        list(sql).forEach(row -> found.add(row.getFirst()));
        return found;
    }

    /** Second column by the first. */
    Map<String, String> map(String sql) {
        Map<String, String> found = new HashMap<>();
        list(sql).forEach(row -> found.put(row.getFirst(), row.get(1)));
        return found;
    }

    /** Nulls are empty texts. */
    public List<List<String>> list(String sql) {
        return query(sql, row -> {
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String text = row.getString(i);
                texts.add(text == null ? "" : text);
            }
            return texts;
        });
    }

    /** First column of the first row. */
    byte[] bytes(String sql) {
        return query(sql, row -> row.getBytes(1)).getFirst();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading) {
        try (Connection connection = door.call();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.of(result));
            }
            return rows;
        } catch (Exception failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static Connection connect(Path postgres) throws SQLException {
        try {
            String port = Files.readAllLines(postgres.resolve("cluster").resolve("postmaster.pid"))
                    .get(PORT)
                    .strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/comity",
                    "comity",
                    Files.readString(postgres.resolve("password")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
