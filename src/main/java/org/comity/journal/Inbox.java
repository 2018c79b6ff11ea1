package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every message that was ever taken in, with the receipt that was given for it: the guard against a second effect (THREAT-78). */
@Repository
public class Inbox {
    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param receipt the first receipt; a duplicate is answered with the same bytes */
    public record Seen(AgencyId partner, Digest mic, PayloadId receipt, Instant at) {}

    public Optional<Seen> find(MessageId message) {
        return jdbc.sql("select partner, mic, receipt, at from inbox where message = ?")
                .param(message.toString())
                .query((row, number) -> new Seen(
                        new AgencyId(row.getString("partner")),
                        new Digest(row.getString("mic")),
                        new PayloadId(row.getObject("receipt", UUID.class)),
                        Columns.instant(row, "at")))
                .optional();
    }

    /** @return whether it is the first; not if it came twice at the same moment, and {@link #find} has the other then */
    public boolean add(MessageId message, Seen seen, Optional<Digest> content) {
        return jdbc.sql("""
                                insert into inbox (message, partner, mic, receipt, at, content) values (?, ?, ?, ?, ?, ?)
                                on conflict do nothing""")
                        .params(
                                message.toString(),
                                seen.partner().value(),
                                seen.mic().hex(),
                                seen.receipt().uuid(),
                                utc(seen.at()),
                                content.map(Digest::hex).orElse(null))
                        .update()
                == 1;
    }

    /** The first message of the partner that said the same under another id (THREAT-80). */
    public Optional<MessageId> saidBefore(AgencyId partner, Digest content) {
        return jdbc.sql("select message from inbox where partner = ? and content = ? order by at, message limit 1")
                .params(partner.value(), content.hex())
                .query(String.class)
                .optional()
                .map(Columns::messageId);
    }
}
