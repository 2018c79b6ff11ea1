package org.comity.dashboard;

import java.util.List;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The matters that somebody may add a request to, for choosing one. */
@Component
public class MatterList {
    /** Rows offered; an older matter is typed in by its reference. */
    private static final int MOST = 200;

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
}
