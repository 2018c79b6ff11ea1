package org.comity.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the journal said last about the gateway itself, found by an index of its own however long the journal is. */
@Repository
public class LastEvent {
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    LastEvent(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Details of the last {@code relationships.loaded} or {@code relationships.reloaded}. */
    public Optional<Map<String, String>> ofRelationships() {
        return jdbc.sql("""
                        select detail::text from journal_leaf
                        where event in ('relationships.loaded', 'relationships.reloaded')
                        order by id desc limit 1""").query(String.class).optional().map(detail -> Details.read(json, detail));
    }
}
