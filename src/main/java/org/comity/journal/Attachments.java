package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The attachments that messages name, and the payloads in which their bytes are or gather. */
@Repository
public class Attachments {
    private final JdbcClient jdbc;

    Attachments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param complete when every byte was in and the digest fitted; empty while parts are missing
     * @param differs when every byte was in and the digest did not fit: it never will
     */
    public record Attachment(
            MessageId message,
            AttachmentManifest manifest,
            PayloadId payload,
            Optional<Instant> complete,
            Optional<Instant> differs) {

        public Attachment(
                MessageId message, AttachmentManifest manifest, PayloadId payload, Optional<Instant> complete) {
            this(message, manifest, payload, complete, Optional.empty());
        }

        /** Whether no more parts are taken in. */
        public boolean isOver() {
            return complete.isPresent() || differs.isPresent();
        }
    }

    public void insert(Attachment attachment) {
        AttachmentManifest manifest = attachment.manifest();
        jdbc.sql("""
                        insert into attachment (message, sha256, name, media_type, length, parts, payload, complete, looked)
                        values (?, ?, ?, ?, ?, ?, ?, ?, exists (select from message where id = ? and direction = 'OUT'))""")
                .params(
                        attachment.message().toString(),
                        manifest.sha256().hex(),
                        manifest.name(),
                        manifest.mediaType(),
                        manifest.length(),
                        manifest.inParts(),
                        attachment.payload().uuid(),
                        utc(attachment.complete()),
                        attachment.message().toString())
                .update();
    }

    public List<Attachment> of(MessageId message) {
        return jdbc.sql("select * from attachment where message = ? order by name, sha256")
                .param(message.toString())
                .query(Attachments::read)
                .list();
    }

    public Optional<Attachment> find(MessageId message, Digest sha256) {
        return jdbc.sql("select * from attachment where message = ? and sha256 = ?")
                .params(message.toString(), sha256.hex())
                .query(Attachments::read)
                .optional();
    }

    /** As {@link #find}; one at a time puts parts together. */
    public Optional<Attachment> lock(MessageId message, Digest sha256) {
        return jdbc.sql("select * from attachment where message = ? and sha256 = ? for update")
                .params(message.toString(), sha256.hex())
                .query(Attachments::read)
                .optional();
    }

    public void complete(Attachment attachment, Instant now) {
        jdbc.sql("update attachment set complete = ? where message = ? and sha256 = ?")
                .params(
                        utc(now),
                        attachment.message().toString(),
                        attachment.manifest().sha256().hex())
                .update();
    }

    /** Every part came and the whole is not what the manifest says. */
    public void differs(Attachment attachment, Instant now) {
        jdbc.sql("update attachment set differs = ? where message = ? and sha256 = ?")
                .params(
                        utc(now),
                        attachment.message().toString(),
                        attachment.manifest().sha256().hex())
                .update();
    }

    /** Others who announce for the partner wait until this transaction ends, so that what they count is true. */
    public void oneAtATime(String partner) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("evidence " + partner)
                .query((row, number) -> 0)
                .single();
    }

    /** Bytes that a partner has announced to us in parts and can still send before their notAfter; what its quota counts. */
    public long announcedBytes(String partner, Instant now) {
        return jdbc.sql("""
                        select coalesce(sum(a.length), 0) from attachment a join message m on m.id = a.message
                        where m.partner = ? and m.direction = 'IN' and a.complete is null and a.differs is null
                            and m.not_after > ?""").params(partner, utc(now)).query(Long.class).single();
    }

    private static Attachment read(ResultSet row, int number) throws SQLException {
        return new Attachment(
                Columns.messageId(row.getString("message")),
                new AttachmentManifest(
                        row.getString("name"),
                        row.getString("media_type"),
                        new Digest(row.getString("sha256")),
                        row.getLong("length"),
                        row.getInt("parts")),
                new PayloadId(row.getObject("payload", UUID.class)),
                Columns.optionalInstant(row, "complete"),
                Columns.optionalInstant(row, "differs"));
    }
}
