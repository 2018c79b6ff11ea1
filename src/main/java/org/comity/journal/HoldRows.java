package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.matters.Hold;
import org.comity.matters.HoldState;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holds, one for each preservation request. */
@Repository
public class HoldRows {
    /**
     * Of a request {@code r}: data are held for it, to an end that was said or until what follows is decided, and the holder knows that too: of
     * what went to its gateway it has signed it (UC-17/2c).
     */
    public static final String HELD_AT_BOTH_SIDES = """
            exists (select from hold h where h.request = r.id and h.state in ('PRESERVED', 'HELD_OPEN'))
            and (r.direction = 'IN'
                or exists (select from message m where m.id = r.id and m.state in ('CARRIED', 'HANDED_OVER'))
                or exists (select from message s where s.request = r.id and s.kind = 'preserved'
                    and s.direction = 'IN' and s.state = 'PROCESSED'))""";

    private final JdbcClient jdbc;

    HoldRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void put(Request request, Hold hold, Instant now) {
        jdbc.sql("""
                        insert into hold (request, agency, matter, unit, state, starts, ends, estimated, stated, unexplained,
                            part, said_of, changed)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (request) do update set state = excluded.state, starts = excluded.starts,
                            ends = excluded.ends, estimated = excluded.estimated, stated = excluded.stated,
                            unexplained = excluded.unexplained, part = excluded.part, said_of = excluded.said_of,
                            changed = excluded.changed""")
                .params(
                        request.id().toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value(),
                        hold.state().name(),
                        utc(hold.starts()),
                        utc(hold.ends()),
                        hold.estimated(),
                        utc(hold.stated()),
                        hold.unexplained(),
                        hold.part().isEmpty()
                                ? null
                                : hold.part().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        text(hold.saidOf()),
                        utc(now))
                .update();
    }

    /** When the first of the holds ends that {@code followUp} follows: of what is held open the end that was last said; empty: it follows none. */
    public Optional<Instant> lastsFor(MessageId followUp) {
        return jdbc.sql("""
                        select min(h.ends) as ends from request_link l join hold h on h.request = l.earlier
                        where l.request = ? and l.relation = 'PRESERVATION' and h.state in ('PRESERVED', 'HELD_OPEN')""")
                .param(followUp.toString())
                .query((row, number) -> Columns.optionalInstant(row, "ends"))
                .single();
    }

    public boolean isHeldAtBothSides(MessageId request) {
        return jdbc.sql("select exists (select from request r where r.id = ? and " + HELD_AT_BOTH_SIDES + ")")
                .param(request.toString())
                .query(Boolean.class)
                .single();
    }

    /** Numbers of data items as the column has them; none: all are held. */
    public static List<Integer> part(@Nullable String stored) {
        return stored == null
                ? List.of()
                : Arrays.stream(stored.split(" ")).map(Integer::valueOf).toList();
    }

    public Optional<Hold> find(MessageId request) {
        return jdbc.sql("select * from hold where request = ?")
                .param(request.toString())
                .query((row, number) -> new Hold(
                        request,
                        HoldState.valueOf(row.getString("state")),
                        Columns.instant(row, "starts"),
                        Columns.instant(row, "ends"),
                        row.getBoolean("estimated"),
                        Columns.optionalInstant(row, "stated"),
                        row.getBoolean("unexplained"),
                        part(row.getString("part")),
                        Columns.optionalText(row, "said_of").map(Columns::messageId)))
                .optional();
    }
}
