package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** UC-27: a database that answers and takes nothing. */
class CommitProbeTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Test
    void aCommitReachesTheLogWithTheRightsOfTheGateway() {
        String position = position();
        CommitProbe probe = new CommitProbe(DATABASE.jdbc());
        Optional<String> trouble = DATABASE.transactions().execute(transaction -> probe.commit());
        assertThat(trouble).isEmpty();
        assertThat(position()).isNotEqualTo(position);
    }

    @Test
    void aDatabaseThatOnlyReadsIsNamed() {
        DriverManagerDataSource reading = new DriverManagerDataSource(DATABASE.url(), "gateway", DATABASE.password());
        Properties options = new Properties();
        options.setProperty("options", "-c default_transaction_read_only=on"); // as a standby, or one that was made so
        reading.setConnectionProperties(options);
        assertThat(new CommitProbe(JdbcClient.create(reading)).commit())
                .contains("the database is read-only, or a standby");
    }

    private static String position() {
        return DATABASE.jdbc()
                .sql("select pg_current_wal_flush_lsn()::text")
                .query(String.class)
                .single();
    }
}
