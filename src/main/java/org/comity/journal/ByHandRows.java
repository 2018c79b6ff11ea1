package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.ByHand;
import org.comity.matters.Request;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What persons recorded of what went and came outside the gateway. A record is never changed; a later message may confirm or contradict it. */
@Repository
public class ByHandRows {
    private final JdbcClient jdbc;

    public ByHandRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param scan where the bytes of {@link ByHand#scan} are */
    public void insert(Request request, ByHand record, Optional<PayloadId> scan) {
        Optional<ByHand.Scan> proof = record.scan();
        jdbc.sql("""
                        insert into by_hand (id, message, request, agency, matter, unit, what, at, way, sender, sender_organisation,
                            recipient, recipient_organisation, number, scan, scan_name, scan_type, scan_length, scan_sha256,
                            recorded_by, recorded, confirmed_by, agreed, said)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        record.id(),
                        record.message().toString(),
                        request.id().toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        record.what().name(),
                        utc(record.at()),
                        record.way().name(),
                        record.sender().person(),
                        record.sender().organisation(),
                        record.recipient().person(),
                        record.recipient().organisation(),
                        record.number(),
                        scan.map(PayloadId::uuid).orElse(null),
                        proof.map(ByHand.Scan::name).orElse(null),
                        proof.map(ByHand.Scan::mediaType).orElse(null),
                        proof.map(ByHand.Scan::length).orElse(null),
                        text(proof.map(ByHand.Scan::sha256).map(Digest::hex)),
                        record.recordedBy(),
                        utc(record.recorded()),
                        text(record.confirmedBy()),
                        record.agreed().orElse(null),
                        text(record.said()))
                .update();
    }

    /** All that was recorded about {@code request}, in the order in which it happened. */
    public List<ByHand> of(MessageId request) {
        return jdbc.sql("select * from by_hand where request = ? order by at, recorded, id")
                .param(request.toString())
                .query(ByHandRows::read)
                .list();
    }

    /**
     * Answers that were recorded and took effect, and that no message of the partner has confirmed or contradicted; the newest first. What the
     * partner has signed of the same kind since then stands in the place of all of them: also of one that another record had corrected.
     */
    public List<ByHand> unsigned(MessageId request) {
        return jdbc.sql("""
                        select b.* from by_hand b join message m on m.id = b.message
                        where b.request = ? and b.what = 'HEARD' and m.state = 'RECORDED'
                            and b.confirmed_by is null and b.contradicted_by is null
                            and not exists (select from message s where s.request = b.request and s.kind = m.kind
                                and s.direction = 'IN' and s.state = 'PROCESSED' and s.finished >= m.finished)
                        order by b.recorded desc, b.id desc""").param(request.toString()).query(ByHandRows::read).list();
    }

    public void confirm(UUID id, MessageId by) {
        jdbc.sql("update by_hand set confirmed_by = ? where id = ?")
                .params(by.toString(), id)
                .update();
    }

    public void contradict(UUID id, MessageId by) {
        jdbc.sql("update by_hand set contradicted_by = ? where id = ?")
                .params(by.toString(), id)
                .update();
    }

    /** Where the scan of {@code record} is, if it is about {@code message} and has one. */
    public Optional<PayloadId> scan(MessageId message, UUID record) {
        return jdbc.sql("select scan from by_hand where id = ? and message = ? and scan is not null")
                .params(record, message.toString())
                .query((row, number) -> new PayloadId(row.getObject("scan", UUID.class)))
                .optional();
    }

    private static ByHand read(ResultSet row, int number) throws SQLException {
        return new ByHand(
                row.getObject("id", UUID.class),
                Columns.messageId(row.getString("message")),
                ByHand.What.valueOf(row.getString("what")),
                Columns.instant(row, "at"),
                ByHand.Way.valueOf(row.getString("way")),
                new ByHand.Party(row.getString("sender"), row.getString("sender_organisation")),
                new ByHand.Party(row.getString("recipient"), row.getString("recipient_organisation")),
                row.getString("number"),
                proof(row),
                row.getString("recorded_by"),
                Columns.instant(row, "recorded"),
                Columns.optionalText(row, "confirmed_by").map(Columns::messageId),
                Columns.optionalText(row, "contradicted_by").map(Columns::messageId),
                Optional.ofNullable(row.getObject("agreed", Boolean.class)),
                Columns.optionalText(row, "said"));
    }

    static Optional<ByHand.Scan> proof(ResultSet row) throws SQLException {
        Optional<Digest> sha256 = Columns.optionalText(row, "scan_sha256").map(Digest::new);
        if (sha256.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ByHand.Scan(
                row.getString("scan_name"), row.getString("scan_type"), row.getLong("scan_length"), sha256.get()));
    }
}
