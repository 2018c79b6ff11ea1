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
 * yet; the row holds ids and codes, no content.
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
     */
    public record Parked(
            UUID id,
            Optional<String> message,
            Optional<AgencyId> partner,
            String address,
            String reason,
            String problem,
            Instant at) {}

    /** Unresolved, oldest first. */
    public List<Parked> open(Actor actor) {
        String sql =
                "select r.* from parked r where r.resolved is null and ((r.agency = :agency and :administrator) or ("
                        + Reach.ROW_IS_IN_REACH + ")) order by r.at, r.id limit " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("administrator", actor.is(Role.ADMINISTRATOR))
                .query((row, number) -> new Parked(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getString("message")),
                        Optional.ofNullable(row.getString("partner")).map(AgencyId::new),
                        row.getString("address"),
                        row.getString("reason"),
                        row.getString("problem"),
                        RequestRow.instant(row, "at").orElseThrow()))
                .list();
    }

    public Optional<Parked> find(Actor actor, UUID id) {
        return open(actor).stream().filter(row -> row.id().equals(id)).findFirst();
    }
}
