package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.law.RequestKind;
import org.comity.matters.ActByReason;
import org.comity.matters.Direction;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;
import org.comity.problems.GatewayBug;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests of both directions and their legal state. */
@Repository
public class RequestRows {
    /** An array, for {@code any}: the index of what is asked for it serves, where `id = :id or id in (select ...)` reads the whole table. */
    private static final String WITH_WHAT_IT_FOLLOWS = """
            array(select cast(:id as text) union all select earlier from request_link where request = :id and relation = 'PRESERVATION')""";

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Request request) {
        jdbc.sql("""
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move,
                            reference, partner_reference, opened, changed, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        request.id().toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        request.direction().name(),
                        request.partner().value(),
                        request.kind().code(),
                        request.urgency().level(),
                        request.state().name(),
                        request.nextMove().name(),
                        request.reference(),
                        text(request.partnerReference()),
                        utc(request.opened()),
                        utc(request.changed()),
                        request.version())
                .update();
    }

    public Optional<Request> find(MessageId id) {
        return jdbc.sql("select * from request where id = ?")
                .param(id.toString())
                .query(RequestRows::read)
                .optional();
    }

    /** The unit that handed it in, whichever it was handed over to since: the journal stays as it was. */
    public UnitId sender(Request request) {
        return jdbc.sql(
                        "select unit from journal_leaf where request = ? and event = 'request.submitted' order by id limit 1")
                .param(request.id().toString())
                .query(String.class)
                .optional()
                .map(UnitId::new)
                .orElse(request.unit());
    }

    public Optional<Request> newestOf(MatterId matter) {
        return jdbc.sql("select * from request where matter = ? order by opened desc, id desc limit 1")
                .param(matter.uuid())
                .query(RequestRows::read)
                .optional();
    }

    /** As {@link #find}, and nobody else changes the request until this transaction ends. */
    public Optional<Request> lock(MessageId id) {
        return jdbc.sql("select * from request where id = ? for update")
                .param(id.toString())
                .query(RequestRows::read)
                .optional();
    }

    /** As {@link #lock}, but empty where somebody else changes it now: for what is not worth waiting for. */
    public Optional<Request> lockUnlessBusy(MessageId id) {
        return jdbc.sql("select * from request where id = ? for update skip locked")
                .param(id.toString())
                .query(RequestRows::read)
                .optional();
    }

    /** What a document of ours names: the reference of our case, and which data it asks for. */
    public void asks(Request request, String caseReference, Set<Digest> items) {
        jdbc.sql("update request set case_reference = ? where id = ?")
                .params(caseReference, request.id().toString())
                .update();
        jdbc.sql("""
                        insert into request_item (request, sha256, agency, partner)
                        select :id, unnest(cast(:items as char(64)[])), :agency, :partner""")
                .param("id", request.id().toString())
                .param("items", hex(items))
                .param("agency", request.agency().value())
                .param("partner", request.partner().value())
                .update();
    }

    /** It is over: nobody asks twice for what it asked. */
    public void asksNoMore(MessageId request) {
        jdbc.sql("delete from request_item where request = ?")
                .param(request.toString())
                .update();
    }

    /** A request that asks alike, and by what: the reference of our case, the data, or some of them. */
    public record Alike(Request request, boolean sameReference, boolean sameData, boolean someData) {}

    /**
     * Requests of ours that are not over and ask the same kind of thing of the same partner, with the same reference of our case or for some
     * of the same data; the newest first, two hundred at most.
     */
    public List<Alike> alike(
            AgencyId agency, AgencyId partner, RequestKind kind, String caseReference, Set<Digest> items) {
        return jdbc.sql("""
                        with found as (
                            select id from request where agency = :agency and case_reference = :reference
                            union select request from request_item
                            where agency = :agency and partner = :partner and sha256 = any(cast(:items as char(64)[]))),
                        newest as (
                            select r.* from found join request r on r.id = found.id
                            where r.agency = :agency and r.partner = :partner and r.kind = :kind and r.direction = 'OUT' and r.next_move <> 'NOBODY'
                            order by r.opened desc, r.id limit 200)
                        select r.*, coalesce(r.case_reference = :reference, false) as same_reference, i.shared > 0 as some_data,
                            i.shared > 0 and i.shared = i.asked and i.shared = :asked as same_data
                        from newest r cross join lateral (select count(*) as asked, count(*) filter (where sha256 = any(cast(:items as char(64)[]))) as shared
                            from request_item where request = r.id) i
                        order by r.opened desc, r.id""")
                .param("agency", agency.value())
                .param("partner", partner.value())
                .param("kind", kind.code())
                .param("reference", caseReference)
                .param("items", hex(items))
                .param("asked", items.size())
                .query((row, number) -> new Alike(
                        read(row, number),
                        row.getBoolean("same_reference"),
                        row.getBoolean("same_data"),
                        row.getBoolean("some_data")))
                .list();
    }

    private static String[] hex(Set<Digest> items) {
        return items.stream().map(Digest::hex).toArray(String[]::new);
    }

    /** Why its author chose this avenue. */
    public void avenue(MessageId request, String why) {
        jdbc.sql("update request set avenue = ? where id = ?")
                .params(why, request.toString())
                .update();
    }

    /** Stores what {@link Request#after} made of a locked row. */
    public void update(Request request) {
        int rows = jdbc.sql("""
                        update request set state = ?, next_move = ?, partner_reference = ?, changed = ?, version = ?
                        where id = ? and version < ?""")
                .params(
                        request.state().name(),
                        request.nextMove().name(),
                        text(request.partnerReference()),
                        utc(request.changed()),
                        request.version(),
                        request.id().toString(),
                        request.version())
                .update();
        if (rows != 1) {
            throw new GatewayBug("a request is changed by who holds its lock");
        }
    }

    /**
     * The instant that the pending list shows and sorts by: {@code target} or, where that comes earlier or there is none, the end of
     * the running hold, its own or the one that it follows or extends; empty without either. What a partner has not confirmed has no end.
     *
     * @param because of {@code target}
     */
    public void actBy(MessageId id, Optional<Instant> target, ActByReason because) {
        jdbc.sql("""
                        update request set due = running.due, due_estimated = running.estimated, due_because = running.because
                        from (select least(t.target, h.ends) as due,
                                coalesce(h.estimated and (t.target is null or h.ends < t.target), false) as estimated,
                                case when t.target is null and h.ends is null then null
                                    when t.target is null or h.ends < t.target then 'HOLD' else :because end as because
                            from (select cast(:target as timestamptz) as target) t
                            left join lateral (select ends, estimated from hold
                                where (state = 'PRESERVED' or state = 'REQUESTED' and (select direction from request where id = :id) = 'IN')
                                    and request = any(""" + WITH_WHAT_IT_FOLLOWS + """
                                ) order by ends limit 1) h on true) running
                        where id = :id""")
                .param("target", utc(target))
                .param("because", because.name())
                .param("id", id.toString())
                .update();
    }

    /** It is over, and something of it is left to do. */
    public void actBy(MessageId id, Instant at, ActByReason because) {
        jdbc.sql("update request set due = ?, due_estimated = false, due_because = ? where id = ?")
                .params(utc(at), because.name(), id.toString())
                .update();
    }

    /** It is over. */
    public void nothingToActBy(MessageId id) {
        jdbc.sql("update request set due = null, due_estimated = false, due_because = null where id = ?")
                .param(id.toString())
                .update();
    }

    /** The partner said something that moved it, or it leaves. */
    public void heard(MessageId id, Instant at) {
        jdbc.sql("update request set silent_since = ? where id = ?")
                .params(utc(at), id.toString())
                .update();
    }

    /** Empty: it has not left. */
    public Optional<Instant> silentSince(MessageId id) {
        return jdbc.sql("select silent_since from request where id = ?")
                .param(id.toString())
                .query((row, number) -> Columns.optionalInstant(row, "silent_since"))
                .single();
    }

    /** Whether a partner was asked to hold for it, or for what it follows, and has not confirmed that it does. */
    public boolean isNotYetHeld(MessageId id) {
        return jdbc.sql("""
                        select exists (select from hold h join request q on q.id = h.request
                            where h.state = 'REQUESTED' and q.direction = 'OUT' and h.request = any(""" + WITH_WHAT_IT_FOLLOWS + """
                            ))""")
                .param("id", id.toString())
                .query(Boolean.class)
                .single();
    }

    /** From now on {@code person} has it in hand, for the colleagues to see; nobody else is kept from it. */
    public void inHand(MessageId id, String person) {
        jdbc.sql("update request set in_hand = ? where id = ? and in_hand is distinct from ?")
                .params(person, id.toString(), person)
                .update();
    }

    /** Whether the partner holds only a part of what it asks for, and nobody has acknowledged that. */
    public boolean isRestUnseen(MessageId id) {
        return jdbc.sql("""
                        select exists (select from hold h join alert a on a.request = h.request
                            where h.request = ? and h.part is not null and a.cause = 'hold-in-part' and a.acknowledged is null)""").param(id.toString()).query(Boolean.class).single();
    }

    /** Requests between two agencies, in one direction, that either side knows by {@code reference}: by our own number first, then the newest; two hundred at most. */
    public List<Request> named(AgencyId agency, AgencyId partner, Direction direction, String reference) {
        return jdbc.sql("""
                        select * from request
                        where agency = ? and partner = ? and direction = ? and (reference = ? or partner_reference = ?)
                        order by (reference = ?) desc, opened desc, id desc limit 200""")
                .params(agency.value(), partner.value(), direction.name(), reference, reference, reference)
                .query(RequestRows::read)
                .list();
    }

    /** Whether it is our number of one request of ours and the partner's of another: numbers of two sides collide, and nobody can tell which is meant. */
    public static boolean collide(List<Request> named, String reference) {
        return named.size() > 1
                && named.getFirst().direction() == Direction.OUT
                && named.getFirst().reference().equals(reference);
    }

    /** The request that {@code like} means by {@code reference}: the first of those that are {@link #named} so, and none where they {@link #collide}. */
    public Optional<Request> byReference(Request like, String reference) {
        List<Request> found = named(like.agency(), like.partner(), like.direction(), reference).stream()
                .filter(one -> !one.id().equals(like.id()))
                .toList();
        return collide(found, reference) ? Optional.empty() : found.stream().findFirst();
    }

    public void setAside(MessageId request, String why, String by) {
        jdbc.sql("update request set set_aside = ?, set_aside_by = ? where id = ?")
                .params(why, by, request.toString())
                .update();
    }

    /** @param ground a code of the law, of a refusal that was given or received */
    public void refused(MessageId id, String ground) {
        jdbc.sql("update request set ground = ? where id = ?")
                .params(ground, id.toString())
                .update();
    }

    private static Request read(ResultSet row, int number) throws SQLException {
        return new Request(
                Columns.messageId(row.getString("id")),
                new AgencyId(row.getString("agency")),
                new MatterId(row.getObject("matter", UUID.class)),
                new UnitId(row.getString("unit")),
                Direction.valueOf(row.getString("direction")),
                new AgencyId(row.getString("partner")),
                Columns.requestKind(row.getString("kind")),
                Urgency.ofLevel(row.getInt("urgency")),
                RequestState.valueOf(row.getString("state")),
                row.getString("reference"),
                Columns.optionalText(row, "partner_reference"),
                Columns.instant(row, "opened"),
                Columns.instant(row, "changed"),
                row.getInt("version"));
    }
}
