package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UC-22/1: what is still to be done around the requests that somebody may read. */
@Component
public class TaskList {
    /** Rows shown. */
    private static final int MOST = 500;

    private static final String OPEN = """
            from task r join request q on q.id = r.request
            where r.done is null and\s""" + Reach.ROW_IS_IN_REACH;

    private final JdbcClient jdbc;

    TaskList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reference ours, of the request
     * @param due empty: no date is recorded anywhere
     * @param note what its opener wants known
     */
    public record OpenTask(
            UUID id,
            TaskKind kind,
            MessageId request,
            String reference,
            AgencyId partner,
            Urgency urgency,
            String unit,
            Optional<Instant> due,
            Instant opened,
            Optional<String> note) {}

    /** Late ones first, then by their day; those without a day last. */
    public List<OpenTask> open(Actor actor) {
        String sql = "select r.*, q.reference, q.partner, q.urgency " + OPEN
                + " order by r.due nulls last, r.opened, r.id limit :most";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("most", MOST)
                .query((row, number) -> new OpenTask(
                        row.getObject("id", UUID.class),
                        TaskKind.valueOf(row.getString("kind")),
                        RequestRow.messageId(row, "request"),
                        row.getString("reference"),
                        new AgencyId(row.getString("partner")),
                        Urgency.ofLevel(row.getInt("urgency")),
                        row.getString("unit"),
                        RequestRow.instant(row, "due"),
                        RequestRow.instant(row, "opened").orElseThrow(),
                        Optional.ofNullable(row.getString("note"))))
                .list();
    }

    /** How many, at most as many as are shown. */
    public int count(Actor actor) {
        String sql = "select count(*) from (select 1 " + OPEN + " limit :most) counted";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("most", MOST)
                .query(Integer.class)
                .single();
    }
}
