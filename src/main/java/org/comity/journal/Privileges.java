package org.comity.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the role that the gateway works as may do: read, add, and change what the work changes; delete from lists of things to do, of what is proposed and of who is let in.
 * The tables belong to another role, so injected SQL can neither alter one nor take the triggers of the journal away (THREAT-114).
 */
final class Privileges {
    private static final Logger LOG = LoggerFactory.getLogger(Privileges.class);

    private static final String SUPERUSER =
            "the gateway does not work as a superuser of the database: see \"External PostgreSQL\" in docs/operations.md";

    /** Holds off another node that starts at the same moment: two grants on one table collide. Any number that nobody else uses. */
    private static final long GRANTING = 0x636f6d697479L;

    private static final List<String> GRANTS = List.of(
            "revoke all on all tables in schema %2$s from %1$s",
            "grant usage on schema %2$s to %1$s",
            "grant usage on all sequences in schema %2$s to %1$s",
            "grant select, insert, update on all tables in schema %2$s to %1$s",
            "grant delete on outbox, seal, owed_receipt, idempotency, partner_certificate, partner_proposal, matter_reader, journal_pending, request_item to %1$s",
            "revoke update on journal_leaf, journal_entry, journal_checkpoint, own_access from %1$s",
            "revoke insert on journal_frontier, journal_told from %1$s",
            "revoke all on flyway_schema_history from %1$s");

    private Privileges() {}

    /** Gives the working role its rights; nothing to give where it owns the tables itself. */
    static void grant(DataSource owner, DataSource working) {
        String role = quoted(working, "current_user");
        if (role.equals(quoted(owner, "current_user"))) {
            return;
        }
        String schema = quoted(owner, "current_schema()");
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + GRANTING + ")");
            for (String grant : GRANTS) {
                statement.execute(String.format(Locale.ROOT, grant, role, schema));
            }
            connection.commit();
        } catch (SQLException refused) {
            throw new DataAccessResourceFailureException("the working role cannot be given its rights", refused);
        }
    }

    /** @throws IllegalStateException if SQL injected into the gateway could do anything at all */
    static void require(DataSource working) {
        JdbcClient jdbc = JdbcClient.create(working);
        if (jdbc.sql("select rolsuper from pg_roles where rolname = current_user")
                .query(Boolean.class)
                .single()) {
            throw new IllegalStateException(SUPERUSER);
        }
        if (jdbc.sql(
                        "select pg_has_role(current_user, relowner, 'usage') from pg_class where oid = 'journal_leaf'::regclass")
                .query(Boolean.class)
                .single()) {
            LOG.warn(
                    "the gateway owns its tables, so it could alter the journal: give spring.flyway.user a role of its own");
        }
    }

    private static String quoted(DataSource database, String name) {
        return JdbcClient.create(database)
                .sql("select quote_ident(" + name + ")")
                .query(String.class)
                .single();
    }
}
