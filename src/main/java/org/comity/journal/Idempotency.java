package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Instant;
import java.util.Optional;
import org.comity.messages.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Answers to requests that carried an Idempotency-Key, so that the same request again gets the same answer and has no second effect.
 * Reserve, do and answer in one transaction: who comes second with the same key waits for the first to end.
 */
@Repository
public class Idempotency {
    /** Rows that one call forgets: more than it adds, so the table shrinks to its life. */
    private static final int MOST_FORGOTTEN = 100;

    private final JdbcClient jdbc;

    Idempotency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param request digest of the request that first used the key; another one is a mistake of the client
     * @param answer what {@link Idempotency#answer} was given
     */
    public record Answered(Digest request, String answer, Instant at) {}

    /** Empty: the key is new, it is reserved now, and {@link #answer} must follow in the same transaction. */
    public Optional<Answered> reserve(String person, String key, Digest request, Instant now) {
        int inserted = jdbc.sql(
                        "insert into idempotency (person, key, sha256, answer, at) values (?, ?, ?, '', ?) on conflict do nothing")
                .params(person, key, request.hex(), utc(now))
                .update();
        return inserted == 1 ? Optional.empty() : Optional.of(find(person, key));
    }

    public void answer(String person, String key, String answer) {
        jdbc.sql("update idempotency set answer = ? where person = ? and key = ?")
                .params(answer, person, key)
                .update();
    }

    /**
     * Forgets some of what is older, oldest first; a client that comes after that is a new client. Rows that another transaction is
     * forgetting are left to it, so that no call waits for another.
     */
    public int forgetBefore(Instant oldest) {
        return jdbc.sql("""
                        delete from idempotency where (person, key) in
                            (select person, key from idempotency where at < ? order by at limit ? for update skip locked)""").params(utc(oldest), MOST_FORGOTTEN).update();
    }

    private Answered find(String person, String key) {
        return jdbc.sql("select sha256, answer, at from idempotency where person = ? and key = ?")
                .params(person, key)
                .query((row, number) -> new Answered(
                        new Digest(row.getString("sha256")), row.getString("answer"), Columns.instant(row, "at")))
                .single();
    }
}
