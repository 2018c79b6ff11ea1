package org.comity.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.comity.journal.HoldRows;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** UC-17/2a: what a request of ours says that it corrects and does not replace, because data are held under that. */
@Repository
public class CorrectedHolds {
    private final JdbcClient jdbc;

    CorrectedHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A request for which data are held. */
    public record Held(MessageId id, String reference) {}

    /**
     * Within the actor's reach, by the id of the request, of a message about it, or by a number that either side gave it; whether {@code content} is
     * handed in already or not.
     */
    public List<Held> of(Actor actor, AgencyId partner, Content content) {
        List<Link> corrected = content instanceof RequestContent request
                ? request.links().stream()
                        .filter(link -> link.relation() == Relation.CORRECTED)
                        .toList()
                : List.of();
        if (corrected.isEmpty()) {
            return List.of();
        }
        String sql = """
                select r.id, r.reference from request r
                where r.direction = 'OUT' and r.partner = :partner
                    and (r.id = any(cast(:ids as text[])) or r.id in (select request from message where id = any(cast(:ids as text[])))
                        or r.reference = any(cast(:numbers as text[])) or r.partner_reference = any(cast(:numbers as text[])))
                    and\s""" + HoldRows.HELD_AT_BOTH_SIDES + " and " + Reach.ROW_IS_IN_REACH + " order by r.opened, r.id";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("partner", partner.value())
                .param("ids", named(corrected, link -> link.message().map(MessageId::toString)))
                .param("numbers", named(corrected, Link::reference))
                .query((row, number) -> new Held(RequestRow.messageId(row, "id"), row.getString("reference")))
                .list();
    }

    private static String[] named(List<Link> links, Function<Link, Optional<String>> by) {
        return links.stream().flatMap(link -> by.apply(link).stream()).toArray(String[]::new);
    }
}
