package org.comity.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private final JdbcClient jdbc;

    AlertList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param cause why someone is called, such as {@code URGENT_REQUEST}
     * @param subject what it is about, an id
     * @param request the request it belongs to, if the actor may read it
     * @param reference of that request
     * @param called how often somebody has been called
     * @param trouble why nobody heard the last call, if nobody did: {@code nobody-on-duty}, {@code call-failed}; or
     *     {@code no-approver-on-duty}
     * @param own it waits for a second person, and the actor is the first, or it tells others of what the actor did: somebody else has to take it on
     * @param again how often the same was to be told since, while it was open
     * @param heldBack nobody is called about it before: enough were, about the same of this request
     * @param quietUntil somebody took notice of it, {@code quietedBy}, and nobody is called until then
     */
    public record Alert(
            UUID id,
            String cause,
            String subject,
            Optional<String> request,
            Optional<String> reference,
            Instant raised,
            int called,
            Optional<String> trouble,
            boolean own,
            int again,
            Optional<Instant> heldBack,
            Optional<Instant> quietUntil,
            Optional<String> quietedBy) {}

    /** Newest first: what somebody is called about now is among them. */
    public List<Alert> open(Actor actor) {
        return rows(actor, Optional.empty());
    }

    /** However many there are: somebody was told this very id. */
    public Optional<Alert> find(Actor actor, UUID id) {
        return rows(actor, Optional.of(id)).stream().findFirst();
    }

    private List<Alert> rows(Actor actor, Optional<UUID> only) {
        String sql = """
                select a.*, r.id as readable, r.reference, a.tells_of is not distinct from :person or a.cause = 'approval-awaited' and exists (select from message x
                    where x.id = coalesce((select m.id from message m where m.id = a.subject), a.request) and x.author = :person) as own
                from alert a left join request r on r.id = a.request and (""" + Reach.ROW_IS_IN_REACH + """
                ) where a.acknowledged is null and a.agency = :agency and (:only::uuid is null or a.id = :only::uuid)
                  and (r.id is not null or (a.request is null and (:administrator or :supervisor))
                    or exists (select from person p where p.name = :person and p.duty_rank is not null and not p.disabled))
                order by a.raised desc, a.id limit :most""";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("only", only.map(UUID::toString).orElse(null))
                .param("administrator", actor.is(Role.ADMINISTRATOR))
                .param("most", MOST)
                .query((row, number) -> new Alert(
                        row.getObject("id", UUID.class),
                        row.getString("cause"),
                        row.getString("subject"),
                        Optional.ofNullable(row.getString("readable")),
                        Optional.ofNullable(row.getString("reference")),
                        RequestRow.instant(row, "raised").orElseThrow(),
                        row.getInt("called"),
                        Optional.ofNullable(row.getString("trouble")),
                        row.getBoolean("own"),
                        row.getInt("again"),
                        RequestRow.instant(row, "held_back"),
                        RequestRow.instant(row, "quiet_until"),
                        Optional.ofNullable(row.getString("quieted_by"))))
                .list();
    }
}
