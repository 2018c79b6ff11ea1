package org.comity.journal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Repository;

/** How many messages went and came, and how long it took: read by benches, past the gateway that does the work. */
@Repository
public class Exchanges {
    private final JdbcClient jdbc;

    Exchanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of another gateway that runs on this machine, with an embedded server below {@code data}. */
    public static Exchanges beside(Path data) {
        try (EmbeddedPostgres running =
                EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow()) {
            return new Exchanges(
                    JdbcClient.create(new DriverManagerDataSource(running.url(), "comity", running.password())));
        }
    }

    /** A moment at which nothing is under way: what is counted since then costs what came since, however much is stored. */
    public record Mark(long attempt, long leaf) {}

    public Mark mark() {
        return new Mark(
                number("select coalesce(max(id), 0) from attempt"),
                number("select coalesce(max(id), 0) from journal_leaf"));
    }

    /** Ours whose receipt is verified and committed. */
    public long delivered(Mark since) {
        return number("select count(*) from attempt where id > ? and outcome = 'delivered'", since.attempt());
    }

    /** The partners' that are recorded with the receipt we made. */
    public long received(Mark since) {
        return number("select count(*) from journal_leaf where id > ? and event = 'message.received'", since.leaf());
    }

    /**
     * Milliseconds from the first byte posted to the receipt verified, of what was delivered.
     *
     * @param shares ascending, each from 0 to 1
     */
    public List<Integer> took(Mark since, double... shares) {
        return jdbc.sql("""
                        select percentile_disc(?) within group (order by took_ms) as ms from attempt
                        where id > ? and outcome = 'delivered'""")
                .params(Arrays.stream(shares).boxed().toArray(Double[]::new), since.attempt())
                .query((row, number) -> List.of((Integer[]) row.getArray("ms").getArray()))
                .single();
    }

    /** Times that the database's log was made durable since its server started. */
    public long flushes() {
        return number("select wal_sync from pg_stat_wal");
    }

    /** Rows that were read by walking through a whole table, since its statistics began: per exchange they should not grow with what is stored. */
    public long walked() {
        return number("select sum(seq_tup_read) from pg_stat_user_tables");
    }

    private long number(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }
}
