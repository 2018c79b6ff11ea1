package org.comity.dashboard;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.dashboard.OperationFile.Asked;
import org.comity.dashboard.OperationFile.Held;
import org.comity.dashboard.OperationFile.LeftOut;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.HoldState;
import org.comity.matters.NextMove;
import org.comity.matters.OperationId;
import org.comity.matters.RequestState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** UC-19: many requests followed as one. The partners of an operation are one query, each of them a few index look-ups. */
@Component
public class OperationList {
    /** Rows of a page at most. */
    public static final int LARGEST_PAGE = 200;

    /** By a receipt that does not turn it away, or by hand. */
    private static final String RECEIVED = """
            left join lateral (select min(x.at) as at from (
                select p.at from receipt p where p.message = q.id and p.direction = 'IN' and m.state = 'DELIVERED'
                union all
                select b.at from by_hand b where b.request = q.id and b.message = q.id and b.what = 'ARRIVED') x) c on true
            left join hold h on h.request = q.id
            """;

    private static final String ACKNOWLEDGED = """
            left join lateral (select min(coalesce(x.finished, x.created)) as at from message x
                where x.request = q.id and x.direction = 'IN' and x.kind = 'acknowledgement' and x.state in ('PROCESSED', 'RECORDED')) k on true
            """;

    private static final String TALLY =
            """
            select count(*) as partners, count(*) filter (where m.state = 'AWAITING_APPROVAL') as awaiting,
                count(c.at) as received, count(k.at) as acknowledged,
                count(*) filter (where h.state in ('PRESERVED', 'HELD_OPEN') and h.part is null) as preserved,
                count(*) filter (where h.state in ('PRESERVED', 'HELD_OPEN') and h.part is not null) as preserved_in_part,
                count(*) filter (where q.state = 'REFUSED') as refused,
                count(*) filter (where %ours) as ours, count(*) filter (where %refusal) as refusals_told,
                count(*) filter (where q.next_move <> 'NOBODY' and q.due < :now) as late,
                min(h.ends) filter (where h.state = 'PRESERVED') as first_hold_ends
            from operation_request o join request q on q.id = o.request join message m on m.id = q.id
            """.replace("%ours", RequestRow.ours("q")).replace("%refusal", RequestRow.refusalTold("q"))
                    + RECEIVED + ACKNOWLEDGED + "where o.operation = r.id";

    /** What stands in the way: of what has not arrived, or what the partner found in it. */
    private static final String ASKED = """
            select o.*, q.reference, q.partner_reference, q.state, q.next_move, q.ground, q.due, q.due_estimated,
                m.state as delivery, m.author, d.sha256, c.at as received, k.at as acknowledged,
                h.state as hold_state, h.starts, h.ends, h.estimated, h.stated, h.unexplained, h.part is not null as in_part, w.last_problem,
                %ours as ours, %rejected as rejected, %awaits as to_approve, %heard as hold_heard, %refusal as refusal_told
            from operation_request o join request q on q.id = o.request
            join message m on m.id = q.id join payload d on d.id = m.document
            """.replace("%ours", RequestRow.ours("q"))
                    .replace("%rejected", RequestRow.rejected("q"))
                    .replace("%awaits", RequestRow.awaitsApproval("q"))
                    .replace("%heard", RequestRow.heard("q"))
                    .replace("%refusal", RequestRow.refusalTold("q"))
            + RECEIVED + ACKNOWLEDGED + """
            left join lateral (select x.last_problem from message x
                where x.request = q.id and x.last_problem is not null and x.kind <> 'part'
                    and ((x.direction = 'OUT' and x.state <> 'DELIVERED') or x.kind = 'rejection')
                order by x.created desc, x.id desc limit 1) w on true
            where o.operation = :operation order by o.partner""";

    private final JdbcClient jdbc;
    private final Clock clock;

    OperationList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param next where the following page begins; empty: this is the last */
    public record Page(List<ListedOperation> operations, Optional<OperationPlace> next) {
        public Page {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Those of the actor's matters, newest first.
     *
     * @param size rows, 1 to {@value #LARGEST_PAGE}
     */
    public Page page(Actor actor, Optional<OperationPlace> after, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " rows");
        }
        List<ListedOperation> found = select(
                        actor,
                        "(cast(:opened as timestamptz) is null"
                                + " or (r.opened, r.id) < (cast(:opened as timestamptz), cast(:id as uuid)))",
                        size + 1)
                .param(
                        "opened",
                        after.map(place -> place.opened().atOffset(UTC)).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", after.map(place -> place.id().uuid()).orElse(null), Types.OTHER)
                .query(OperationList::listed)
                .list();
        if (found.size() <= size) {
            return new Page(found, Optional.empty());
        }
        List<ListedOperation> rows = found.subList(0, size);
        return new Page(rows, Optional.of(rows.getLast().place()));
    }

    /** Of one moment: what is counted is what the lines show. Empty both when there is none and when it is not the actor's to read (THREAT-91). */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<OperationFile> open(Actor actor, OperationId id) {
        return select(actor, "r.id = :id", 1)
                .param("id", id.uuid())
                .query(OperationList::listed)
                .optional()
                .map(found -> new OperationFile(found, asked(id), leftOut(id)));
    }

    /** @param reference what people call it by */
    public record Named(OperationId id, String reference) {}

    /** The operation that a request is a part of, if the actor may read it. */
    public Optional<Named> of(Actor actor, MessageId request) {
        String sql = "select r.id, r.reference from operation_request o join operation r on r.id = o.operation "
                + "where o.request = :request and " + Reach.ROW_IS_IN_REACH;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("request", request.toString())
                .query((row, number) ->
                        new Named(new OperationId(row.getObject("id", UUID.class)), row.getString("reference")))
                .optional();
    }

    /** @param which condition of SQL over {@code r} */
    private JdbcClient.StatementSpec select(Actor actor, String which, int most) {
        String sql = "select r.*, m.reference as matter_reference, t.* from (select r.* from operation r where "
                + Reach.ROW_IS_IN_REACH + " and " + which + " order by r.opened desc, r.id desc limit " + most
                + ") r join matter m on m.id = r.matter cross join lateral (" + TALLY
                + ") t order by r.opened desc, r.id desc";
        return Reach.bind(jdbc.sql(sql), actor).param("now", clock.instant().atOffset(UTC));
    }

    private List<Asked> asked(OperationId id) {
        return jdbc.sql(ASKED)
                .param("operation", id.uuid())
                .query(OperationList::asked)
                .list();
    }

    private List<LeftOut> leftOut(OperationId id) {
        return jdbc.sql("select partner, problems from operation_left_out where operation = ? order by partner")
                .param(id.uuid())
                .query((row, number) -> new LeftOut(new AgencyId(row.getString("partner")), row.getString("problems")))
                .list();
    }

    private static ListedOperation listed(ResultSet row, int number) throws SQLException {
        return new ListedOperation(
                new OperationId(row.getObject("id", UUID.class)),
                row.getString("reference"),
                row.getString("title"),
                row.getString("matter_reference"),
                instant(row, "opened").orElseThrow(),
                row.getString("opened_by"),
                row.getString("unit"),
                new ListedOperation.Tally(
                        row.getInt("partners"),
                        row.getInt("awaiting"),
                        row.getInt("received"),
                        row.getInt("acknowledged"),
                        row.getInt("preserved"),
                        row.getInt("preserved_in_part"),
                        row.getInt("refused"),
                        row.getInt("refusals_told"),
                        row.getInt("ours"),
                        row.getInt("late"),
                        instant(row, "first_hold_ends")));
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        return new Asked(
                new AgencyId(row.getString("partner")),
                RequestRow.messageId(row, "request"),
                row.getString("reference"),
                text(row, "partner_reference"),
                RequestState.valueOf(row.getString("state")),
                NextMove.valueOf(row.getString("next_move")),
                row.getBoolean("ours"),
                row.getBoolean("to_approve"),
                row.getBoolean("rejected"),
                row.getBoolean("refusal_told"),
                DeliveryState.valueOf(row.getString("delivery")),
                instant(row, "received"),
                instant(row, "acknowledged"),
                held(row),
                text(row, "ground"),
                instant(row, "due"),
                row.getBoolean("due_estimated"),
                text(row, "last_problem"),
                text(row, "author"),
                text(row, "language"),
                Optional.ofNullable(row.getObject("language_fits", Boolean.class)),
                new Digest(row.getString("sha256")));
    }

    private static Optional<Held> held(ResultSet row) throws SQLException {
        String state = row.getString("hold_state");
        return state == null
                ? Optional.empty()
                : Optional.of(new Held(
                        HoldState.valueOf(state),
                        instant(row, "starts").orElseThrow(),
                        instant(row, "ends").orElseThrow(),
                        row.getBoolean("estimated"),
                        instant(row, "stated"),
                        row.getBoolean("unexplained"),
                        row.getBoolean("in_part"),
                        Optional.ofNullable(row.getString("hold_heard")).map(ByHand.Way::valueOf)));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return RequestRow.instant(row, column);
    }
}
