package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.dashboard.RequestFile.Attached;
import org.comity.dashboard.RequestFile.Look;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of a request's messages and, while they travel in parts, how much of each message is there (UC-10). */
final class AttachedFiles {
    private final JdbcClient jdbc;

    AttachedFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Parts of a message's files. */
    record Progress(int parts, int there) {}

    Map<String, List<Attached>> of(MessageId request) {
        record OfMessage(String message, Attached attached) {}
        return jdbc
                .sql("""
                        select a.*, s.scanned, s.signature from attachment a join message x on x.id = a.message
                            left join scan s on s.payload = a.payload
                        where x.request = :request order by a.name, a.sha256""")
                .param("request", request.toString())
                .query((row, number) -> new OfMessage(
                        row.getString("message"),
                        new Attached(
                                row.getString("name"),
                                row.getString("media_type"),
                                row.getLong("length"),
                                new Digest(row.getString("sha256")),
                                row.getInt("parts"),
                                row.getObject("complete") != null,
                                look(row),
                                Optional.ofNullable(row.getString("signature")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        OfMessage::message, Collectors.mapping(OfMessage::attached, Collectors.toList())));
    }

    /** Of outgoing messages the parts that have a verified receipt, of incoming ones those that are stored. */
    Map<String, Progress> progress(MessageId request) {
        record OfMessage(String message, Progress progress) {}
        return jdbc
                .sql("""
                        select x.id, sum(a.parts) as parts, case when x.direction = 'OUT' then
                            (select count(*) from message p where p.request = x.id and p.kind = 'part' and p.state = 'DELIVERED')
                            else (select count(*) from attachment b join payload_piece e on e.payload = b.payload
                                where b.message = x.id and b.parts > 0) end as there
                        from message x join attachment a on a.message = x.id
                        where x.request = :request group by x.id having sum(a.parts) > 0""")
                .param("request", request.toString())
                .query((row, number) ->
                        new OfMessage(row.getString("id"), new Progress(row.getInt("parts"), row.getInt("there"))))
                .list()
                .stream()
                .collect(Collectors.toMap(OfMessage::message, OfMessage::progress));
    }

    private static Look look(ResultSet row) throws SQLException {
        if (row.getString("signature") != null) {
            return Look.QUARANTINED;
        }
        return row.getObject("scanned") == null ? Look.NOT_SCANNED : Look.CLEAN;
    }
}
