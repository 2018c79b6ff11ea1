package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every connection of a running gateway is bound by. */
class ConnectionsRouteTest {

    @Test
    void noStatementAndNoTransactionHangsForEver() {
        assertThat(show("statement_timeout")).isEqualTo("2min");
        assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("5min");
    }

    @Test
    void theGatewayWorksAsTheRoleThatOwnsNothing() {
        assertThat(show("session_authorization")).isEqualTo("gateway");
        assertThat(show("is_superuser")).isEqualTo("off");
    }

    private static String show(String setting) {
        return WholeGateway.shared()
                .bean(JdbcClient.class)
                .sql("show " + setting)
                .query(String.class)
                .single();
    }
}
