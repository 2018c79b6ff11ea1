package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to be done around requests. A task that is done stays, with who did it. */
@Repository
public class TaskRows {
    private final JdbcClient jdbc;

    public TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Request request, Task task) {
        jdbc.sql("""
                        insert into task (id, request, agency, matter, unit, kind, due, opened, note)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        task.id(),
                        request.id().toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        task.kind().name(),
                        utc(task.due()),
                        utc(task.opened()),
                        text(task.note()))
                .update();
    }

    public Optional<Task> find(MessageId request, UUID id) {
        return jdbc.sql("select * from task where id = ? and request = ?")
                .params(id, request.toString())
                .query(TaskRows::read)
                .optional();
    }

    /** All, in the order in which they were opened. */
    public List<Task> of(MessageId request) {
        return jdbc.sql("select * from task where request = ? order by opened, id")
                .param(request.toString())
                .query(TaskRows::read)
                .list();
    }

    /** Open ones of requests with {@code partners} that nothing has given a day yet, and their requests. */
    public List<Task> undated(Collection<AgencyId> partners) {
        return jdbc.sql("""
                        select t.* from task t join request r on r.id = t.request
                        where t.done is null and t.due is null and r.partner = any(?) order by t.opened, t.id""")
                .param(partners.stream().map(AgencyId::value).toArray(String[]::new))
                .query(TaskRows::read)
                .list();
    }

    /**
     * It is to be done by another instant.
     *
     * @return whether it was still open
     */
    public boolean due(UUID id, Optional<Instant> due) {
        return jdbc.sql("update task set due = ? where id = ? and done is null")
                        .params(utc(due), id)
                        .update()
                == 1;
    }

    /** @return whether it was still open */
    public boolean end(UUID id, Task.Done how) {
        return jdbc.sql(
                                "update task set done = ?, done_by = ?, needed = ?, said = ?, done_with = ? where id = ? and done is null")
                        .params(
                                utc(how.at()),
                                how.by(),
                                how.needed(),
                                text(how.said()),
                                text(how.with().map(MessageId::toString)),
                                id)
                        .update()
                == 1;
    }

    private static Task read(ResultSet row, int number) throws SQLException {
        Optional<Instant> done = Columns.optionalInstant(row, "done");
        Optional<String> by = Columns.optionalText(row, "done_by");
        Optional<String> said = Columns.optionalText(row, "said");
        Optional<MessageId> with = Columns.optionalText(row, "done_with").map(Columns::messageId);
        boolean needed = row.getBoolean("needed");
        return new Task(
                row.getObject("id", UUID.class),
                Columns.messageId(row.getString("request")),
                TaskKind.valueOf(row.getString("kind")),
                Columns.optionalInstant(row, "due"),
                Columns.instant(row, "opened"),
                done.flatMap(at -> by.map(who -> new Task.Done(at, who, needed, said, with))),
                Columns.optionalText(row, "note"));
    }
}
