package org.comity.journal;

import static org.comity.journal.Columns.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.deadlines.Deadline;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Escalation.Step;
import org.comity.deadlines.Outcome;
import org.comity.journal.DeadlineRow.Stopped;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deadlines, append-only: a change of facts adds a row and marks the old one. */
@Repository
public class DeadlineRows {
    private static final String RUNNING = "state in ('RESTING', 'ARMED', 'WARNED', 'OVERDUE')";

    /** What fell due stays so; that it need not be called about any more is for the caller to know. */
    private static final String STOP =
            "update deadline set state = case state when 'DUE' then 'DUE' else 'STOPPED' end, stopped = case state when 'DUE' then null else ? end where ";

    private static final String RUNNING_OR_DUE = "(" + RUNNING + " or state = 'DUE')";

    /** Clocks of the request's own states; each task has its own beside them. */
    private static final String OF_REQUEST = "request = ? and task is null and ";

    /** The rules of the holds themselves. */
    private static final String HOLDS = Arrays.stream(DeadlineRule.values())
            .filter(ClockTable::isOfHold)
            .map(rule -> "'" + rule.id() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DeadlineRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param task whose clock it is; empty: the request's own */
    public UUID insert(Request request, Optional<UUID> task, Outcome outcome, List<Planned> plan, Instant now) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into deadline (id, request, task, agency, matter, unit, rule, outcome, inputs, due, plan, estimated,
                            provenance, state, computed)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        request.id().toString(),
                        task.orElse(null),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        outcome.rule().id(),
                        kind(outcome),
                        json(outcome.inputs().asMap()),
                        utc(outcome.falls()),
                        plan.stream().map(one -> one.at() + " " + one.step()).collect(Collectors.joining(", ")),
                        outcome.deadline().map(Deadline::estimated).orElse(false),
                        outcome.provenance(),
                        (plan.isEmpty() ? DeadlineRow.State.RESTING : DeadlineRow.State.ARMED).name(),
                        utc(now))
                .update();
        return id;
    }

    /** As {@link #of}, one of them, and nobody else changes it until this transaction ends. */
    public Optional<DeadlineRow> lock(UUID id) {
        return jdbc.sql("select * from deadline where id = ? for update")
                .param(id)
                .query(DeadlineRows::read)
                .optional();
    }

    public Optional<MessageId> requestOf(UUID id) {
        return jdbc.sql("select request from deadline where id = ?")
                .param(id)
                .query((row, number) -> Columns.messageId(row.getString("request")))
                .optional();
    }

    /** All that were ever computed for a request, oldest first. */
    public List<DeadlineRow> of(MessageId request) {
        return jdbc.sql("select * from deadline where request = ? order by computed, id")
                .param(request.toString())
                .query(DeadlineRows::read)
                .list();
    }

    /** What runs, or rests, for a request under {@code rule}. */
    public Optional<DeadlineRow> running(MessageId request, DeadlineRule rule) {
        return jdbc.sql("select * from deadline where " + OF_REQUEST + "rule = ? and " + RUNNING + " for update")
                .params(request.toString(), rule.id())
                .query(DeadlineRows::read)
                .optional();
    }

    /**
     * The nearest instant at which we must have acted by law, also one that is past while the duty is not done; a policy target is none, a hold
     * is not an act, and what one of our own people has to do is a task, in the list of tasks by its own instant.
     */
    public Optional<Instant> nearestDuty(MessageId request) {
        return jdbc.sql("select min(due) as due from deadline where " + OF_REQUEST
                        + "state in ('ARMED', 'WARNED', 'OVERDUE', 'DUE') and outcome = 'DEADLINE' and inputs ->> 'ours' = 'true' and rule not in "
                        + HOLDS)
                .param(request.toString())
                .query((row, number) -> Columns.optionalInstant(row, "due"))
                .single();
    }

    /** When a person first hears of the end of what a partner holds for us; empty: it has confirmed nothing, or no clock runs. */
    public Optional<Instant> holdWarned(MessageId request) {
        return jdbc.sql("select * from deadline where " + OF_REQUEST + RUNNING + " and rule in " + HOLDS
                        + " and exists (select from hold h join request q on q.id = h.request"
                        + " where h.request = deadline.request and h.state = 'PRESERVED' and q.direction = 'OUT')")
                .param(request.toString())
                .query(DeadlineRows::read)
                .optional()
                .map(DeadlineRow::warnAt);
    }

    /** When the partner is to be asked or telephoned next if it stays silent (DR-90, DR-92); past while nobody has. */
    public Optional<Instant> nextWord(MessageId request) {
        return jdbc.sql("select min(due) as due from deadline where " + OF_REQUEST
                        + "state in ('ARMED', 'WARNED', 'OVERDUE', 'DUE') and rule in ('DR-90', 'DR-92')")
                .param(request.toString())
                .query((row, number) -> Columns.optionalInstant(row, "due"))
                .single();
    }

    /** The first so many steps of its plan are done. */
    public void fired(UUID id, int steps, DeadlineRow.State state) {
        jdbc.sql("update deadline set fired = ?, state = ? where id = ?")
                .params(steps, state.name(), id)
                .update();
    }

    /** Ends what runs under {@code rule}, because another is computed; returns what it ended. */
    public List<UUID> supersede(MessageId request, DeadlineRule rule) {
        return jdbc.sql("update deadline set state = 'SUPERSEDED' where " + OF_REQUEST + "rule = ? and "
                        + RUNNING_OR_DUE + " returning id")
                .params(request.toString(), rule.id())
                .query(UUID.class)
                .list();
    }

    /** Ends what runs for a task, because another is computed; returns what it ended. */
    public List<UUID> supersede(MessageId request, UUID task) {
        return jdbc.sql("update deadline set state = 'SUPERSEDED' where request = ? and task = ? and " + RUNNING_OR_DUE
                        + " returning id")
                .params(request.toString(), task)
                .query(UUID.class)
                .list();
    }

    /** Ends what runs under {@code rule}, because nothing is left to do; returns what it ended, and what had fallen due. */
    public List<UUID> stop(MessageId request, DeadlineRule rule, Stopped why) {
        return jdbc.sql(STOP + OF_REQUEST + "rule = ? and " + RUNNING_OR_DUE + " returning id")
                .params(why.name(), request.toString(), rule.id())
                .query(UUID.class)
                .list();
    }

    /** Ends what runs for a task of a request, because it is done; returns what it ended, and what had fallen due. */
    public List<UUID> stop(MessageId request, UUID task) {
        return jdbc.sql(STOP + "request = ? and task = ? and " + RUNNING_OR_DUE + " returning id")
                .params(Stopped.DONE.name(), request.toString(), task)
                .query(UUID.class)
                .list();
    }

    /**
     * Ends everything that runs for a request, but not what runs for its tasks; returns what it ended, and what had fallen due but for the end
     * of a hold: of lost data somebody has to hear.
     */
    public List<UUID> stopAll(MessageId request) {
        return jdbc.sql(STOP + OF_REQUEST + "(" + RUNNING + " or state = 'DUE' and rule not in " + HOLDS
                        + ") returning id")
                .params(Stopped.OVER.name(), request.toString())
                .query(UUID.class)
                .list();
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Deadline deadline -> "DEADLINE";
            case Outcome.Target target -> "TARGET";
            case Outcome.NotStarted none -> "NOT_STARTED";
            case Outcome.Suspended suspended -> "SUSPENDED";
            case Outcome.OpenEnded open -> "OPEN_ENDED";
        };
    }

    private String json(Map<String, String> inputs) {
        try {
            return json.writeValueAsString(inputs);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }

    private static DeadlineRow read(ResultSet row, int number) throws SQLException {
        return new DeadlineRow(
                row.getObject("id", UUID.class),
                Columns.messageId(row.getString("request")),
                Optional.ofNullable(row.getObject("task", UUID.class)),
                row.getString("rule"),
                row.getString("outcome"),
                row.getString("inputs"),
                Columns.optionalInstant(row, "due"),
                plan(row.getString("plan")),
                row.getInt("fired"),
                row.getBoolean("estimated"),
                row.getString("provenance"),
                DeadlineRow.State.valueOf(row.getString("state")));
    }

    /** A plan as its column has it. */
    public static List<Planned> plan(String stored) {
        return Arrays.stream(stored.split(", "))
                .filter(one -> !one.isEmpty())
                .map(one -> one.split(" "))
                .map(words -> new Planned(Instant.parse(words[0]), Step.valueOf(words[1])))
                .toList();
    }
}
