package org.comity.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.comity.matters.MatterId;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tells the journal's entries to whoever listens, in order: each at least once, by one node of all. */
@Repository
public class Telling {
    /** Entries told at once. */
    public static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Telling(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An entry of the journal.
     *
     * @param hash of its leaf in the tree (RFC 6962), lower-case hexadecimal: two entries never have the same
     */
    public record Entry(String hash, Event event) {}

    /**
     * Hands {@code listener} the next entries, unless another node does just now.
     *
     * @param listener called once, within the transaction; if it throws, the same entries come again
     * @return what was told; {@link #BATCH} of them mean that there may be more
     */
    @Transactional
    public List<Entry> tell(Consumer<List<Entry>> listener) {
        Optional<Long> from = jdbc.sql("select seq from journal_told for update skip locked")
                .query(Long.class)
                .optional();
        List<Entry> entries = from.map(this::from).orElse(List.of());
        if (!entries.isEmpty()) {
            listener.accept(entries);
            jdbc.sql("update journal_told set seq = seq + ?")
                    .param(entries.size())
                    .update();
        }
        return entries;
    }

    private List<Entry> from(long seq) {
        return jdbc.sql("""
                        select l.*, e.hash from journal_entry e join journal_leaf l on l.id = e.leaf
                        where e.seq >= ? and e.seq < ? order by e.seq""").params(seq, seq + BATCH).query(this::entry).list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        Event event = new Event(
                row.getString("event"),
                row.getString("actor"),
                Columns.instant(row, "at"),
                new AgencyId(row.getString("agency")),
                Columns.optionalUuid(row, "matter").map(MatterId::new),
                Columns.optionalText(row, "unit").map(UnitId::new),
                Columns.optionalText(row, "request").flatMap(MessageId::parse),
                Columns.optionalText(row, "message").flatMap(MessageId::parse),
                Columns.optionalText(row, "partner").map(AgencyId::new),
                Details.read(json, row.getString("detail")));
        return new Entry(HexFormat.of().formatHex(row.getBytes("hash")), event);
    }
}
