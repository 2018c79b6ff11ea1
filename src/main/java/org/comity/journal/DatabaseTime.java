package org.comity.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database takes the time to be: only compared with our clock, never reckoned with. */
@Repository
public class DatabaseTime {
    private final JdbcClient jdbc;

    DatabaseTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** What it was when a gateway's clock was last held to be right; empty: never yet. */
    public Optional<Instant> believed() {
        return jdbc.sql("select at from clock_believed where at is not null")
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    public void believe(Instant at) {
        jdbc.sql("update clock_believed set at = ?").param(Columns.utc(at)).update();
    }
}
