package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UC-21/1: what is carried and has not arrived, as far as somebody may read it; also of requests that are over. */
@Component
public class CarryList {
    /** Rows shown. */
    private static final int MOST = 500;

    private static final String OPEN = """
            from message x join request r on r.id = x.request
            where x.agency = :agency and x.state in ('TO_CARRY', 'CARRIED') and\s""" + Reach.ROW_IS_IN_REACH;

    private final JdbcClient jdbc;

    CarryList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reference ours, of the request
     * @param state {@code TO_CARRY} or {@code CARRIED}
     * @param since when it became ready to be carried; of what was carried, when it left
     * @param due by when it shall have left; empty: it has
     * @param author who wrote it, and {@code approver} who let it go, where a second person did
     */
    public record Waiting(
            MessageId message,
            String kind,
            MessageId request,
            String reference,
            String matterTitle,
            AgencyId partner,
            Urgency urgency,
            DeliveryState state,
            Instant since,
            Optional<Instant> due,
            Optional<String> author,
            Optional<String> approver) {}

    /** What has to leave first, the late ones before the others; then what left and is not known to have arrived, the oldest first. */
    public List<Waiting> open(Actor actor) {
        String sql = """
                select w.*, m.title as matter_title, t.due, coalesce(b.at, t.opened, w.created) as since from (
                    select x.*, r.reference, r.urgency as request_urgency\s""" + OPEN + """
                ) w join matter m on m.id = w.matter
                left join lateral (select k.opened, k.due from task k
                    where k.request = w.request and k.kind = 'CARRY' and k.note = w.id
                    order by k.opened desc limit 1) t on w.state = 'TO_CARRY'
                left join lateral (select h.at from by_hand h
                    where h.request = w.request and h.message = w.id and h.what = 'CARRIED' limit 1) b on true
                order by w.state = 'CARRIED', t.due, since, w.id limit :most""";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("most", MOST)
                .query(CarryList::read)
                .list();
    }

    /** How many have not left, at most as many as are shown. */
    public int count(Actor actor) {
        String sql = "select count(*) from (select 1 " + OPEN + " and x.state = 'TO_CARRY' limit :most) counted";
        return Reach.bind(jdbc.sql(sql), actor)
                .param("most", MOST)
                .query(Integer.class)
                .single();
    }

    private static Waiting read(ResultSet row, int number) throws SQLException {
        return new Waiting(
                RequestRow.messageId(row, "id"),
                row.getString("kind"),
                RequestRow.messageId(row, "request"),
                row.getString("reference"),
                row.getString("matter_title"),
                new AgencyId(row.getString("partner")),
                Urgency.ofLevel(row.getInt("request_urgency")),
                DeliveryState.valueOf(row.getString("state")),
                RequestRow.instant(row, "since").orElseThrow(),
                RequestRow.instant(row, "due"),
                Optional.ofNullable(row.getString("author")),
                Optional.ofNullable(row.getString("approver")));
    }
}
