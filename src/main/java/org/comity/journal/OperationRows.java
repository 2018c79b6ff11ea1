package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.MatterId;
import org.comity.matters.Operation;
import org.comity.matters.OperationId;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Operations, the requests that belong to each, and whom one left out. */
@Repository
public class OperationRows {
    private final JdbcClient jdbc;

    OperationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Operation operation) {
        jdbc.sql("""
                        insert into operation (id, agency, matter, unit, reference, title, opened, opened_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        operation.id().uuid(),
                        operation.agency().value(),
                        operation.matter().uuid(),
                        operation.unit().value(),
                        operation.reference(),
                        operation.title(),
                        utc(operation.opened()),
                        operation.openedBy())
                .update();
    }

    /** @param fits whether the partner is written to in a language of the relationship; empty: not known */
    public void add(OperationId operation, Request request, Optional<String> language, Optional<Boolean> fits) {
        jdbc.sql("""
                        insert into operation_request
                            (request, operation, partner, agency, matter, unit, language, language_fits)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        request.id().toString(),
                        operation.uuid(),
                        request.partner().value(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        language.orElse(null),
                        fits.orElse(null))
                .update();
    }

    /** @param problems codes of what stood against it */
    public void leaveOut(Operation operation, AgencyId partner, String problems) {
        jdbc.sql("""
                        insert into operation_left_out (operation, partner, agency, matter, unit, problems)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        operation.id().uuid(),
                        partner.value(),
                        operation.agency().value(),
                        operation.matter().uuid(),
                        operation.unit().value(),
                        problems)
                .update();
    }

    /** Nobody else approves or discards it until this transaction ends. */
    public Optional<Operation> lock(OperationId id) {
        return jdbc.sql("select * from operation where id = ? for update")
                .param(id.uuid())
                .query(OperationRows::read)
                .optional();
    }

    /** Its requests whose first message still waits for a second person, by partner. */
    public List<MessageId> awaiting(OperationId id) {
        return jdbc.sql("""
                        select o.request from operation_request o join message m on m.id = o.request
                        where o.operation = ? and m.state = 'AWAITING_APPROVAL' order by o.partner""")
                .param(id.uuid())
                .query((row, number) -> Columns.messageId(row.getString("request")))
                .list();
    }

    private static Operation read(ResultSet row, int number) throws SQLException {
        return new Operation(
                new OperationId(row.getObject("id", UUID.class)),
                new AgencyId(row.getString("agency")),
                new MatterId(row.getObject("matter", UUID.class)),
                new UnitId(row.getString("unit")),
                row.getString("reference"),
                row.getString("title"),
                Columns.instant(row, "opened"),
                row.getString("opened_by"));
    }
}
