package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Matters, and who beyond their unit may read them. */
@Repository
public class MatterRows {
    private final JdbcClient jdbc;

    MatterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Matter matter) {
        jdbc.sql("insert into matter (id, agency, unit, reference, title, opened) values (?, ?, ?, ?, ?, ?)")
                .params(
                        matter.id().uuid(),
                        matter.agency().value(),
                        matter.unit().value(),
                        matter.reference(),
                        matter.title(),
                        utc(matter.opened()))
                .update();
    }

    public Optional<Matter> find(MatterId id) {
        return jdbc.sql("select * from matter where id = ?")
                .param(id.uuid())
                .query(MatterRows::read)
                .optional();
    }

    public Optional<Matter> find(AgencyId agency, String reference) {
        return jdbc.sql("select * from matter where agency = ? and reference = ?")
                .params(agency.value(), reference)
                .query(MatterRows::read)
                .optional();
    }

    /** As {@link #find(MatterId)}, for who adds to it: the unit in charge stays the one that is read here until the transaction ends. */
    public Optional<Matter> hold(MatterId id) {
        return jdbc.sql("select * from matter where id = ? for key share")
                .param(id.uuid())
                .query(MatterRows::read)
                .optional();
    }

    /** As {@link #hold(MatterId)}, by its reference. */
    public Optional<Matter> hold(AgencyId agency, String reference) {
        return jdbc.sql("select * from matter where agency = ? and reference = ? for key share")
                .params(agency.value(), reference)
                .query(MatterRows::read)
                .optional();
    }

    /** Lets {@code person} read and work on the matter although it belongs to another unit. */
    public void admit(MatterId matter, String person, String grantedBy, Instant now) {
        jdbc.sql(
                        "insert into matter_reader (matter, person, granted_by, granted) values (?, ?, ?, ?) on conflict do nothing")
                .params(matter.uuid(), person, grantedBy, utc(now))
                .update();
    }

    public void dismiss(MatterId matter, String person) {
        jdbc.sql("delete from matter_reader where matter = ? and person = ?")
                .params(matter.uuid(), person)
                .update();
    }

    public boolean admits(MatterId matter, String person) {
        return jdbc.sql("select exists (select 1 from matter_reader where matter = ? and person = ?)")
                .params(matter.uuid(), person)
                .query(Boolean.class)
                .single();
    }

    /** The next number of our own references, unique in this gateway; gaps are possible. */
    public long nextNumber() {
        return jdbc.sql("select nextval('reference_number')").query(Long.class).single();
    }

    /** Numbers that were given before the database was put back are known outside; they are not given again. */
    public void passOver(int numbers) {
        jdbc.sql("select count(nextval('reference_number')) from generate_series(1, ?)")
                .param(numbers)
                .query(Long.class)
                .single();
    }

    private static Matter read(ResultSet row, int number) throws SQLException {
        return new Matter(
                new MatterId(row.getObject("id", UUID.class)),
                new AgencyId(row.getString("agency")),
                new UnitId(row.getString("unit")),
                row.getString("reference"),
                row.getString("title"),
                Columns.instant(row, "opened"));
    }
}
