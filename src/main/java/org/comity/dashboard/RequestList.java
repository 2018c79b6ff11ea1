package org.comity.dashboard;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The lists of requests. Each page reads one range of an index ({@code request_pending*}, {@code request_closed*}) of the actor's unit, and one
 * for the matters of other units that the actor was let into, and one for those that are offered to the unit.
 */
@Component
public class RequestList {
    /** Rows of a page at most. */
    public static final int LARGEST_PAGE = 200;

    /** Where {@link #counts} stops counting. */
    public static final int MOST_COUNTED = 1000;

    private static final int LONGEST_PART = 100; // characters; as the field of the page, and every reference

    private final JdbcClient jdbc;

    RequestList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param next where the following page begins; empty: this is the last */
    public record Page(List<ListedRequest> requests, Optional<Place> next) {
        public Page {
            requests = List.copyOf(requests);
        }
    }

    /** @param size rows, 1 to {@value #LARGEST_PAGE} */
    public Page page(Actor actor, RequestFilter filter, Optional<Place> after, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " rows");
        }
        if (!actor.worksOnMatters()) {
            return new Page(List.of(), Optional.empty());
        }
        List<ListedRequest> found = query(actor, filter, after, size + 1);
        if (found.size() <= size) {
            return new Page(found, Optional.empty());
        }
        List<ListedRequest> rows = found.subList(0, size);
        return new Page(rows, Optional.of(rows.getLast().place(filter.closed())));
    }

    /** What each of {@code requests} builds on of what the actor may read, by one query for all: references and titles alone do not tell them apart. */
    public Map<MessageId, List<RequestFile.Linked>> builtOn(Actor actor, List<ListedRequest> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        Map<MessageId, List<RequestFile.Linked>> built = new HashMap<>();
        String sql = """
                select l.request as later, l.relation, l.arrived, r.id, r.reference, r.partner
                from request_link l join request r on r.id = l.earlier
                where l.request in (:ids) and\s""" + Reach.ROW_IS_IN_REACH + " order by r.opened, r.id, l.relation";
        Reach.bind(jdbc.sql(sql), actor)
                .param(
                        "ids",
                        requests.stream()
                                .map(request -> request.id().toString())
                                .toList())
                .query((RowCallbackHandler)
                        row -> built.computeIfAbsent(RequestRow.messageId(row, "later"), later -> new ArrayList<>())
                                .add(RequestFile.Linked.read(row, false)));
        return built;
    }

    /**
     * Pending requests in the actor's reach, each number at most {@link #MOST_COUNTED}.
     *
     * @param overdue the instant to act by has passed
     * @param dueSoon it has not passed and comes before the instant that was asked for
     */
    public record Counts(int pending, int overdue, int dueSoon) {}

    /** Reads at most {@link #MOST_COUNTED} entries of each range, however many requests there are. */
    public Counts counts(Actor actor, Instant now, Instant soon) {
        if (!actor.worksOnMatters()) {
            return new Counts(0, 0, 0);
        }
        return new Counts(
                count(actor, "", now, soon),
                count(actor, " and coalesce(q.due, 'infinity') < :now", now, soon),
                count(
                        actor,
                        " and coalesce(q.due, 'infinity') >= :now and coalesce(q.due, 'infinity') < :soon",
                        now,
                        soon));
    }

    /** Pending requests in the actor's reach of which something is ours to do, as {@link ListedRequest#ours}; at most {@link #MOST_COUNTED}. */
    public int ours(Actor actor, Instant now) {
        return actor.worksOnMatters() ? count(actor, " and " + RequestRow.ours("q"), now, now) : 0;
    }

    private int count(Actor actor, String condition, Instant now, Instant soon) {
        String range = pending(actor, condition + " limit " + MOST_COUNTED);
        return Reach.bind(jdbc.sql("select least(count(*), " + MOST_COUNTED + ") from (" + range + ") r"), actor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("soon", soon.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private List<ListedRequest> query(Actor actor, RequestFilter filter, Optional<Place> after, int most) {
        String sql = RequestRow.SELECT + "from (" + visible(actor, filter, after) + ") r" + RequestRow.JOINS
                + (filter.closed()
                        ? " order by changed desc, id desc"
                        : " order by coalesce(due, 'infinity'), -urgency, id")
                + " limit :most";
        StatementSpec statement = Reach.bind(jdbc.sql(sql), actor).param("most", most);
        bind(statement, filter);
        after.ifPresent(place -> bind(statement, place));
        return statement.query(RequestRow::read).list();
    }

    private static String visible(Actor actor, RequestFilter filter, Optional<Place> after) {
        String rest = conditions(filter) + (after.isPresent() ? after(filter) : "") + order(filter) + " limit :most";
        return filter.closed() ? visible(actor, " and q.next_move = 'NOBODY'" + rest) : pending(actor, rest);
    }

    /** What is not over, and of what is over what the partner rejected and nobody has taken notice of (UC-05/4c): few, found by their index. */
    private static String pending(Actor actor, String rest) {
        return visible(actor, " and q.next_move <> 'NOBODY'" + rest) + " union all "
                + visible(
                        actor,
                        " and q.next_move = 'NOBODY' and q.id in (select x.request from message x "
                                + "where x.rejected_by is not null and x.replaced_by is null) and "
                                + RequestRow.rejected("q") + rest);
    }

    private static String visible(Actor actor, String rest) {
        if (actor.is(Role.SUPERVISOR)) {
            return "(select q.* from request q where q.agency = :agency" + rest + ")";
        }
        return "(select q.* from request q where q.agency = :agency and q.unit = :unit" + rest + ") union all "
                + "(select q.* from matter_reader g join request q on q.matter = g.matter "
                + "where g.person = :person and q.agency = :agency and q.unit <> :unit" + rest + ") union all "
                + "(select q.* from hand_over o join request q on q.matter = o.matter "
                + "where o.agency = :agency and o.to_unit = :unit and o.ended is null and q.unit <> :unit and not exists "
                + "(select 1 from matter_reader g where g.matter = o.matter and g.person = :person)" + rest + ")";
    }

    private static String conditions(RequestFilter filter) {
        return (filter.direction().isPresent() ? " and q.direction = :direction" : "")
                + filter.state().map(RequestList::state).orElse("")
                + filter.nextMove().map(RequestList::nextMove).orElse("")
                + (filter.partner().isPresent() ? " and q.partner = :partner" : "")
                + (filter.dueBefore().isPresent() ? " and q.due < :dueBefore" : "")
                + filter.inHand()
                        .map(who -> switch (who) {
                            case ME -> " and q.in_hand = :person";
                            case NOBODY -> " and q.in_hand is null";
                        })
                        .orElse("")
                + (filter.reference().isPresent()
                        ? " and (q.reference ilike :reference or q.partner_reference ilike :reference or q.case_reference ilike :reference"
                                + " or exists (select from matter t where t.id = q.matter and t.title ilike :reference))"
                        : "");
    }

    /** What is left to us to do is ours, whoever would be next otherwise. */
    private static String nextMove(NextMove move) {
        return switch (move) {
            case US -> " and " + RequestRow.ours("q");
            case PARTNER -> " and q.next_move = 'PARTNER' and not " + RequestRow.ours("q");
            case NOBODY -> " and q.next_move = 'NOBODY'";
        };
    }

    /** What waits for a second person, and what a partner rejected, is found whatever it says: the request, or an answer to it. */
    private static String state(RequestState state) {
        if (state == RequestState.REJECTED) {
            return " and (q.state = :state or " + RequestRow.rejected("q") + ")";
        }
        return state == RequestState.AWAITING_APPROVAL
                ? " and (q.state = :state or " + RequestRow.awaitsApproval("q") + ")"
                : " and q.state = :state";
    }

    private static String after(RequestFilter filter) {
        return filter.closed()
                ? " and (q.changed, q.id) < (cast(:placeAt as timestamptz), :placeId)"
                : " and (coalesce(q.due, 'infinity'), -q.urgency, q.id) > (coalesce(cast(:placeAt as timestamptz), 'infinity'), -:placeUrgency, :placeId)";
    }

    private static String order(RequestFilter filter) {
        return filter.closed()
                ? " order by q.changed desc, q.id desc"
                : " order by coalesce(q.due, 'infinity'), -q.urgency, q.id";
    }

    private static void bind(StatementSpec statement, RequestFilter filter) {
        filter.direction().ifPresent(direction -> statement.param("direction", direction.name()));
        filter.state().ifPresent(state -> statement.param("state", state.name()));
        filter.partner().ifPresent(partner -> statement.param("partner", partner.value()));
        filter.dueBefore().ifPresent(due -> statement.param("dueBefore", due.atOffset(ZoneOffset.UTC)));
        filter.reference().ifPresent(reference -> statement.param("reference", part(reference)));
    }

    /** A pattern that means its text: what is a wildcard to the database is none here. */
    static String part(String text) {
        String some = text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART);
        return "%" + some.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static void bind(StatementSpec statement, Place place) {
        statement
                .param("placeUrgency", place.urgency())
                .param(
                        "placeAt",
                        place.at().map(at -> at.atOffset(ZoneOffset.UTC)).orElse((OffsetDateTime) null))
                .param("placeId", place.id().toString());
    }
}
