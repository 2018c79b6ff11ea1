package org.comity.journal;

import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Seals of parts that are not delivered yet. They are no payloads: those are kept, these hold a key and are deleted after use. */
@Repository
public class SealRows {
    private final JdbcClient jdbc;

    SealRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In place of the one that there was. */
    public void store(MessageId part, byte[] seal) {
        jdbc.sql("""
                        insert into seal (message, bytes) values (?, ?)
                        on conflict (message) do update set bytes = excluded.bytes""").params(part.toString(), seal).update();
    }

    public byte[] read(MessageId part) {
        return jdbc.sql("select bytes from seal where message = ?")
                .param(part.toString())
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    public void delete(MessageId part) {
        jdbc.sql("delete from seal where message = ?").param(part.toString()).update();
    }
}
