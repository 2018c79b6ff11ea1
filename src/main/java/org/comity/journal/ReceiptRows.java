package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts, one for each message: ours for what came in, the partner's for what went out. */
@Repository
public class ReceiptRows {
    private final JdbcClient jdbc;

    ReceiptRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the first receipt; of a second one for the same message only the proof counts that the first was not. */
    public void insert(StoredReceipt receipt) {
        jdbc.sql("""
                        insert into receipt (message, direction, payload, mic, disposition, signer, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (message, direction) do update set payload = excluded.payload, mic = excluded.mic,
                            disposition = excluded.disposition, signer = excluded.signer, at = excluded.at
                        where receipt.direction = 'IN' and receipt.disposition <> 'processed' and excluded.disposition = 'processed'""")
                .params(
                        receipt.message().toString(),
                        receipt.direction().name(),
                        receipt.payload().uuid(),
                        receipt.mic().hex(),
                        receipt.disposition(),
                        receipt.signer().hex(),
                        utc(receipt.at()))
                .update();
    }

    public Optional<StoredReceipt> find(MessageId message) {
        return jdbc.sql("select * from receipt where message = ?")
                .param(message.toString())
                .query(ReceiptRows::read)
                .optional();
    }

    private static StoredReceipt read(ResultSet row, int number) throws SQLException {
        return new StoredReceipt(
                Columns.messageId(row.getString("message")),
                Direction.valueOf(row.getString("direction")),
                new PayloadId(row.getObject("payload", UUID.class)),
                new Digest(row.getString("mic")),
                row.getString("disposition"),
                new Fingerprint(row.getString("signer")),
                Columns.instant(row, "at"));
    }
}
