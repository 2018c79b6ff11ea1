package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every try to deliver a message: the answer to "what happened to it?". */
@Repository
public class Attempts {
    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param outcome a word such as {@code delivered}, {@code later}, {@code turned-away}
     * @param problem code of the catalogue, if it did not succeed
     */
    public record Attempt(Instant at, Duration took, String outcome, Optional<String> problem) {}

    public void add(MessageId message, Attempt attempt) {
        jdbc.sql("insert into attempt (message, at, took_ms, outcome, problem) values (?, ?, ?, ?, ?)")
                .params(
                        message.toString(),
                        utc(attempt.at()),
                        (int) attempt.took().toMillis(),
                        attempt.outcome(),
                        attempt.problem().orElse(null))
                .update();
    }

    public List<Attempt> of(MessageId message) {
        return jdbc.sql("select at, took_ms, outcome, problem from attempt where message = ? order by id")
                .param(message.toString())
                .query(Attempts::read)
                .list();
    }

    /** Those since it was last delivered, if it was and is sent again (UC-09/7f). */
    public List<Attempt> sinceDelivered(MessageId message) {
        return jdbc.sql("""
                        select at, took_ms, outcome, problem from attempt where message = :message and id > coalesce(
                            (select max(id) from attempt where message = :message and outcome = 'delivered'), 0) order by id""")
                .param("message", message.toString())
                .query(Attempts::read)
                .list();
    }

    private static Attempt read(ResultSet row, int number) throws SQLException {
        return new Attempt(
                Columns.instant(row, "at"),
                Duration.ofMillis(row.getInt("took_ms")),
                row.getString("outcome"),
                Columns.optionalText(row, "problem"));
    }
}
