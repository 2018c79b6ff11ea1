package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.HandOver;
import org.comity.matters.MatterId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Matters that one unit hands over to another. At most one is open for each matter. */
@Repository
public class HandOverRows {
    /** Every table that carries the unit of a matter, beside the journal, where it stays as it was. */
    private static final List<String> CARRY_THE_UNIT =
            List.of("request", "operation", "operation_left_out", "message", "parked");

    /** They carry it too, and are found by their request: they have no index by their matter. */
    private static final List<String> OF_A_REQUEST =
            List.of("request_link", "operation_request", "by_hand", "hold", "deadline", "task");

    private final JdbcClient jdbc;

    HandOverRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(AgencyId agency, HandOver offer) {
        jdbc.sql("""
                        insert into hand_over (id, matter, request, agency, from_unit, to_unit, why, offered, offered_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        offer.id(),
                        offer.matter().uuid(),
                        text(offer.request().map(Object::toString)),
                        agency.value(),
                        offer.from().value(),
                        offer.to().value(),
                        offer.why(),
                        utc(offer.offered()),
                        offer.offeredBy())
                .update();
    }

    /** One act of handing over a matter at a time, by whichever of its requests; whoever only adds to the matter is not held up. */
    public void lock(MatterId matter) {
        jdbc.sql("select id from matter where id = ? for no key update")
                .param(matter.uuid())
                .query(UUID.class)
                .single();
    }

    /** The one that is under way. */
    public Optional<HandOver> open(MatterId matter) {
        return jdbc.sql("select * from hand_over where matter = ? and ended is null")
                .param(matter.uuid())
                .query(HandOverRows::read)
                .optional();
    }

    public void end(UUID id, HandOver.End how) {
        jdbc.sql("update hand_over set ended = ?, ended_by = ?, taken = ?, reason = ? where id = ? and ended is null")
                .params(utc(how.at()), how.by(), how.taken(), text(how.reason()), id)
                .update();
    }

    /**
     * The matter and everything of it is {@code unit}'s from now on. The row of the matter is locked first: who is just adding to the matter
     * holds a reference to it, so what they add is moved too.
     */
    public void move(MatterId matter, UnitId unit) {
        jdbc.sql("select id from matter where id = ? for update")
                .param(matter.uuid())
                .query(UUID.class)
                .single();
        jdbc.sql("update matter set unit = ? where id = ?")
                .params(unit.value(), matter.uuid())
                .update();
        jdbc.sql("update request set in_hand = null where matter = ?")
                .param(matter.uuid())
                .update();
        CARRY_THE_UNIT.forEach(table -> move(table, "matter = ?", matter, unit));
        OF_A_REQUEST.forEach(
                table -> move(table, "request in (select id from request where matter = ?)", matter, unit));
    }

    private void move(String table, String which, MatterId matter, UnitId unit) {
        jdbc.sql("update " + table + " set unit = ? where " + which)
                .params(unit.value(), matter.uuid())
                .update();
    }

    private static HandOver read(ResultSet row, int number) throws SQLException {
        Optional<String> by = Columns.optionalText(row, "ended_by");
        Optional<String> reason = Columns.optionalText(row, "reason");
        boolean taken = row.getBoolean("taken");
        return new HandOver(
                row.getObject("id", UUID.class),
                new MatterId(row.getObject("matter", UUID.class)),
                Columns.optionalText(row, "request").map(Columns::messageId),
                new UnitId(row.getString("from_unit")),
                new UnitId(row.getString("to_unit")),
                row.getString("why"),
                Columns.instant(row, "offered"),
                row.getString("offered_by"),
                Columns.optionalInstant(row, "ended")
                        .flatMap(at -> by.map(who -> new HandOver.End(at, who, taken, reason))));
    }

    /**
     * Whether {@code matter} is offered to {@code unit}, or its own, asked at one moment: between two statements an offer may be taken, and
     * the matter would seem to be neither.
     */
    public boolean isOpenTo(MatterId matter, UnitId unit) {
        return jdbc.sql("""
                        select exists (select 1 from hand_over where matter = :matter and to_unit = :unit and ended is null)
                            or exists (select 1 from matter where id = :matter and unit = :unit)""")
                .param("matter", matter.uuid())
                .param("unit", unit.value())
                .query(Boolean.class)
                .single();
    }
}
