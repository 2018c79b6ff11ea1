package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Alerts that nobody has acknowledged yet. An alert of a request is for those who may read it; one of the gateway for administrators. */
@Component
public class AlertList {
    /** Rows shown. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    AlertList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param cause why someone is called, such as {@code URGENT_REQUEST}
     * @param subject what it is about, an id
     * @param request the request it belongs to
     * @param reference of that request
     * @param called how often somebody has been called
     */
    public record Alert(
            UUID id,
            String cause,
            String subject,
            Optional<String> request,
            Optional<String> reference,
            Instant raised,
            int called) {}

    /** Oldest first. */
    public List<Alert> open(Actor actor) {
        String sql = """
                select a.*, r.reference from alert a left join request r on r.id = a.request
                where a.acknowledged is null and a.agency = :agency
                  and ((a.request is null and (:administrator or :supervisor)) or (a.request is not null and (""" + Reach.ROW_IS_IN_REACH + "))) order by a.raised, a.id limit " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("administrator", actor.is(Role.ADMINISTRATOR))
                .query((row, number) -> new Alert(
                        row.getObject("id", UUID.class),
                        row.getString("cause"),
                        row.getString("subject"),
                        Optional.ofNullable(row.getString("request")),
                        Optional.ofNullable(row.getString("reference")),
                        RequestRow.instant(row, "raised").orElseThrow(),
                        row.getInt("called")))
                .list();
    }

    public Optional<Alert> find(Actor actor, UUID id) {
        return open(actor).stream().filter(row -> row.id().equals(id)).findFirst();
    }
}
