package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.comity.journal.LinkRows;
import org.comity.journal.MessageRows;
import org.comity.journal.QuestionRows;
import org.comity.law.RequestKind;
import org.comity.matters.ActByReason;
import org.comity.matters.ByHand;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.problems.GatewayBug;

/** How a request of the list is read: the columns, the joins and the mapping, shared by every query that shows one. */
final class RequestRow {
    /** By which way the last came that the holder said of the present end, as long as only a person's word stands behind it. */
    private static final String HEARD = """
            select case when x.state = 'RECORDED' and b.confirmed_by is null and b.contradicted_by is null then b.way end
            from message x left join by_hand b on b.message = x.id and b.what = 'HEARD'
            where x.request = h.said_of and x.kind = 'preserved' and x.direction = 'IN' and x.state in ('PROCESSED', 'RECORDED')
            order by x.finished desc, x.id desc limit 1""";

    static final String SELECT = """
            select r.*, m.reference as matter_reference, m.title as matter_title,
                %rejected as rejected, %ours as ours, w.messages, w.tries, w.next_try, w.parked, w.problem, w.to_carry, w.to_approve,
                coalesce(h.state = 'REQUESTED' and r.direction = 'OUT' and r.next_move <> 'NOBODY', false) as not_yet_held,
                case when h.state = 'PRESERVED' and h.unexplained and h.stated > h.ends then h.stated end as stated_end,
                case when r.due_because = 'FOLLOW_UP' then h.ends end as follow_up_before,
                coalesce(h.state in ('PRESERVED', 'HELD_OPEN') and h.part is not null, false) as held_in_part,
                %rest as rest_unseen, f.followed_by, f.followed_by_reference, f.followed_by_due,
                %heard as hold_heard, %refusal as refusal_told,
                %question as question_open
            """.replace("%rejected", rejected("r"))
            .replace("%ours", ours("r"))
            .replace("%rest", restUnseen("r"))
            .replace("%heard", heard("r"))
            .replace("%refusal", refusalTold("r"))
            .replace("%question", QuestionRows.isOpen("r"));

    /** Undelivered messages are few for one request and found by its index. */
    static final String JOINS = """

            join matter m on m.id = r.matter
            left join hold h on h.request = r.id
            left join lateral (
                select count(*) filter (where x.state not in ('TO_CARRY', 'AWAITING_APPROVAL')) as messages,
                    count(*) filter (where x.state = 'TO_CARRY') as to_carry,
                    coalesce(bool_or(x.state = 'AWAITING_APPROVAL'), false) as to_approve, max(attempts) as tries, min(next_try) as next_try,
                    bool_or(x.state = 'PARKED') as parked, max(last_problem) as problem
                from message x
                where x.request = r.id and (x.direction = 'OUT' and x.state in ('APPROVED', 'SEALED', 'PARKED', 'TO_CARRY') or x.state = 'AWAITING_APPROVAL')) w on true
            left join lateral (
                select n.id as followed_by, n.reference as followed_by_reference, n.due as followed_by_due
                from request_link l join request n on n.id = l.request
                where r.state = 'FOLLOWED_UP' and l.earlier = r.id and l.relation = 'PRESERVATION' and l.arrived is not null
                    and n.kind %following and n.next_move <> 'NOBODY' and n.matter = r.matter and n.unit = r.unit
                order by n.due nulls last, n.id limit 1) f on true
            """.replace("%following", LinkRows.FOLLOWING);

    private RequestRow() {}

    /** Whether the partner rejected something of ours about the request that nothing has replaced (UC-05/4c); the index holds only such. */
    static String rejected(String request) {
        return "(" + request
                + ".state not in (" + MessageRows.GIVEN_UP + ") and exists (select from message x where x.request = "
                + request + ".id and x.rejected_by is not null and x.replaced_by is null))";
    }

    /** By which way we heard of the present end of what the partner holds, of hold {@code h}; null where it signed it, or nothing is held. */
    static String heard(String request) {
        return "case when h.state in ('PRESERVED', 'HELD_OPEN') and " + request + ".direction = 'OUT' then (" + HEARD
                + ") end";
    }

    /** Whether it was told that the partner refuses, and nothing that decides has come since and has an effect (UC-21/10a). */
    static String refusalTold(String request) {
        return "(" + request + ".next_move <> 'NOBODY' and exists (select from by_hand t where t.request = " + request
                + ".id and t.what = 'REFUSAL_TOLD' and not exists (select from message x where x.request = " + request
                + ".id and x.direction = 'IN' and x.kind in ('decision', 'preserved', 'result')"
                + " and x.state in ('PROCESSED', 'RECORDED') and coalesce(x.finished, x.created) > t.at)))";
    }

    /** Whether only a part is held, and nobody has taken notice of that or asked for the rest (UC-05/3d); the index holds only such. */
    static String restUnseen(String request) {
        return "(" + request
                + ".state in ('PRESERVED', 'FOLLOWED_UP') and exists (select from alert t where t.request = " + request
                + ".id and t.cause = 'hold-in-part' and t.acknowledged is null))";
    }

    /** Whether something of the request waits for its second person; the index holds only such. */
    static String awaitsApproval(String request) {
        return "exists (select from message a where a.request = " + request + ".id and a.state = 'AWAITING_APPROVAL')";
    }

    /**
     * Whether the move is ours: by its state or, whoever is next by that, because something of it is to be said again, asked elsewhere, approved or
     * carried by hand. What lists find, count and show as ours is this.
     */
    static String ours(String request) {
        return "(" + request + ".next_move = 'US' or " + rejected(request) + " or " + awaitsApproval(request) + " or "
                + restUnseen(request) + " or exists (select from message c where c.request = " + request
                + ".id and c.state = 'TO_CARRY'))";
    }

    static ListedRequest read(ResultSet row, int number) throws SQLException {
        return new ListedRequest(
                messageId(row, "id"),
                Direction.valueOf(row.getString("direction")),
                new AgencyId(row.getString("partner")),
                RequestKind.of(row.getString("kind")).orElseThrow(() -> new GatewayBug("stored kinds are of the list")),
                Urgency.ofLevel(row.getInt("urgency")),
                RequestState.valueOf(row.getString("state")),
                NextMove.valueOf(row.getString("next_move")),
                row.getString("reference"),
                Optional.ofNullable(row.getString("partner_reference")),
                Optional.ofNullable(row.getString("case_reference")),
                instant(row, "due"),
                Optional.ofNullable(row.getString("due_because")).map(ActByReason::valueOf),
                instant(row, "follow_up_before"),
                row.getBoolean("due_estimated"),
                instant(row, "opened").orElseThrow(),
                instant(row, "changed").orElseThrow(),
                row.getString("unit"),
                Optional.ofNullable(row.getString("in_hand")),
                row.getString("matter_reference"),
                row.getString("matter_title"),
                waiting(row),
                row.getInt("to_carry"),
                row.getBoolean("to_approve"),
                row.getBoolean("not_yet_held"),
                Optional.ofNullable(row.getString("hold_heard")).map(ByHand.Way::valueOf),
                instant(row, "stated_end"),
                row.getBoolean("held_in_part"),
                row.getBoolean("rest_unseen"),
                followedBy(row),
                row.getBoolean("refusal_told"),
                row.getBoolean("question_open"),
                row.getBoolean("rejected"),
                row.getBoolean("ours"));
    }

    private static Optional<ListedRequest.FollowedBy> followedBy(ResultSet row) throws SQLException {
        return row.getString("followed_by") == null
                ? Optional.empty()
                : Optional.of(new ListedRequest.FollowedBy(
                        messageId(row, "followed_by"),
                        row.getString("followed_by_reference"),
                        instant(row, "followed_by_due")));
    }

    private static Optional<ListedRequest.Waiting> waiting(ResultSet row) throws SQLException {
        int messages = row.getInt("messages");
        if (messages == 0) {
            return Optional.empty();
        }
        return Optional.of(new ListedRequest.Waiting(
                messages,
                row.getInt("tries"),
                instant(row, "next_try"),
                row.getBoolean("parked"),
                Optional.ofNullable(row.getString("problem"))));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static MessageId messageId(ResultSet row, String column) throws SQLException {
        return MessageId.parse(row.getString(column))
                .orElseThrow(() -> new GatewayBug("stored message ids are well formed"));
    }
}
