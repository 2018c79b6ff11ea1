package org.comity.faults.check;

import java.util.Map;
import org.comity.faults.check.Findings.Kind;

/** Whether everything that waits at one side waits for somebody. */
final class Waiting {
    /** What is on its way, or with an operator who puts it back; an early message waits for what it answers. */
    static final String UNDER_WAY = """
            select address, subject, due from outbox o where address in ('comity.outbound', 'comity.inbound', 'comity.receipts')
            and not exists (select from parked where message = o.subject and reason = 'EARLY' and resolved is null)
            union all select reason, coalesce(message, subject), at from parked where resolved is null and reason <> 'EARLY'""";

    private static final Map<String, String> NOBODYS = Map.ofEntries(
            Map.entry("message to carry", """
                    select id from message m where direction = 'OUT' and state in ('APPROVED', 'SEALED') and kind <> 'part'
                    and not exists (select from outbox where address = 'comity.outbound' and subject = m.id)"""),
            Map.entry("received message", """
                    select id from message m where direction = 'IN' and state = 'RECEIVED'
                    and not exists (select from outbox where address = 'comity.inbound' and subject = m.id)"""),
            Map.entry("message set aside", """
                    select id from message m where state = 'PARKED'
                    and not exists (select from parked p where p.message = m.id and resolved is null)"""),
            Map.entry("owed receipt", """
                    select receipt from owed_receipt o
                    where not exists (select from outbox where address = 'comity.receipts' and subject = o.receipt::text)
                    and not exists (select from parked where subject = o.receipt::text and resolved is null)"""),
            Map.entry("deadline", """
                    select id from deadline d where state in ('ARMED', 'WARNED', 'OVERDUE') and plan <> ''
                    and fired < array_length(string_to_array(plan, ', '), 1)
                    and not exists (select from outbox where address = 'comity.deadlines' and subject = d.id::text)
                    and not exists (select from parked where subject = d.id::text and resolved is null)"""),
            Map.entry("alert", """
                    select id from alert a where acknowledged is null
                    and not exists (select from outbox where address = 'comity.alerts' and subject = a.id::text)"""),
            Map.entry("request that the partner has to move", """
                    select id from request r where next_move = 'PARTNER'
                    and not exists (select from deadline where request = r.id and state in ('ARMED', 'WARNED', 'OVERDUE', 'RESTING'))
                    and not exists (select from outbox o join message m on m.id = o.subject where m.request = r.id)
                    and not exists (select from parked p join message m on m.id = p.message
                        where m.request = r.id and p.resolved is null)"""),
            Map.entry("attachment", """
                    select message from attachment where complete is null and differs is null"""),
            Map.entry("under way", UNDER_WAY),
            Map.entry("alert that is called in more than an hour", """
                    select subject, due from outbox o where address = 'comity.alerts' and due > now() + interval '1 hour'
                    and not exists (select from alert where id::text = o.subject and (quiet_until is not null or held_back is not null))"""));

    /** Seconds; longer than any lease and pause of the run. */
    private static final int LONG_DUE = 120;

    private final String name;
    private final Rows side;
    private final Findings findings;

    Waiting(String name, Rows side, Findings findings) {
        this.name = name;
        this.side = side;
        this.findings = findings;
    }

    void check() {
        NOBODYS.forEach((what, sql) -> side.list(sql)
                .forEach(row -> findings.add(Kind.STUCK, what + " at " + name + ": " + String.join(" ", row))));
        side.list("select address, subject, due, since from outbox where coalesce(since, due) < now() - interval '"
                        + LONG_DUE + " seconds'")
                .forEach(row -> findings.add(Kind.STUCK, "errand at " + name + ": " + String.join(" ", row)));
        payloads();
    }

    private void payloads() {
        side.list("""
                        select p.id from payload p where sha256 is not null and sha256 is distinct from (
                            select encode(sha256(coalesce(string_agg(bytes, '' order by index), '')), 'hex')
                            from payload_piece where payload = p.id)""").forEach(row -> findings.add(Kind.LOST, "bytes of payload " + row.getFirst() + " at " + name));
    }
}
