package org.comity.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.matters.Purpose;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who used which item that a partner supplied: what the journal knows of readings, item by item (ETS185/28/4). */
@Repository
public class UseRows {
    /** What is supplied, of the kinds of messages: the other kinds say how a request stands. */
    public static final Set<String> SUPPLYING = Set.of("result", "information", "partialDisclosure");

    private final JdbcClient jdbc;

    UseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param message that the item came with
     * @param item name of the file, or the kind of the document
     * @param sha256 of the file; empty: the document itself was read
     * @param by a person of ours
     */
    public record Use(
            Instant at, MessageId message, String item, Optional<Digest> sha256, String by, Optional<Purpose> purpose) {

        /** A file, whoever opened it for whatever; a text that was read for a purpose: without one it was a page that nobody had bound. */
        public boolean isToBeExplained() {
            return sha256.isPresent() || purpose.isPresent();
        }
    }

    /** Of everything that came in answer to {@code request}, or as the information that it offered; oldest first. */
    public List<Use> of(MessageId request) {
        return jdbc.sql("""
                        select l.at, l.message, l.actor, coalesce(a.name, m.kind) as item, a.sha256, l.detail ->> 'purpose' as purpose
                        from journal_leaf l
                        join message m on m.id = l.message and m.direction = 'IN'
                            and m.kind in (:supplying)
                        left join attachment a on a.message = l.message and a.sha256 = l.detail ->> 'sha256'
                        where l.request = :request and l.event in ('attachment.read', 'document.read')
                        order by l.id""")
                .param("supplying", SUPPLYING)
                .param("request", request.toString())
                .query(UseRows::read)
                .list();
    }

    private static Use read(ResultSet row, int number) throws SQLException {
        return new Use(
                Columns.instant(row, "at"),
                Columns.messageId(row.getString("message")),
                row.getString("item"),
                Columns.optionalText(row, "sha256").map(Digest::new),
                row.getString("actor"),
                Columns.optionalText(row, "purpose").map(Purpose::valueOf));
    }
}
