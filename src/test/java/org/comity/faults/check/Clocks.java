package org.comity.faults.check;

import java.util.Map;
import org.comity.faults.check.Findings.Kind;

/** Whether what is held at one side is held as long as was said, and every clock runs once, and acted neither early nor late. */
final class Clocks {
    private static final String RUNNING = """
            with running as (select * from deadline where task is null and state in ('ARMED', 'WARNED', 'OVERDUE', 'RESTING'))
            """;

    /** The plans of deadlines, step by step from 1. */
    private static final String STEPS = """
            with steps as (
                select id as deadline, state, fired, n, split_part(step, ' ', 1)::timestamptz as at, split_part(step, ' ', 2) as what
                from deadline, unnest(string_to_array(plan, ', ')) with ordinality as p (step, n))
            """;

    private static final Map<String, String> WRONG = Map.of(
            "hold without its row, or not with one clock of its end and, of what we asked for, one of its follow-up",
                    RUNNING + """
                    select id from request r where state = 'PRESERVED' and (
                        not exists (select from hold where request = r.id and state = 'PRESERVED')
                        or (select count(*) from running where request = r.id and rule = 'DR-01' and state <> 'RESTING') <> 1
                        or direction = 'OUT' and
                            (select count(*) from running where request = r.id and rule = 'DR-94' and state <> 'RESTING') <> 1)""",
            "second clock of a rule", RUNNING + """
                    select request, rule from running group by request, rule having count(*) > 1""",
            "step before its time", STEPS + """
                    select deadline, at, what from steps where n <= fired and what in ('DUE', 'CHASER') and at > now()""",
            // a chaser may wait for office hours
            "step that is looked at too late", STEPS + """
                    select deadline, at, due from steps join outbox on address = 'comity.deadlines' and subject = deadline::text
                    where n = fired + 1 and state in ('ARMED', 'WARNED', 'OVERDUE') and what <> 'CHASER' and since is null
                    and due > at + interval '2 minutes'""");

    private final String name;
    private final Rows side;
    private final Findings findings;

    Clocks(String name, Rows side, Findings findings) {
        this.name = name;
        this.side = side;
        this.findings = findings;
    }

    /** @param held until when, by the request, as an officer said */
    void check(Map<String, String> held) {
        WRONG.forEach((what, sql) -> side.list(sql)
                .forEach(row -> findings.add(Kind.CLOCK_WRONG, what + " at " + name + ": " + String.join(" ", row))));
        Map<String, String> stated = side.map(
                "select request, to_char(stated at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from hold");
        held.forEach((request, until) -> {
            if (!until.equals(stated.get(request))) {
                findings.add(Kind.CLOCK_WRONG, request + " is held until " + stated.get(request) + " at " + name);
            }
        });
    }
}
