package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is set aside for a person. Administrators see every row of their agency, because a parked envelope may belong to no matter
 * yet; others see what belongs to a matter of theirs, also where its message was filed only after it had been set aside. The row holds
 * ids and codes, no content.
 */
@Component
public class ParkedList {
    /** Rows shown; more than these means that something other than reading is needed. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    ParkedList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param address the queue whose work failed
     * @param reason why it was set aside, a word of {@code delivery}
     * @param problem code of the catalogue
     * @param request that its message belongs to, as far as known; {@code kind} says what the message is
     */
    public record Parked(
            UUID id,
            Optional<String> message,
            Optional<AgencyId> partner,
            String address,
            String reason,
            String problem,
            Instant at,
            Optional<String> request,
            Optional<String> kind) {}

    /** Unresolved, newest first. */
    public List<Parked> open(Actor actor) {
        return rows(actor, Optional.empty());
    }

    public Optional<Parked> find(Actor actor, UUID id) {
        return rows(actor, Optional.of(id)).stream().findFirst();
    }

    private List<Parked> rows(Actor actor, Optional<UUID> only) {
        String sql = """
                select r.* from (
                    select p.id, p.message, p.partner, p.address, p.reason, p.problem, p.at, p.agency,
                        coalesce(p.matter, x.matter) as matter, coalesce(p.unit, x.unit) as unit, x.request, x.kind
                    from parked p left join message x on x.id = p.message where p.resolved is null and (:only::uuid is null or p.id = :only::uuid)) r
                where (r.agency = :agency and :administrator) or (""" + Reach.ROW_IS_IN_REACH + """
                ) order by r.at desc, r.id limit""" + " " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("only", only.map(UUID::toString).orElse(null))
                .param("administrator", actor.is(Role.ADMINISTRATOR))
                .query((row, number) -> new Parked(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getString("message")),
                        Optional.ofNullable(row.getString("partner")).map(AgencyId::new),
                        row.getString("address"),
                        row.getString("reason"),
                        row.getString("problem"),
                        RequestRow.instant(row, "at").orElseThrow(),
                        Optional.ofNullable(row.getString("unit") == null ? null : row.getString("request")),
                        Optional.ofNullable(row.getString("kind"))))
                .list();
    }
}
