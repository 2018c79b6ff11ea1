package org.comity.journal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of the release before works on while a newer one migrates. Each of its connections has plans of before the migration, and the first
 * use of each after a table has one column more is refused ("cached plan must not change result type"). At the first refusal all connections are
 * let go, so that only what was under way at that moment is tried again.
 */
final class StalePlans implements SQLExceptionOverride {
    private static final Logger LOG = LoggerFactory.getLogger(StalePlans.class);

    /** PostgreSQL's {@code feature_not_supported}, of which a stale plan is one case. */
    private static final String STALE = "0A000";

    private static final String PLAN = "cached plan";

    private final HikariDataSource connections;

    private StalePlans(HikariDataSource connections) {
        this.connections = connections;
    }

    /** Before its first connection. */
    static void leave(HikariDataSource connections) {
        connections.setExceptionOverride(new StalePlans(connections));
    }

    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException refused) {
        if (!STALE.equals(refused.getSQLState())
                || !String.valueOf(refused.getMessage()).contains(PLAN)) {
            return Override.CONTINUE_EVICT;
        }
        LOG.info("the tables were migrated by another node: connections begin anew");
        connections.getHikariPoolMXBean().softEvictConnections();
        return Override.MUST_EVICT;
    }
}
