package org.comity.dashboard;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** UC-22/1: what is still to be done around the requests that somebody may read. */
@Component
public class TaskList {
    /** Rows of the largest page. */
    public static final int LARGEST_PAGE = 200;

    /** Counted. */
    private static final int MOST = 500;

    private static final String OPEN = """
            from task r join request q on q.id = r.request
            where r.done is null and\s""" + Reach.ROW_IS_IN_REACH;

    private static final String AFTER =
            " and (coalesce(r.due, 'infinity'), r.opened, r.id) > (coalesce(cast(:placeDue as timestamptz), 'infinity'), :placeOpened, :placeId)";

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

    /** @param next after which the next page begins; empty: this is the last one */
    public record Page(List<OpenTask> tasks, Optional<TaskPlace> next) {
        public Page {
            tasks = List.copyOf(tasks);
        }
    }

    /** Late ones first, then by their day; those without a day last. */
    public Page page(Actor actor, Optional<TaskPlace> after, int size) {
        List<OpenTask> some = open(actor, after, size + 1);
        if (some.size() <= size) {
            return new Page(some, Optional.empty());
        }
        OpenTask last = some.get(size - 1);
        return new Page(some.subList(0, size), Optional.of(new TaskPlace(last.due(), last.opened(), last.id())));
    }

    private List<OpenTask> open(Actor actor, Optional<TaskPlace> after, int most) {
        String sql = "select r.*, q.reference, q.partner, q.urgency " + OPEN + (after.isPresent() ? AFTER : "")
                + " order by coalesce(r.due, 'infinity'), r.opened, r.id limit :most";
        StatementSpec statement = Reach.bind(jdbc.sql(sql), actor).param("most", most);
        after.ifPresent(place -> statement
                .param(
                        "placeDue",
                        place.due().map(due -> due.atOffset(ZoneOffset.UTC)).orElse((OffsetDateTime) null))
                .param("placeOpened", place.opened().atOffset(ZoneOffset.UTC))
                .param("placeId", place.id()));
        return statement
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

    /** How many there are; of very many, that there are so many at least. */
    public int count(Actor actor) {
        String sql = "select count(*) from (select 1 " + OPEN + " limit :most) counted";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("most", MOST)
                .query(Integer.class)
                .single();
    }
}
