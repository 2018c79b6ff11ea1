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
            Instant at) {}

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
