package org.comity.journal;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many messages went and came, and how long it took: read by benches, past the gateway that does the work. */
@Repository
public class Exchanges {
    private final JdbcClient jdbc;

    Exchanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ours whose receipt is verified and committed. */
    public long delivered() {
        return number("select count(*) from attempt where outcome = 'delivered'");
    }

    /** The partners' that are recorded with the receipt we made. */
    public long received() {
        return number("select count(*) from receipt where direction = 'OUT'");
    }

    /** A mark for {@link #took}. */
    public long lastAttempt() {
        return number("select coalesce(max(id), 0) from attempt");
    }

    /**
     * Milliseconds from the first byte posted to the receipt verified, of what was delivered since a mark.
     *
     * @param shares ascending, each from 0 to 1
     */
    public List<Integer> took(long mark, double... shares) {
        return jdbc.sql("""
                        select percentile_disc(?) within group (order by took_ms) as ms from attempt
                        where id > ? and outcome = 'delivered'""")
                .params(Arrays.stream(shares).boxed().toArray(Double[]::new), mark)
                .query((row, number) -> List.of((Integer[]) row.getArray("ms").getArray()))
                .single();
    }

    /** Times that the database's log was made durable since its server started. */
    public long flushes() {
        return number("select wal_sync from pg_stat_wal");
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
