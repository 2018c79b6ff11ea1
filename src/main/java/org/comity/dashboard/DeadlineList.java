package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.law.DeadlineRule;
import org.comity.law.RequestKind;
import org.comity.people.Actor;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UC-06/6: what falls due, of the requests that somebody may read. */
@Component
public class DeadlineList {
    /** The nearest; a calendar is read again long before they are over. */
    private static final int MOST = 1000;

    private static final String RUNNING = """
            select r.id, r.rule, r.outcome, least(r.due, h.ends) as due, r.estimated, r.computed, q.reference, q.kind,
                case when h.stated > h.ends then h.stated end as stated, coalesce(h.state = 'REQUESTED', false) as not_yet_held
            from deadline r join request q on q.id = r.request
            left join hold h on h.request = r.request and q.direction = 'OUT' and r.rule in ('DR-01', 'DR-50')
            where r.state in ('ARMED', 'WARNED', 'OVERDUE') and r.due is not null and\s""" + Reach.ROW_IS_IN_REACH + " order by due, r.id limit :most";

    private final JdbcClient jdbc;

    DeadlineList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reference ours, of the request
     * @param policy whether it is a policy target, no figure of the law
     * @param due of what others hold for us the end to live by: the earlier of theirs and ours
     * @param stated the partner's own end, where that is later
     * @param notYetHeld it was asked to hold and has not confirmed it
     * @param computed when; another one is computed when facts change
     */
    public record Running(
            UUID id,
            DeadlineRule rule,
            Instant due,
            boolean policy,
            boolean estimated,
            Instant computed,
            String reference,
            RequestKind kind,
            Optional<Instant> stated,
            boolean notYetHeld) {}

    /** The nearest first. */
    public List<Running> running(Actor actor) {
        return Reach.bind(jdbc.sql(RUNNING), actor)
                .param("most", MOST)
                .query((row, number) -> new Running(
                        row.getObject("id", UUID.class),
                        DeadlineRule.of(row.getString("rule"))
                                .orElseThrow(() -> new GatewayBug("stored deadlines are of a rule that the law has")),
                        RequestRow.instant(row, "due").orElseThrow(),
                        row.getString("outcome").equals("TARGET"),
                        row.getBoolean("estimated"),
                        RequestRow.instant(row, "computed").orElseThrow(),
                        row.getString("reference"),
                        RequestKind.of(row.getString("kind"))
                                .orElseThrow(() -> new GatewayBug("stored requests are of a kind that the law has")),
                        RequestRow.instant(row, "stated"),
                        row.getBoolean("not_yet_held")))
                .list();
    }
}
