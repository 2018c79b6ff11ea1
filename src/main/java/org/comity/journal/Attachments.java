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
import org.comity.partners.AgencyId;
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
     * @param countsUntil while its bytes are awaited: until when they count against the partner's quota; empty if they do not
     */
    public record Attachment(
            MessageId message,
            AttachmentManifest manifest,
            PayloadId payload,
            Optional<Instant> complete,
            Optional<Instant> differs,
            Optional<Instant> countsUntil) {

        public Attachment(
                MessageId message, AttachmentManifest manifest, PayloadId payload, Optional<Instant> complete) {
            this(message, manifest, payload, complete, Optional.empty(), Optional.empty());
        }

        /** One whose parts are to come. */
        public static Attachment announced(
                MessageId message, AttachmentManifest manifest, PayloadId payload, Instant countsUntil) {
            return new Attachment(
                    message, manifest, payload, Optional.empty(), Optional.empty(), Optional.of(countsUntil));
        }

        /** Whether no more parts are taken in. */
        public boolean isOver() {
            return complete.isPresent() || differs.isPresent();
        }

        public boolean countsAt(Instant now) {
            return countsUntil.filter(now::isBefore).isPresent();
        }
    }

    public void insert(Attachment attachment) {
        AttachmentManifest manifest = attachment.manifest();
        jdbc.sql("""
                        insert into attachment (message, sha256, name, media_type, length, parts, payload, complete, counts_until, looked)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, exists (select from message where id = ? and direction = 'OUT'))""")
                .params(
                        attachment.message().toString(),
                        manifest.sha256().hex(),
                        manifest.name(),
                        manifest.mediaType(),
                        manifest.length(),
                        manifest.inParts(),
                        attachment.payload().uuid(),
                        utc(attachment.complete()),
                        utc(attachment.countsUntil()),
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

    /** Others who announce to that agency for the partner wait until this transaction ends, so that what they count is true. */
    public void oneAtATime(AgencyId partner, AgencyId agency) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("evidence " + partner + " " + agency)
                .query((row, number) -> 0)
                .single();
    }

    /** Bytes that a partner has announced in parts to an agency of ours and that count still; what its quota is compared with. */
    public long announcedBytes(AgencyId partner, AgencyId agency, Instant now) {
        return jdbc.sql("""
                        select coalesce(sum(a.length), 0) from attachment a join message m on m.id = a.message
                        where m.partner = ? and m.agency = ? and m.direction = 'IN' and a.complete is null and a.differs is null
                            and a.counts_until > ?""")
                .params(partner.value(), agency.value(), utc(now))
                .query(Long.class)
                .single();
    }

    /** Its bytes come, though they did not count any more: from now on they do. */
    public void countAgain(Attachment attachment, Instant until) {
        jdbc.sql("update attachment set counts_until = ? where message = ? and sha256 = ?")
                .params(
                        utc(until),
                        attachment.message().toString(),
                        attachment.manifest().sha256().hex())
                .update();
    }

    /** What a message announced does not count any more. */
    public void countNoMore(MessageId message) {
        jdbc.sql("update attachment set counts_until = null where message = ? and counts_until is not null")
                .param(message.toString())
                .update();
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
                Columns.optionalInstant(row, "differs"),
                Columns.optionalInstant(row, "counts_until"));
    }
}
