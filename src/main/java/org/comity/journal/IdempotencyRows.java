package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Instant;
import org.comity.messages.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys under which persons have handed something in, and what they were answered. Joins the caller's transaction. */
@Repository
public class IdempotencyRows {
    private final JdbcClient jdbc;

    IdempotencyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param body SHA-256 of what was handed in */
    public record Answered(Digest body, String answer) {}

    /** Takes the key, after waiting for whoever is taking the same one right now; false if it is taken. */
    public boolean take(String person, String key, Digest body, Instant now) {
        return jdbc.sql("""
                        insert into idempotency (person, key, sha256, answer, at) values (?, ?, ?, '', ?)
                        on conflict do nothing""").params(person, key, body.hex(), utc(now)).update() == 1;
    }

    public void answered(String person, String key, String answer) {
        jdbc.sql("update idempotency set answer = ? where person = ? and key = ?")
                .params(answer, person, key)
                .update();
    }

    public Answered find(String person, String key) {
        return jdbc.sql("select sha256, answer from idempotency where person = ? and key = ?")
                .params(person, key)
                .query((row, number) -> new Answered(new Digest(row.getString("sha256")), row.getString("answer")))
                .single();
    }
}
