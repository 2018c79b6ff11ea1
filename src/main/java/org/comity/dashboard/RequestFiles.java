package org.comity.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.comity.dashboard.RequestFile.Attached;
import org.comity.dashboard.RequestFile.Clock;
import org.comity.dashboard.RequestFile.Ending;
import org.comity.dashboard.RequestFile.Held;
import org.comity.dashboard.RequestFile.Linked;
import org.comity.dashboard.RequestFile.Moment;
import org.comity.dashboard.RequestFile.Proof;
import org.comity.dashboard.RequestFile.Reckoned;
import org.comity.dashboard.RequestFile.Sent;
import org.comity.dashboard.RequestFile.Stated;
import org.comity.dashboard.RequestFile.Try;
import org.comity.deadlines.Computation;
import org.comity.deadlines.Escalation;
import org.comity.deadlines.Inputs;
import org.comity.journal.ByHandRows;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.journal.FindingRows;
import org.comity.journal.HoldRows;
import org.comity.journal.TaskRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ActByReason;
import org.comity.matters.ByHand;
import org.comity.matters.ClockTable;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.HoldState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the file of one request for those who may read it. */
@Component
public class RequestFiles {
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private static final AttachedFiles.Progress NOTHING_IN_PARTS = new AttachedFiles.Progress(0, 0);

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final AttachedFiles attached;
    private final TaskRows tasks;

    private final ByHandRows byHand;

    private final FindingRows findings;

    RequestFiles(JdbcClient jdbc, ObjectMapper json, TaskRows tasks, ByHandRows byHand, FindingRows findings) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.json = json;
        this.byHand = byHand;
        this.findings = findings;
        this.attached = new AttachedFiles(jdbc);
    }

    /**
     * Empty both when there is no such request and when it is not the actor's to read (THREAT-91). All of it is of one moment: a state beside
     * messages that have changed it already would mislead.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<RequestFile> open(Actor actor, MessageId id) {
        return find(actor, id)
                .map(request -> new RequestFile(
                        request,
                        reckoned(id),
                        messages(id),
                        ending(id),
                        hold(id),
                        deadlines(request),
                        tasks.of(id),
                        links(actor, id),
                        findings.of(id),
                        timeline(id)));
    }

    /** The request alone, as the lists show it; empty as for {@link #open}. */
    public Optional<ListedRequest> find(Actor actor, MessageId id) {
        String sql = RequestRow.SELECT + "from request r" + RequestRow.JOINS + "where r.id = :id and "
                + Reach.ROW_IS_IN_REACH;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("id", id.toString())
                .query(RequestRow::read)
                .optional();
    }

    /**
     * Tells how it stands for whoever acts on it from how it stands later: its state, what is held, and what was said of it. Empty as for {@link #open}.
     */
    public Optional<String> standing(Actor actor, MessageId id) {
        String sql = """
                select concat_ws(' ', r.state, r.next_move, h.state, h.ends, h.part, (
                    select string_agg(concat(x.id, case when x.state in ('AWAITING_APPROVAL', 'DISCARDED', 'REJECTED', 'PARKED') then x.state end,
                        x.rejected_by), ' ' order by x.id) from message x
                    where x.request = r.id and x.kind not in ('part', 'reminder'))) as standing
                from request r left join hold h on h.request = r.id
                where r.id = :id and\s""" + Reach.ROW_IS_IN_REACH;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("id", id.toString())
                .query((row, number) -> Digest.of(row.getString("standing").getBytes(StandardCharsets.UTF_8))
                        .hex())
                .optional();
    }

    /** Why its author chose this avenue; of a request that the caller has already found within its reach. */
    public Optional<String> avenue(ListedRequest request) {
        return jdbc.sql("select avenue from request where id = ? and avenue is not null")
                .param(request.id().toString())
                .query(String.class)
                .optional();
    }

    /** What the law misses in it, as {@link RequestFile#missing}; of a request that the caller has already found within its reach. */
    public List<FindingRows.Finding> missing(ListedRequest request) {
        return findings.of(request.id());
    }

    /** The message of a kind that was written last and said, of a request that the caller has already found within its reach. */
    public Optional<MessageId> lastOfKind(ListedRequest request, String kind) {
        return jdbc.sql("""
                        select id from message where request = :request and kind = :kind
                            and state not in ('AWAITING_APPROVAL', 'DISCARDED', 'RECEIVED', 'PARKED', 'REJECTED')
                        order by created desc, id desc limit 1""")
                .param("request", request.id().toString())
                .param("kind", kind)
                .query((row, number) -> RequestRow.messageId(row, "id"))
                .optional();
    }

    private List<Sent> messages(MessageId request) {
        Map<String, List<Try>> tries = tries(request);
        Map<String, List<Attached>> files = attached.of(request);
        Map<String, AttachedFiles.Progress> progress = attached.progress(request);
        Map<MessageId, List<ByHand>> recorded =
                byHand.of(request).stream().collect(Collectors.groupingBy(ByHand::message));
        return jdbc.sql("""
                        select x.*, p.sha256 as document_sha256, c.direction as receipt_direction, c.at as receipt_at,
                            c.disposition as receipt_disposition, c.mic as receipt_mic, c.signer as receipt_signer,
                            (select k.reason from parked k where k.message = x.id and k.resolved is null
                                order by k.at desc limit 1) as parked_for,
                            (select e.subject from outbox o join outbox e on e.line = o.line and e.id < o.id
                                where o.address = 'comity.outbound' and o.subject = x.id order by e.id limit 1) as behind
                        from message x
                        join payload p on p.id = x.document
                        left join receipt c on c.message = x.id
                        where x.request = :request and x.kind <> 'part'
                        order by x.created, x.id""")
                .param("request", request.toString())
                .query((row, number) -> {
                    String id = row.getString("id");
                    return sent(
                            row,
                            tries.getOrDefault(id, List.of()),
                            files.getOrDefault(id, List.of()),
                            progress.getOrDefault(id, NOTHING_IN_PARTS),
                            recorded.getOrDefault(RequestRow.messageId(row, "id"), List.of()));
                })
                .list();
    }

    private static Sent sent(
            ResultSet row,
            List<Try> tries,
            List<Attached> files,
            AttachedFiles.Progress progress,
            List<ByHand> recorded)
            throws SQLException {
        return new Sent(
                RequestRow.messageId(row, "id"),
                Direction.valueOf(row.getString("direction")),
                new AgencyId(row.getString("partner")),
                row.getString("kind"),
                instant(row, "created"),
                instant(row, "not_after"),
                row.getBoolean("exercise"),
                row.getString("document_sha256"),
                Optional.ofNullable(row.getString("author")),
                Optional.ofNullable(row.getString("approver")),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                RequestRow.instant(row, "next_try"),
                Optional.ofNullable(row.getString("last_problem")),
                Optional.ofNullable(row.getString("parked_for")),
                Optional.ofNullable(row.getString("behind")).flatMap(MessageId::parse),
                tries,
                files,
                progress.parts(),
                progress.there(),
                proof(row),
                recorded,
                Optional.ofNullable(row.getString("given_up")),
                Optional.ofNullable(row.getString("given_up_by")),
                Optional.ofNullable(row.getString("superseded_by")).flatMap(MessageId::parse));
    }

    private static Optional<Proof> proof(ResultSet row) throws SQLException {
        if (row.getString("receipt_direction") == null) {
            return Optional.empty();
        }
        return Optional.of(new Proof(
                Direction.valueOf(row.getString("receipt_direction")),
                instant(row, "receipt_at"),
                row.getString("receipt_disposition"),
                row.getString("receipt_mic"),
                row.getString("receipt_signer")));
    }

    private Map<String, List<Try>> tries(MessageId request) {
        record OfMessage(String message, Try tried) {}
        return jdbc
                .sql("""
                        select a.* from attempt a join message x on x.id = a.message
                        where x.request = :request and x.kind <> 'part' order by a.id""")
                .param("request", request.toString())
                .query((row, number) -> new OfMessage(
                        row.getString("message"),
                        new Try(
                                instant(row, "at"),
                                Duration.ofMillis(row.getInt("took_ms")),
                                row.getString("outcome"),
                                Optional.ofNullable(row.getString("problem")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        OfMessage::message, Collectors.mapping(OfMessage::tried, Collectors.toList())));
    }

    private Optional<Reckoned> reckoned(MessageId request) {
        return jdbc.sql("""
                        select due_because, case when due_because in ('TELEPHONE', 'ASK') then coalesce(silent_since, changed) else changed end as since
                        from request where id = ? and due_because is not null""")
                .param(request.toString())
                .query((row, number) ->
                        new Reckoned(ActByReason.valueOf(row.getString("due_because")), instant(row, "since")))
                .optional();
    }

    private Ending ending(MessageId request) {
        return jdbc.sql("select ground, set_aside, set_aside_by from request where id = :request")
                .param("request", request.toString())
                .query((row, number) -> new Ending(
                        Optional.ofNullable(row.getString("ground")),
                        Optional.ofNullable(row.getString("set_aside")),
                        Optional.ofNullable(row.getString("set_aside_by"))))
                .single();
    }

    private Optional<Held> hold(MessageId request) {
        return jdbc.sql("select * from hold where request = :request")
                .param("request", request.toString())
                .query((row, number) -> new Held(
                        HoldState.valueOf(row.getString("state")),
                        instant(row, "starts"),
                        instant(row, "ends"),
                        row.getBoolean("estimated"),
                        RequestRow.instant(row, "stated"),
                        row.getBoolean("unexplained"),
                        HoldRows.part(row.getString("part"))))
                .optional();
    }

    /** Those that run first, by their instant; then what is over, and what was computed before. */
    private List<Clock> deadlines(ListedRequest request) {
        return jdbc.sql("""
                        select * from deadline where request = :request
                        order by state = 'SUPERSEDED', state in ('DUE', 'STOPPED'), due nulls last, computed, id""")
                .param("request", request.id().toString())
                .query((row, number) -> clock(row))
                .list();
    }

    private Clock clock(ResultSet row) throws SQLException {
        DeadlineRule rule = rule(row);
        Inputs inputs = Inputs.of(detail(row.getString("inputs")));
        Optional<Instant> over = RequestRow.instant(row, "due");
        // stored is when it is over; people are told the end to live by
        Optional<Instant> due =
                ClockTable.isOfHold(rule) ? Computation.compute(rule, inputs).ends() : over;
        String state = row.getString("state");
        return new Clock(
                rule.id(),
                rule.source().toString(),
                rule.says(),
                row.getString("outcome"),
                due,
                over.filter(later -> due.filter(later::isAfter).isPresent()),
                DeadlineRows.plan(row.getString("plan")).stream()
                        .filter(planned -> !DeadlineRow.State.valueOf(state).isGone())
                        .filter(planned -> planned.step() == Escalation.Step.WARNING)
                        .map(Escalation.Planned::at)
                        .findFirst(),
                row.getBoolean("estimated"),
                row.getString("provenance"),
                state,
                Optional.ofNullable(row.getString("stopped")),
                stated(rule, inputs));
    }

    /** What the rule gives without the holder's statement, computed from the stored inputs. */
    private static Optional<Stated> stated(DeadlineRule rule, Inputs inputs) {
        return inputs.course()
                .stated()
                .flatMap(end -> Computation.compute(rule, inputs.but(course -> course.stated(Optional.empty())))
                        .deadline()
                        .map(alone -> new Stated(
                                end,
                                inputs.period().number(),
                                alone.operative(),
                                alone.explains(end),
                                inputs.course().asked().filter(asked -> !inputs.ours() && alone.isBegunUnasked()))));
    }

    /** Only requests within reach: what one may not know of is not shown as a link either. */
    private List<Linked> links(Actor actor, MessageId request) {
        String sql = """
                select l.relation, l.arrived, l.request <> :id as later, r.id, r.reference, r.partner
                from request_link l join request r on r.id = case when l.request = :id then l.earlier else l.request end
                where (l.request = :id or l.earlier = :id) and\s""" + Reach.ROW_IS_IN_REACH + " order by r.opened, r.id, l.relation";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("id", request.toString())
                .query((row, number) -> Linked.read(row, row.getBoolean("later")))
                .list();
    }

    private static DeadlineRule rule(ResultSet row) throws SQLException {
        return DeadlineRule.of(row.getString("rule"))
                .orElseThrow(() -> new GatewayBug("stored deadlines are of a rule that the law has"));
    }

    /**
     * Without the parts of evidence, of which one request may have thousands: their message says how many are there. Of calls in a row about the
     * same the first and the last: there is one every five minutes until somebody acknowledges.
     */
    private List<Moment> timeline(MessageId request) {
        return jdbc.sql("""
                        with told as (
                            select l.*, lag(event) over alike as before, lead(event) over alike as after from journal_leaf l
                            where request = :request
                                and not exists (select from message part where part.id = l.message and part.kind = 'part')
                            window alike as (partition by case when event like 'alert.%' then detail->>'cause' end order by id)),
                        shown as (
                            select *, row_number() over (partition by event like '%.read' order by id desc) as place from told
                            where event <> 'alert.called' or before is distinct from event or after is distinct from event)
                        select shown.*, e.seq from shown left join journal_entry e on e.leaf = shown.id
                        where place <= :most order by id""")
                .param("request", request.toString())
                .param("most", RequestFile.MOST_MOMENTS)
                .query((row, number) -> new Moment(
                        instant(row, "at"),
                        row.getString("event"),
                        row.getString("actor"),
                        Optional.ofNullable(row.getString("message")).flatMap(MessageId::parse),
                        detail(row.getString("detail")),
                        number(row)))
                .list();
    }

    private static OptionalLong number(ResultSet row) throws SQLException {
        long number = row.getLong("seq");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private Map<String, String> detail(String stored) {
        try {
            return json.readValue(stored, DETAIL);
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("the detail of a journal leaf is an object of texts", broken);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return RequestRow.instant(row, column).orElseThrow();
    }
}
