package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts, good and bad ones, that their partner asked to have by a later POST and has not taken yet. */
@Repository
public class OwedReceipts {
    private final JdbcClient jdbc;

    OwedReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until when we stop offering it and a person hears of it */
    public record Owed(
            PayloadId receipt, MessageId message, AgencyId agency, AgencyId partner, Instant since, Instant until) {

        public Duration age(Instant now) {
            return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
        }
    }

    /** The same receipt again is offered from anew. */
    public void put(Owed owed) {
        jdbc.sql("""
                        insert into owed_receipt (receipt, message, agency, partner, since, offered_until)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (receipt) do update set since = excluded.since,
                            offered_until = excluded.offered_until""")
                .params(
                        owed.receipt().uuid(),
                        owed.message().toString(),
                        owed.agency().value(),
                        owed.partner().value(),
                        utc(owed.since()),
                        utc(owed.until()))
                .update();
    }

    public Optional<Owed> find(PayloadId receipt) {
        return jdbc.sql("select * from owed_receipt where receipt = ?")
                .param(receipt.uuid())
                .query((row, number) -> new Owed(
                        receipt,
                        Columns.messageId(row.getString("message")),
                        new AgencyId(row.getString("agency")),
                        new AgencyId(row.getString("partner")),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "offered_until")))
                .optional();
    }

    /** It is offered from anew: a person said so. */
    public void offerAgain(PayloadId receipt, Instant since, Instant until) {
        jdbc.sql("update owed_receipt set since = ?, offered_until = ? where receipt = ?")
                .params(utc(since), utc(until), receipt.uuid())
                .update();
    }

    /** The partner took it. */
    public void taken(PayloadId receipt) {
        jdbc.sql("delete from owed_receipt where receipt = ?")
                .param(receipt.uuid())
                .update();
    }
}
