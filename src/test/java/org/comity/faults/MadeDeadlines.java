package org.comity.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.comity.faults.check.Rows;

/** Deadlines that fall due while parts are killed, each of a request of its own, copied from one that an officer made. */
final class MadeDeadlines {
    private static final String MADE = "provenance = 'made by the test'";

    static final String WAITING = "select count(*) from deadline where " + MADE + " and state = 'ARMED'";

    private MadeDeadlines() {}

    /** @param within which they fall due, one after the other, from now on */
    static String armed(int deadlines, Duration within) {
        return String.format(Locale.ROOT, """
                with template as (select * from request where direction = 'OUT' order by opened, id limit 1),
                asked as (
                    insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move, reference, opened, changed)
                    select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0') || '@' || agency, agency, matter, unit, direction, partner,
                        kind, 0, 'ACKNOWLEDGED', 'NOBODY', 'B-' || n, opened, changed
                    from template, generate_series(1, %1$d) n
                    returning id, agency, matter, unit, substr(reference, 3)::int as n),
                planned as (select *, now() + n * interval '1 millisecond' * %2$d / %1$d as at from asked),
                armed as (
                    insert into deadline (id, request, agency, matter, unit, rule, outcome, inputs, due, plan, estimated, provenance, state, computed)
                    select gen_random_uuid(), id, agency, matter, unit, 'DR-92', 'TARGET',
                        '{"event": "2026-11-01T00:00:00Z", "number": "72", "zone": "Asia/Tokyo", "counting": "BARE", "ours": "false",
                          "warnDaysAhead": "14"}', at,
                        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' DUE, '
                            || to_char((at + interval '3 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' CHASER',
                        false, 'made by the test', 'ARMED', now()
                    from planned
                    returning id, due)
                insert into outbox (address, subject, priority, due)
                select 'comity.deadlines', id::text, 3, due from armed""", deadlines, within.toMillis());
    }

    /** Those that did not fire, or fired more than once, each in words. */
    static List<String> wrong(Rows rows) {
        return rows
                .list("select d.request, count(l.id) from deadline d left join journal_leaf l on l.request = d.request"
                        + " and l.event = 'deadline.due' where d." + MADE
                        + " group by d.request having count(l.id) <> 1")
                .stream()
                .map(row -> "the deadline of " + row.get(0) + " fired " + row.get(1) + " times")
                .toList();
    }
}
