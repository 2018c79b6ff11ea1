package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ExchangesTest {
    private static final int STORED = 20_000;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void countsWhatWasDeliveredAndReceivedSinceAMarkAndHowLongItTook() {
        Exchanges exchanges = new Exchanges(database.jdbc());
        tried(3, "delivered", 900);
        happened(2, "message.received");
        Exchanges.Mark mark = exchanges.mark();
        assertThat(exchanges.delivered(mark)).isZero();
        assertThat(exchanges.received(mark)).isZero();

        tried(5, "later", 800);
        tried(4, "delivered", 20);
        happened(6, "message.received");
        happened(7, "message.delivered");
        assertThat(exchanges.delivered(mark)).isEqualTo(4);
        assertThat(exchanges.received(mark)).isEqualTo(6);
        assertThat(exchanges.took(mark, 0.5, 1)).containsExactly(20, 20);
    }

    /** The bench looks ten times a second, also where a million messages are stored. */
    @Test
    void aLookReadsOnlyWhatCameSinceTheMark() throws SQLException {
        tried(STORED, "delivered", 20);
        happened(STORED, "message.received");
        database.asOwner("analyze");
        try (Connection connection = database.dataSource().getConnection()) {
            JdbcClient one = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            Exchanges exchanges = new Exchanges(one);
            long before = rowsRead(one);
            Exchanges.Mark mark = exchanges.mark();
            tried(1, "delivered", 20);
            happened(1, "message.received");
            // more than make the driver prepare a statement and the server plan it anew
            for (int look = 0; look < 20; look++) {
                assertThat(exchanges.delivered(mark)).isOne();
                assertThat(exchanges.received(mark)).isOne();
            }
            assertThat(rowsRead(one) - before).isLessThan(100);
        }
    }

    private void tried(int times, String outcome, int milliseconds) {
        database.jdbc().sql("""
                        insert into attempt (message, at, took_ms, outcome)
                        select 'message ' || n, now(), ?, ? from generate_series(1, ?) n""").params(milliseconds, outcome, times).update();
    }

    private void happened(int times, String event) {
        database.jdbc().sql("""
                        insert into journal_leaf (at, event, actor, agency, detail)
                        select now(), ?, 'gateway', 'jp-npa', '{}' from generate_series(1, ?)""").params(event, times).update();
    }

    /** By the tables' own counters, of the connection's server process and of those that have reported. */
    private static long rowsRead(JdbcClient one) {
        one.sql("select pg_stat_force_next_flush()").query((row, number) -> "").list();
        return one.sql("""
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
                        where relname in ('attempt', 'journal_leaf')""").query(Long.class).single();
    }
}
