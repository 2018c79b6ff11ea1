package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the scanner found in stored files, by payload: bytes never change, what a scanner knows does. */
@Repository
public class ScanRows {
    private final JdbcClient jdbc;

    ScanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param signature of what was found; empty: nothing was */
    public record Scanned(Instant at, Optional<String> signature) {}

    public Optional<Scanned> find(PayloadId payload) {
        return jdbc.sql("select scanned, signature from scan where payload = ?")
                .param(payload.uuid())
                .query((row, number) ->
                        new Scanned(Columns.instant(row, "scanned"), Columns.optionalText(row, "signature")))
                .optional();
    }

    /** What was found stays found, whatever a later look says. */
    public void put(PayloadId payload, Scanned scanned) {
        jdbc.sql("""
                        insert into scan (payload, scanned, signature) values (?, ?, ?)
                        on conflict (payload) do update set scanned = excluded.scanned,
                            signature = coalesce(scan.signature, excluded.signature)""")
                .params(payload.uuid(), utc(scanned.at()), scanned.signature().orElse(null))
                .update();
        passOver(payload);
    }

    /** It is {@link #unseen} no more, though perhaps nothing is known of it. */
    public void passOver(PayloadId payload) {
        jdbc.sql("update attachment set looked = true where payload = ? and not looked")
                .param(payload.uuid())
                .update();
    }

    /** Files that came in, are whole, whose message was processed, and that no scanner was asked about; the oldest first. */
    public List<PayloadId> unseen(int most) {
        return jdbc.sql("""
                        select a.payload from attachment a join message m on m.id = a.message
                        where m.direction = 'IN' and m.state <> 'RECEIVED' and a.complete is not null and not a.looked
                            and not exists (select from scan s where s.payload = a.payload)
                        order by a.complete limit ?""")
                .param(most)
                .query((row, number) -> new PayloadId(row.getObject("payload", java.util.UUID.class)))
                .list();
    }

    /** The message that a stored file belongs to. */
    public Optional<String> messageOf(PayloadId payload) {
        return jdbc
                .sql(
                        "select message from attachment where payload = ? union select message from by_hand where scan = ?")
                .params(payload.uuid(), payload.uuid())
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }
}
