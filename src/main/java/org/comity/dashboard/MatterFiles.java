package org.comity.dashboard;

import java.util.List;
import java.util.Optional;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens one matter for those who may read it. */
@Component
public class MatterFiles {
    /** Requests shown; an operation to two hundred partners has its own page. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    MatterFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty both when there is no such matter and when it is not the actor's to read (THREAT-91); one of an access alone has no requests (UC-26/1b). */
    public Optional<MatterFile> open(Actor actor, String reference) {
        String title =
                "select r.title, r.unit from (select m.*, m.id as matter from matter m) r where r.reference = :reference and "
                        + Reach.ROW_IS_IN_REACH;
        return Reach.bind(jdbc.sql(title), actor)
                .param("reference", reference)
                .query((row, number) -> new MatterFile(
                        reference, row.getString("title"), row.getString("unit"), requests(actor, reference)))
                .optional();
    }

    private List<ListedRequest> requests(Actor actor, String reference) {
        String sql = RequestRow.SELECT + "from request r" + RequestRow.JOINS + "where m.reference = :reference and "
                + Reach.ROW_IS_IN_REACH + " order by r.opened, r.id limit " + MOST;
        return Reach.bind(jdbc.sql(sql), actor)
                .param("reference", reference)
                .query(RequestRow::read)
                .list();
    }
}
