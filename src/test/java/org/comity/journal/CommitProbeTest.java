package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    /** Limited to none, a temporary file fails as it does on a full disk; only a superuser may limit it. */
    @Test // whose log lies elsewhere, or has files to use again
    void aDiskWithoutRoomForRowsIsNoticed() {
        DriverManagerDataSource full = new DriverManagerDataSource(DATABASE.url(), "postgres", DATABASE.password());
        Properties options = new Properties();
        options.setProperty("options", "-c temp_file_limit=0");
        full.setConnectionProperties(options);
        CommitProbe probe = new CommitProbe(JdbcClient.create(full));
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(full));
        assertThatThrownBy(() -> transactions.execute(transaction -> probe.commit()))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .rootCause()
                .hasFieldOrPropertyWithValue("SQLState", "53400");
    }

    private static String position() {
        return DATABASE.jdbc()
                .sql("select pg_current_wal_flush_lsn()::text")
                .query(String.class)
                .single();
    }
}
