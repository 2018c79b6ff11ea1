package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.comity.delivery.relay.RelaySettings;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every connection of a running gateway is bound by. */
class ConnectionsRouteTest {

    @Test
    void noStatementAndNoTransactionHangsForEver() {
        assertThat(show("statement_timeout")).isEqualTo("90s");
        assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("5min");
    }

    @Test // THREAT-124: one that is blocked would count twice
    void noStatementOutlastsALease() {
        Duration lease = WholeGateway.shared().bean(RelaySettings.class).lease();
        int milliseconds = WholeGateway.shared()
                .bean(JdbcClient.class)
                .sql("select setting::int from pg_settings where name = 'statement_timeout'")
                .query(Integer.class)
                .single();
        assertThat(Duration.ofMillis(milliseconds)).isPositive().isLessThan(lease);
    }

    @Test
    void nobodyWaitsForEverForAServerThatIsGone() throws SQLException {
        try (Connection connection =
                WholeGateway.shared().bean(DataSource.class).getConnection()) {
            assertThat(connection.unwrap(PgConnection.class).getNetworkTimeout())
                    .isEqualTo((int) Duration.ofMinutes(3).toMillis());
        }
    }

    @Test
    void theGatewayWorksAsTheRoleThatOwnsNothing() {
        assertThat(show("session_authorization")).isEqualTo("gateway");
        assertThat(show("is_superuser")).isEqualTo("off");
    }

    @Test // THREAT-111: an exception that is logged quotes no row
    void whatTheServerSaysAboutARowIsNotRead() {
        JdbcClient jdbc = WholeGateway.shared().bean(JdbcClient.class);
        assertThatThrownBy(() -> jdbc.sql("insert into payload (id, sha256, length) values (gen_random_uuid(), ?, 1)")
                        .param("a name of somebody")
                        .update())
                .hasStackTraceContaining("violates not-null constraint")
                .satisfies(failed -> assertThat(everything(failed)).doesNotContain("a name of somebody", "Detail:"));
    }

    private static String everything(Throwable failed) {
        StringWriter all = new StringWriter();
        failed.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    private static String show(String setting) {
        return WholeGateway.shared()
                .bean(JdbcClient.class)
                .sql("show " + setting)
                .query(String.class)
                .single();
    }
}
