package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Escalation.Step;
import org.comity.journal.DeadlineRows;
import org.comity.law.DeadlineRule;
import org.comity.law.RequestKind;
import org.comity.matters.ClockTable;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * UC-06/6: what falls due, of the requests that somebody may read: every running clock, and by when each pending request is to be acted on,
 * which is often no clock of its own: the move that came to us, the telephone call for what is not yet held.
 */
@Component
public class DeadlineList {
    /** The nearest; a calendar is read again long before they are over. */
    private static final int MOST = 1000;

    private static final String RUNNING = """
            with clock as (
                select r.id::text as id, r.request, r.rule, t.kind as task, r.outcome = 'TARGET' as policy, case when q.direction = 'OUT' then least(r.due, h.ends) else r.due end as due, r.estimated,
                    r.computed, r.plan, case when q.direction = 'OUT' and h.unexplained and h.stated > h.ends then h.stated end as stated,
                    q.reference, q.direction, q.partner, q.kind, q.next_move, coalesce(h.state = 'REQUESTED', false) as not_yet_held,
                    cast(null as timestamptz) as follow_up_before
                from deadline r join request q on q.id = r.request left join task t on t.id = r.task
                left join hold h on h.request = r.request and r.rule in ('DR-01', 'DR-50')
                where r.state in ('ARMED', 'WARNED', 'OVERDUE') and r.due is not null and\s""" + Reach.ROW_IS_IN_REACH + """
            ), act as (
                select 'act-' || r.id as id, r.id as request, null as rule, null as task, true as policy, r.due, r.due_estimated as estimated,
                    r.changed as computed, '' as plan, cast(null as timestamptz) as stated,
                    r.reference, r.direction, r.partner, r.kind, r.next_move, coalesce(h.state = 'REQUESTED' and r.direction = 'OUT', false) as not_yet_held,
                    case when r.due_because = 'FOLLOW_UP' then h.ends end as follow_up_before
                from request r left join hold h on h.request = r.id
                where r.due is not null and\s""" + Reach.ROW_IS_IN_REACH + """
            )
            select * from clock union all
            select * from act where not exists (select 1 from clock c where c.request = act.request and c.due = act.due)
            order by due, id limit :most""";

    private final JdbcClient jdbc;

    DeadlineList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param id the same as long as it is the same thing to do
     * @param reference ours, of the request
     * @param rule empty: no clock of its own, the instant by which the pending request is to be acted on
     * @param task that it is for, if it is for one
     * @param due of what others hold for us the end to live by: the earlier of theirs and ours
     * @param policy whether it is a policy target, no figure of the law
     * @param stated the partner's own end, where no reading of the period explains that it is so much later
     * @param notYetHeld who was asked to hold has not confirmed it: nothing is held by the record
     * @param followUpBefore where the request for held data is to be sent by {@code due}: the end of the hold, before which it must have arrived
     * @param computed when; another one is computed when facts change
     * @param warned when a person first hears of it
     */
    public record Running(
            String id,
            MessageId request,
            String reference,
            Direction direction,
            AgencyId partner,
            RequestKind kind,
            NextMove nextMove,
            Optional<DeadlineRule> rule,
            Optional<TaskKind> task,
            Instant due,
            boolean policy,
            boolean estimated,
            Instant computed,
            Optional<Instant> stated,
            boolean notYetHeld,
            Optional<Instant> followUpBefore,
            Optional<Instant> warned) {

        /** Whether {@code due} is the end of a hold that began, whoever holds. */
        public boolean isEndOfHold() {
            return !notYetHeld
                    && task.isEmpty()
                    && rule.filter(ClockTable::isOfHold).isPresent();
        }
    }

    /** The nearest first. */
    public List<Running> running(Actor actor) {
        return Reach.bind(jdbc.sql(RUNNING), actor)
                .param("most", MOST)
                .query(DeadlineList::read)
                .list();
    }

    private static Running read(ResultSet row, int number) throws SQLException {
        return new Running(
                row.getString("id"),
                RequestRow.messageId(row, "request"),
                row.getString("reference"),
                Direction.valueOf(row.getString("direction")),
                new AgencyId(row.getString("partner")),
                RequestKind.of(row.getString("kind"))
                        .orElseThrow(() -> new GatewayBug("stored requests are of a kind that the law has")),
                NextMove.valueOf(row.getString("next_move")),
                Optional.ofNullable(row.getString("rule"))
                        .map(rule -> DeadlineRule.of(rule)
                                .orElseThrow(() -> new GatewayBug("stored deadlines are of a rule that the law has"))),
                Optional.ofNullable(row.getString("task")).map(TaskKind::valueOf),
                RequestRow.instant(row, "due").orElseThrow(),
                row.getBoolean("policy"),
                row.getBoolean("estimated"),
                RequestRow.instant(row, "computed").orElseThrow(),
                RequestRow.instant(row, "stated"),
                row.getBoolean("not_yet_held"),
                RequestRow.instant(row, "follow_up_before"),
                DeadlineRows.plan(row.getString("plan")).stream()
                        .filter(planned -> planned.step() == Step.WARNING)
                        .map(Planned::at)
                        .findFirst());
    }
}
