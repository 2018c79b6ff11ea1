package org.comity.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.comity.journal.Details;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UC-12: what the journal says happened, for auditors and operators: ids, codes and digests, never content. */
@Component
public class JournalList {
    /** Entries of one page at most. */
    public static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    JournalList(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param row its number in the table; entries of one moment stand in its order
     * @param leaf its position in the tree that checkpoints sign; empty for the seconds until the sequencer has numbered it
     * @param event what happened, such as {@code message.delivered}
     * @param actor a person's name, or {@code gateway}
     */
    public record Entry(
            long row,
            OptionalLong leaf,
            Instant at,
            String event,
            String actor,
            String agency,
            Optional<UUID> matter,
            Optional<String> request,
            Optional<String> message,
            Optional<String> partner,
            Map<String, String> detail) {

        /** What it is about: the nearest thing that it names. */
        public String subject() {
            return message.or(() -> request)
                    .or(() -> matter.map(UUID::toString))
                    .or(() -> partner)
                    .or(() -> Optional.ofNullable(detail.get("person")))
                    .orElse(agency);
        }
    }

    /**
     * What is looked for; what is empty is not asked.
     *
     * @param request its message id or our reference
     * @param before entries older than this row: the last one of the page before
     * @param most entries of a page
     */
    public record Query(
            Optional<UUID> matter,
            Optional<String> request,
            Optional<String> message,
            Optional<String> event,
            Optional<Instant> since,
            OptionalLong before,
            int most) {
        public Query {
            most = Math.clamp(most, 1, MOST);
        }
    }

    /** Newest first, of the auditor's own agency. */
    public Checked<List<Entry>> page(Actor auditor, Query query) {
        return auditor.is(Role.AUDITOR)
                ? Checked.passed(entries(Optional.of(auditor.agency()), query))
                : Checked.failed(DeskProblem.ROLE_NEEDED.problem());
    }

    /** Newest first, of every own agency: for whoever runs the gateway, and has its database. */
    public List<Entry> all(Query query) {
        return entries(Optional.empty(), query);
    }

    private List<Entry> entries(Optional<String> agency, Query query) {
        // only what is asked for: a condition beside an "is null or" would hide its index from the planner
        List<String> conditions = new ArrayList<>(List.of("true"));
        agency.ifPresent(asked -> conditions.add("l.agency = :agency"));
        query.matter().ifPresent(asked -> conditions.add("l.matter = :matter::uuid"));
        query.request()
                .ifPresent(asked -> conditions.add("l.request = any(array(select :request union all"
                        + " select r.id from request r where r.reference = :request))"));
        query.message().ifPresent(asked -> conditions.add("l.message = :message"));
        query.event().ifPresent(asked -> conditions.add("l.event = :event"));
        query.since().ifPresent(asked -> conditions.add("l.at >= :since"));
        query.before().ifPresent(asked -> conditions.add("l.id < :before"));
        return jdbc.sql("select l.*, e.seq from journal_leaf l left join journal_entry e on e.leaf = l.id where "
                        + String.join(" and ", conditions) + " order by l.id desc limit :most")
                .param("agency", agency.orElse(null))
                .param("matter", query.matter().map(UUID::toString).orElse(null))
                .param("request", query.request().orElse(null))
                .param("message", query.message().orElse(null))
                .param("event", query.event().orElse(null))
                .param(
                        "since",
                        query.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param("before", query.before().isPresent() ? query.before().getAsLong() : null)
                .param("most", query.most())
                .query((row, number) -> entry(row))
                .list();
    }

    private Entry entry(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        OptionalLong leaf = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
        return new Entry(
                row.getLong("id"),
                leaf,
                RequestRow.instant(row, "at").orElseThrow(),
                row.getString("event"),
                row.getString("actor"),
                row.getString("agency"),
                Optional.ofNullable(row.getObject("matter", UUID.class)),
                Optional.ofNullable(row.getString("request")),
                Optional.ofNullable(row.getString("message")),
                Optional.ofNullable(row.getString("partner")),
                Details.read(json, row.getString("detail")));
    }
}
