package org.comity.dashboard;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The matters within somebody's reach: for choosing one to add a request to, and to find one in which nobody was asked (UC-26/1c). */
@Component
public class MatterList {
    /** Rows offered; an older matter is typed in by its reference. */
    public static final int MOST = 200;

    /** Where the requests of one matter are counted no further. */
    public static final int MOST_COUNTED = 500;

    private final JdbcClient jdbc;

    MatterList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record ListedMatter(String reference, String title) {}

    /** Newest first, those of incoming requests too. */
    public List<ListedMatter> newest(Actor actor) {
        String sql = "select r.reference, r.title from (select m.*, m.id as matter from matter m) r where "
                + Reach.ROW_IS_IN_REACH + " order by r.opened desc, r.id desc limit " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .query((row, number) -> new ListedMatter(row.getString("reference"), row.getString("title")))
                .list();
    }

    /**
     * A matter as it is listed.
     *
     * @param requests how many it has, at most {@link #MOST_COUNTED}
     * @param accesses entries of its log (PUB-32)
     * @param offeredTo the unit that a hand-over is under way to
     */
    public record Row(
            String reference,
            String title,
            String unit,
            Instant opened,
            int requests,
            int accesses,
            Optional<String> offeredTo) {}

    /**
     * Newest first, at most {@link #MOST}.
     *
     * @param part of its reference, its title, a reference or case number of one of its requests, or of what its log says was accessed where and who
     *     consented; empty: all
     * @param alone only those in which nobody was asked
     */
    public List<Row> find(Actor actor, String part, boolean alone) {
        String sql = "select r.reference, r.title, r.unit, r.opened,"
                + " (select count(*) from (select from request q where q.matter = r.id limit " + MOST_COUNTED
                + ") q) as requests, (select count(*) from own_access a where a.matter = r.id) as accesses,"
                + " (select o.to_unit from hand_over o where o.matter = r.id and o.ended is null) as offered"
                + " from (select m.*, m.id as matter from matter m) r where " + Reach.ROW_IS_IN_REACH
                + (alone ? " and not exists (select from request q where q.matter = r.id)" : "")
                + (part.isBlank()
                        ? ""
                        : " and (r.reference ilike :part or r.title ilike :part or exists (select from own_access a"
                                + " where a.matter = r.id and (a.data ilike :part or a.source ilike :part or a.consent_by ilike :part))"
                                + " or exists (select from request q where q.matter = r.id and (q.case_reference ilike :part"
                                + " or q.reference ilike :part or q.partner_reference ilike :part)))")
                + " order by r.opened desc, r.id desc limit " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("part", RequestList.part(part))
                .query((row, number) -> new Row(
                        row.getString("reference"),
                        row.getString("title"),
                        row.getString("unit"),
                        row.getObject("opened", OffsetDateTime.class).toInstant(),
                        row.getInt("requests"),
                        row.getInt("accesses"),
                        Optional.ofNullable(row.getString("offered"))))
                .list();
    }

    /** Matters in which nobody was asked, that another unit offers to the actor's: no task of a request says so (UC-24/1a). */
    public List<String> offered(Actor actor) {
        return !actor.worksOnMatters()
                ? List.of()
                : jdbc.sql("""
                        select m.reference from hand_over o join matter m on m.id = o.matter
                        where o.agency = ? and o.to_unit = ? and o.ended is null and o.request is null order by o.offered""")
                        .params(actor.agency(), actor.unit().value())
                        .query(String.class)
                        .list();
    }
}
