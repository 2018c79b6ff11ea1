package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Alerts that nobody has acknowledged yet. An alert of a request is for those who may read it, one of the gateway for administrators, and
 * all of them for whoever is called: a duty officer sees cause and ids even where the request stays closed to them.
 */
@Component
public class AlertList {
    /** Rows shown. */
    private static final int MOST = 500;

    /** Of one group: whoever works off these sees the next ones. */
    private static final int MOST_OF_GROUP = 20;

    /** However many there are of one group. */
    private static final int ANY = Integer.MAX_VALUE;

    /** Rows of the largest page. */
    public static final int LARGEST_PAGE = 200;

    private final JdbcClient jdbc;

    AlertList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param cause why someone is called, such as {@code URGENT_REQUEST}
     * @param subject what it is about, an id
     * @param request the request it belongs to, if the actor may read it
     * @param reference of that request, or of the matter that it is about where nobody was asked in it, if the actor may read that
     * @param partner of that request
     * @param called how often somebody has been called
     * @param trouble why nobody heard the last call, if nobody did: {@code nobody-on-duty}, {@code call-failed}; or
     *     {@code no-approver-on-duty}
     * @param own it waits for a second person, and the actor is the first, or it tells others of what the actor did: somebody else has to take it on
     * @param again how often the same was to be told since, while it was open
     * @param heldBack nobody is called about it before: enough were, about the same of this request or of its partner
     * @param quietUntil somebody took notice of it, {@code quietedBy}, and nobody is called until then
     */
    public record Alert(
            UUID id,
            String cause,
            String subject,
            Optional<String> request,
            Optional<String> reference,
            Optional<AgencyId> partner,
            Instant raised,
            int called,
            Optional<String> trouble,
            boolean own,
            int again,
            Optional<Instant> heldBack,
            Optional<Instant> quietUntil,
            Optional<String> quietedBy) {}

    /**
     * Alerts of one cause about requests of one partner, or about none.
     *
     * @param alerts the newest first; of many only so many
     * @param count of all of them
     */
    public record Group(String cause, Optional<AgencyId> partner, List<Alert> alerts, long count) {
        public Group {
            alerts = List.copyOf(alerts);
        }

        public Alert newest() {
            return alerts.getFirst();
        }
    }

    /** UC-08/3g: the group first whose newest is newest; however many there are of one, those of others are seen. */
    public List<Group> grouped(Actor actor) {
        Map<List<Object>, List<Counted>> groups = new LinkedHashMap<>();
        for (Counted one : rows(actor, Optional.empty(), MOST_OF_GROUP)) {
            groups.computeIfAbsent(List.of(one.alert.cause, one.alert.partner), key -> new ArrayList<>())
                    .add(one);
        }
        return groups.values().stream()
                .map(some -> new Group(
                        some.getFirst().alert.cause,
                        some.getFirst().alert.partner,
                        some.stream().map(Counted::alert).toList(),
                        some.getFirst().ofGroup))
                .toList();
    }

    /**
     * How an alert ended.
     *
     * @param by whoever acknowledged it, or did what it called for
     * @param settled what it called for is done; nobody acknowledged it
     */
    public record Over(String by, boolean settled) {}

    private record Counted(Alert alert, long ofGroup, Optional<Over> over) {}

    /** @param next after which the next page begins; empty: this is the last one */
    public record Page(List<Alert> alerts, Optional<AlertPlace> next) {
        public Page {
            alerts = List.copyOf(alerts);
        }
    }

    /** Newest first: what somebody is called about now is on the first page. */
    public Page page(Actor actor, Optional<AlertPlace> after, int limit) {
        List<Alert> some = rows(actor, Optional.empty(), ANY, Which.OPEN, after, limit + 1).stream()
                .map(Counted::alert)
                .toList();
        if (some.size() <= limit) {
            return new Page(some, Optional.empty());
        }
        Alert last = some.get(limit - 1);
        return new Page(some.subList(0, limit), Optional.of(new AlertPlace(last.raised(), last.id())));
    }

    /** As many as are shown of all, newest first. */
    public List<Alert> open(Actor actor) {
        return page(actor, Optional.empty(), MOST).alerts();
    }

    /** However many there are: somebody was told this very id. */
    public Optional<Alert> find(Actor actor, UUID id) {
        return rows(actor, Optional.of(id), 1).stream().map(Counted::alert).findFirst();
    }

    /** How one that was open ended; empty: it is open, or the actor could not see it either. */
    public Optional<Over> over(Actor actor, UUID id) {
        return rows(actor, Optional.of(id), 1, Which.OVER).stream()
                .flatMap(one -> one.over.stream())
                .findFirst();
    }

    /** Whether there is or was one that the actor can see. */
    public boolean isKnown(Actor actor, UUID id) {
        return find(actor, id).isPresent() || over(actor, id).isPresent();
    }

    private enum Which {
        OPEN(" and a.acknowledged is null "),
        OVER(" and a.acknowledged is not null ");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    private List<Counted> rows(Actor actor, Optional<UUID> only, int ofEach) {
        return rows(actor, only, ofEach, Which.OPEN);
    }

    private List<Counted> rows(Actor actor, Optional<UUID> only, int ofEach, Which which) {
        return rows(actor, only, ofEach, which, Optional.empty(), MOST);
    }

    private List<Counted> rows(
            Actor actor, Optional<UUID> only, int ofEach, Which which, Optional<AlertPlace> after, int most) {
        String sql = """
                select * from (select a.*, count(*) over (partition by a.cause, a.partner) as of_group,
                    row_number() over (partition by a.cause, a.partner order by a.raised desc, a.id) as place, r.id as readable,
                    coalesce(r.reference, (select r.reference from (select m.reference, m.agency, m.unit, m.id as matter from matter m
                        where a.request is null and m.id = case when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then a.subject::uuid end) r
                        where\s""" + Reach.ROW_IS_IN_REACH + """
                    )) as reference, a.tells_of is not distinct from :person or a.cause = 'approval-awaited' and exists (select from message x
                    where x.id = coalesce((select m.id from message m where m.id = a.subject), a.request) and x.author = :person) as own
                from alert a left join request r on r.id = a.request and (""" + Reach.ROW_IS_IN_REACH + """
                ) where a.agency = :agency
                """ + which.condition + """
                  and (:only::uuid is null or a.id = :only::uuid)
                  and (r.id is not null or (a.request is null and (:administrator or :supervisor))
                    or exists (select from person p where p.name = :person and p.duty_rank is not null and not p.disabled))
                ) x where place <= :ofEach
                  and (:raised::timestamptz is null or raised < :raised::timestamptz or raised = :raised::timestamptz and id > :after::uuid)
                order by raised desc, id limit :most""";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("only", only.map(UUID::toString).orElse(null))
                .param("administrator", actor.is(Role.ADMINISTRATOR))
                .param("most", most)
                .param(
                        "raised",
                        after.map(one -> one.raised().atOffset(ZoneOffset.UTC)).orElse(null))
                .param("after", after.map(one -> one.id().toString()).orElse(null))
                .param("ofEach", ofEach)
                .query((row, number) -> new Counted(
                        new Alert(
                                row.getObject("id", UUID.class),
                                row.getString("cause"),
                                row.getString("subject"),
                                Optional.ofNullable(row.getString("readable")),
                                Optional.ofNullable(row.getString("reference")),
                                Optional.ofNullable(row.getString("partner")).map(AgencyId::new),
                                RequestRow.instant(row, "raised").orElseThrow(),
                                row.getInt("called"),
                                Optional.ofNullable(row.getString("trouble")),
                                row.getBoolean("own"),
                                row.getInt("again"),
                                RequestRow.instant(row, "held_back"),
                                RequestRow.instant(row, "quiet_until"),
                                Optional.ofNullable(row.getString("quieted_by"))),
                        row.getLong("of_group"),
                        over(row)))
                .list();
    }

    private static Optional<Over> over(ResultSet row) throws SQLException {
        String by = row.getString("acknowledged_by");
        return by == null ? Optional.empty() : Optional.of(new Over(by, row.getBoolean("settled")));
    }
}
