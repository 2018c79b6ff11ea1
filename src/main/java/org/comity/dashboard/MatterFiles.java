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

    /** Empty both when there is no such matter and when none of its requests is the actor's to read (THREAT-91). */
    public Optional<MatterFile> open(Actor actor, String reference) {
        String sql = RequestRow.SELECT + "from request r" + RequestRow.JOINS + "where m.reference = :reference and "
                + Reach.ROW_IS_IN_REACH + " order by r.opened, r.id limit " + MOST;
        List<ListedRequest> requests = Reach.bind(jdbc.sql(sql), actor)
                .param("reference", reference)
                .query(RequestRow::read)
                .list();
        return requests.stream().findFirst().map(first -> new MatterFile(reference, first.matterTitle(), requests));
    }
}
