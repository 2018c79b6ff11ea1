package org.comity.journal;

import static org.comity.journal.Columns.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.deadlines.Deadline;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deadlines, append-only: a change of facts adds a row and marks the old one. */
@Repository
public class DeadlineRows {
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DeadlineRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public UUID insert(Request request, Deadline deadline, Instant now) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into deadline (id, request, agency, matter, unit, rule, inputs, due, warn_at, estimated, provenance,
                            state, computed)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 'ARMED', ?)""")
                .params(
                        id,
                        request.id().toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        deadline.rule().id(),
                        json(deadline.inputs().asMap()),
                        utc(deadline.due()),
                        utc(deadline.warnAt()),
                        deadline.estimated(),
                        deadline.provenance(),
                        utc(now))
                .update();
        return id;
    }

    /** As {@link #of}, one of them, and nobody else changes it until this transaction ends. */
    public Optional<DeadlineRow> lock(UUID id) {
        return jdbc.sql("select * from deadline where id = ? for update")
                .param(id)
                .query(DeadlineRows::read)
                .optional();
    }

    /** All that were ever computed for a request, oldest first. */
    public List<DeadlineRow> of(MessageId request) {
        return jdbc.sql("select * from deadline where request = ? order by computed, id")
                .param(request.toString())
                .query(DeadlineRows::read)
                .list();
    }

    public void become(UUID id, DeadlineRow.State state) {
        jdbc.sql("update deadline set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    /** Ends what runs under {@code rule}, because another is computed; returns what it ended. */
    public List<UUID> supersede(MessageId request, DeadlineRule rule) {
        return jdbc.sql("""
                        update deadline set state = 'SUPERSEDED'
                        where request = ? and rule = ? and state in ('ARMED', 'WARNED', 'DUE') returning id""")
                .params(request.toString(), rule.id())
                .query(UUID.class)
                .list();
    }

    /** Ends everything that runs for a request; returns what it ended. */
    public List<UUID> stopAll(MessageId request) {
        return jdbc.sql("""
                        update deadline set state = 'STOPPED' where request = ? and state in ('ARMED', 'WARNED') returning id""").param(request.toString()).query(UUID.class).list();
    }

    private String json(Map<String, String> inputs) {
        try {
            return json.writeValueAsString(inputs);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }

    private static DeadlineRow read(ResultSet row, int number) throws SQLException {
        return new DeadlineRow(
                row.getObject("id", UUID.class),
                Columns.messageId(row.getString("request")),
                row.getString("rule"),
                row.getString("inputs"),
                Columns.instant(row, "due"),
                Columns.instant(row, "warn_at"),
                row.getBoolean("estimated"),
                row.getString("provenance"),
                DeadlineRow.State.valueOf(row.getString("state")));
    }
}
