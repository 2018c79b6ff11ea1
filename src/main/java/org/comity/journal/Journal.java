package org.comity.journal;

import static org.comity.journal.Columns.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.comity.matters.MatterId;
import org.comity.problems.GatewayBug;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The append-only record. What happened in a transaction is inserted at its end, unnumbered, in the order in which it happened; one
 * sequencer numbers it later.
 */
@Repository
public class Journal {
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Journal(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In the caller's transaction, which reads it only after its commit. */
    public void append(Event event) {
        BeforeCommit.once(this, Page.class, Page::new, page -> page.events.add(event));
    }

    /** What happened in one transaction. */
    private final class Page implements Runnable {
        private final List<Event> events = new ArrayList<>();

        @Override
        public void run() {
            jdbc.sql("""
                            insert into journal_leaf (at, event, actor, agency, matter, unit, request, message, partner, detail)
                            select at::timestamptz, event, actor, agency, matter::uuid, unit, request, message, partner, detail::jsonb
                            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                                as happened (at, event, actor, agency, matter, unit, request, message, partner, detail, number)
                            order by number""")
                    .params(
                            column(event -> event.at().toString()),
                            column(Event::name),
                            column(Event::actor),
                            column(event -> event.agency().value()),
                            column(event -> text(event.matter().map(MatterId::uuid))),
                            column(event -> text(event.unit())),
                            column(event -> text(event.request())),
                            column(event -> text(event.message())),
                            column(event -> text(event.partner())),
                            column(Journal.this::detail))
                    .update();
        }

        private String[] column(Function<Event, @Nullable String> of) {
            return events.stream().map(of).toArray(String[]::new);
        }
    }

    private String detail(Event event) {
        try {
            return json.writeValueAsString(event.sortedDetail());
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }
}
