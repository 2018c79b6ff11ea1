package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
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
            select r.id, r.rule, r.outcome, r.due, r.estimated, r.computed, q.reference, q.kind
            from deadline r join request q on q.id = r.request
            where r.state in ('ARMED', 'WARNED', 'OVERDUE') and r.due is not null and\s""" + Reach.ROW_IS_IN_REACH + " order by r.due, r.id limit :most";

    private final JdbcClient jdbc;

    DeadlineList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reference ours, of the request
     * @param policy whether it is a policy target, no figure of the law
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
            RequestKind kind) {}

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
                                .orElseThrow(() -> new GatewayBug("stored requests are of a kind that the law has"))))
                .list();
    }
}
