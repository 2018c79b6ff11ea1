package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.MatterId;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was set aside for a person; never dropped. */
@Repository
public class ParkedRows {
    private final JdbcClient jdbc;

    ParkedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param address the queue to which it goes back when it is unparked
     * @param subject of the errand that it goes back to; empty: no errand waits for it
     * @param reason such as {@code EARLY}, {@code RETRIES_ENDED}, {@code UNKNOWN_CERT}
     * @param problem code of the catalogue
     * @param raw bytes that came in and could not be read yet
     */
    public record Parked(
            UUID id,
            AgencyId agency,
            Optional<MatterId> matter,
            Optional<UnitId> unit,
            Optional<MessageId> message,
            Optional<AgencyId> partner,
            String address,
            Optional<String> subject,
            String reason,
            String problem,
            Optional<PayloadId> raw,
            Instant at) {

        /** Of a message that is known here. */
        public static Parked of(
                MessageRow row, String address, Optional<String> subject, String reason, String problem, Instant at) {
            return new Parked(
                    UUID.randomUUID(),
                    row.agency(),
                    row.filed().matter(),
                    row.filed().unit(),
                    Optional.of(row.id()),
                    Optional.of(row.partner()),
                    address,
                    subject,
                    reason,
                    problem,
                    Optional.empty(),
                    at);
        }
    }

    public void insert(Parked parked) {
        jdbc.sql("""
                        insert into parked (id, agency, matter, unit, message, partner, address, subject, reason, problem, raw,
                            at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        parked.id(),
                        parked.agency().value(),
                        parked.matter().map(MatterId::uuid).orElse(null),
                        text(parked.unit()),
                        text(parked.message()),
                        text(parked.partner()),
                        parked.address(),
                        parked.subject().orElse(null),
                        parked.reason(),
                        parked.problem(),
                        parked.raw().map(PayloadId::uuid).orElse(null),
                        utc(parked.at()))
                .update();
    }

    /** Whether it was ever set aside, resolved or not. */
    public boolean isKnown(UUID id) {
        return jdbc.sql("select exists (select from parked where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Open ones only; nobody else resolves it until this transaction ends. */
    public Optional<Parked> lock(UUID id) {
        return jdbc.sql("select * from parked where id = ? and resolved is null for update")
                .param(id)
                .query(ParkedRows::read)
                .optional();
    }

    /** Open ones of a reason from a partner, oldest first. */
    public List<Parked> open(AgencyId partner, String reason) {
        return jdbc.sql("select * from parked where partner = ? and reason = ? and resolved is null order by at")
                .params(partner.value(), reason)
                .query(ParkedRows::read)
                .list();
    }

    /** Since when; empty if it is not parked for that. */
    public Optional<Instant> openSince(MessageId message, String reason) {
        return jdbc.sql(
                        "select max(at) as at from parked where message = ? and reason = ? and resolved is null having max(at) is not null")
                .params(message.toString(), reason)
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    /** @param bytes of what came in and could not be read yet */
    public record Held(int count, long bytes) {}

    /** What is open of a reason from a partner. */
    public Held held(AgencyId partner, String reason) {
        return jdbc.sql("""
                        select count(*) as count, coalesce(sum(length), 0) as bytes from parked left join payload on payload.id = raw
                        where partner = ? and reason = ? and resolved is null""")
                .params(partner.value(), reason)
                .query((row, number) -> new Held(row.getInt("count"), row.getLong("bytes")))
                .single();
    }

    /** Whether these very bytes are parked, or were discarded. */
    public boolean holds(AgencyId partner, String reason, Digest raw) {
        return jdbc.sql("""
                        select exists (select 1 from parked join payload on payload.id = raw
                            where partner = ? and reason = ? and raw is not null and sha256 = ? and resolution is distinct from 'unparked')""")
                .params(partner.value(), reason, raw.hex())
                .query(Boolean.class)
                .single();
    }

    /** Others who ask the same wait until this transaction ends, so that what they count is true. */
    public void oneAtATime(AgencyId partner, String reason) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(reason + " " + partner)
                .query((row, number) -> 0)
                .single();
    }

    /** What is open about a message at an address is settled, by whatever came. */
    public void resolveAll(MessageId message, String address, String person, String resolution, Instant now) {
        jdbc.sql("""
                        update parked set resolved = ?, resolved_by = ?, resolution = ?
                        where message = ? and address = ? and resolved is null""")
                .params(utc(now), person, resolution, message.toString(), address)
                .update();
    }

    /** What came in and could not be read: the MIC of what is said to be signed in it, by which a copy of it is known. */
    public void saysMic(UUID id, Digest mic) {
        jdbc.sql("update parked set mic = ? where id = ?").params(mic.hex(), id).update();
    }

    /**
     * Copies of a partner's message to one of ours, which lie unread, are settled by what came.
     *
     * @return how many
     */
    public int resolveCopies(
            MessageId message, Digest mic, AgencyId partner, AgencyId agency, String person, Instant now) {
        return jdbc.sql("""
                        update parked set resolved = ?, resolved_by = ?, resolution = 'received'
                        where message = ? and mic = ? and partner = ? and agency = ? and resolved is null""")
                .params(utc(now), person, message.toString(), mic.hex(), partner.value(), agency.value())
                .update();
    }

    /** @param resolution {@code unparked} or {@code discarded} */
    public void resolve(UUID id, String person, String resolution, Instant now) {
        jdbc.sql("update parked set resolved = ?, resolved_by = ?, resolution = ? where id = ?")
                .params(utc(now), person, resolution, id)
                .update();
    }

    private static Parked read(ResultSet row, int number) throws SQLException {
        return new Parked(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("agency")),
                Columns.optionalUuid(row, "matter").map(MatterId::new),
                Columns.optionalText(row, "unit").map(UnitId::new),
                Columns.optionalText(row, "message").map(Columns::messageId),
                Columns.optionalText(row, "partner").map(AgencyId::new),
                row.getString("address"),
                Columns.optionalText(row, "subject"),
                row.getString("reason"),
                row.getString("problem"),
                Columns.optionalUuid(row, "raw").map(PayloadId::new),
                Columns.instant(row, "at"));
    }
}
