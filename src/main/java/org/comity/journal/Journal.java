package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.comity.matters.MatterId;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only record. A leaf is inserted, unnumbered, in the transaction in which it happened; one sequencer numbers them later. */
@Repository
public class Journal {
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Journal(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void append(Event event) {
        jdbc.sql("""
                        insert into journal_leaf (at, event, actor, agency, matter, unit, request, message, partner, detail)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        utc(event.at()),
                        event.name(),
                        event.actor(),
                        event.agency().value(),
                        event.matter().map(MatterId::uuid).orElse(null),
                        text(event.unit()),
                        text(event.request()),
                        text(event.message()),
                        text(event.partner()),
                        detail(event))
                .update();
    }

    private String detail(Event event) {
        try {
            return json.writeValueAsString(event.sortedDetail());
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }
}
