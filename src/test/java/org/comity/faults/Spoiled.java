package org.comity.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.comity.GatewayDatabase;
import org.comity.exercise.TwoSides;
import org.comity.faults.check.Checker;
import org.comity.faults.check.Findings;
import org.comity.faults.check.Findings.Kind;
import org.comity.faults.check.Rows;

/** A checker that finds nothing proves nothing: so in what it found good one thing is spoiled for each thing that it looks for. */
final class Spoiled {
    private static final String FIRST_RECEIPT = "(select min(message) from receipt where direction = 'IN')";

    /**
     * One thing.
     *
     * @param found how the finding begins, or what it says
     */
    private record Spoil(Kind kind, String found, List<String> sql) {
        Spoil(Kind kind, String found, String... sql) {
            this(kind, found, List.of(sql));
        }
    }

    private static final List<Spoil> AT_OURS = List.of(
            new Spoil(
                    Kind.STUCK,
                    "deadline at ours",
                    "delete from outbox where subject ="
                            + " (select id::text from deadline where rule = 'DR-01' and state = 'ARMED' order by id limit 1)"),
            new Spoil(
                    Kind.STUCK,
                    "errand at ours: comity.deadlines claimed for ever", // each claim puts it off, and it never ends
                    "insert into outbox (address, subject, priority, due, since) values"
                            + " ('comity.deadlines', 'claimed for ever', 3, now() + interval '1 hour', now() - interval '1 hour')"),
            new Spoil(
                    Kind.STUCK,
                    "alert that is called in more than an hour at ours: nobody hears",
                    "insert into outbox (address, subject, priority, due) values"
                            + " ('comity.alerts', 'nobody hears', 3, now() + interval '2 hours')"),
            new Spoil(
                    Kind.STUCK,
                    "under way at ours: comity.receipts",
                    "insert into outbox (address, subject, priority, due) values"
                            + " ('comity.receipts', gen_random_uuid(), 3, now() + interval '30 minutes')"),
            new Spoil(
                    Kind.RECEIPT_WRONG,
                    "is for", // somebody else's
                    "update receipt set payload = (select payload from receipt where direction = 'IN' and message <> "
                            + FIRST_RECEIPT + " limit 1) where direction = 'IN' and message = " + FIRST_RECEIPT),
            new Spoil(
                    Kind.JOURNAL_BROKEN,
                    "leaf", // that will never be numbered
                    "alter table journal_leaf disable trigger waits",
                    "insert into journal_leaf (at, event, actor, agency, detail) values (now(), 'x', 'x', 'x', '{}')",
                    "alter table journal_leaf enable trigger waits"),
            new Spoil(
                    Kind.JOURNAL_BROKEN,
                    "is not what was numbered",
                    "alter table journal_leaf disable trigger only_grows",
                    "update journal_leaf set actor = 'nobody' where id = (select max(leaf) from journal_entry)"),
            new Spoil(
                    Kind.LOST,
                    "had its effect 0 times: request.preserved",
                    "update journal_leaf set event = 'x' where id = (select max(id) from journal_leaf where event = 'request.preserved')"),
            new Spoil(
                    Kind.JOURNAL_BROKEN,
                    "the root that was signed over",
                    "alter table journal_checkpoint disable trigger only_grows",
                    "update journal_checkpoint set root = sha256('x') where size = (select min(size) from journal_checkpoint)"),
            new Spoil(
                    Kind.LOST,
                    "is PARKED at its receiver", // though nothing overtook it
                    "update message set state = 'PARKED' where id = (select min(id) from message where kind = 'preserved')",
                    "insert into parked (id, agency, message, address, reason, problem, at) select gen_random_uuid(), agency, id,"
                            + " 'comity.inbound', 'EARLY', 'x', now() from message where state = 'PARKED'"),
            new Spoil(
                    Kind.OUT_OF_ORDER,
                    "came before", // its words are turned round where they were told; that the receiver set them aside
                    // is no excuse
                    "insert into journal_leaf (at, event, actor, agency, message, detail) select at, 'message.parked', actor, agency,"
                            + " message, '{\"reason\": \"EARLY\"}' from journal_leaf where event = 'message.received'"),
            new Spoil(
                    Kind.CLOCK_WRONG,
                    "hold without its row",
                    "delete from deadline where id = (select id from deadline where rule = 'DR-94' order by id limit 1)"));

    private static final List<Spoil> WHERE_IT_WAS_TOLD =
            List.of(new Spoil(Kind.OUT_OF_ORDER, "came before"), new Spoil(Kind.RECEIPT_WRONG, "is signed by another"));

    private static final List<Spoil> AT_THEIRS = List.of(
            new Spoil(
                    Kind.LOST,
                    "arrived as other bytes",
                    "update inbox set mic = repeat('0', 64) where message = (select min(message) from inbox)"),
            new Spoil(
                    Kind.LOST,
                    "is TURNED_AWAY at its sender", // and nobody was told that it is on its way
                    "update message set state = 'TURNED_AWAY'"
                            + " where id = (select min(id) from message where kind = 'acknowledgement')"),
            new Spoil(
                    Kind.LOST,
                    "is not the one that was approved",
                    "update message set document = (select document from message where kind = 'acknowledgement' limit 1)"
                            + " where id = (select max(id) from message where kind = 'preserved')"),
            new Spoil(
                    Kind.DUPLICATED,
                    "had its effect 2 times: request.received",
                    "insert into journal_leaf (at, event, actor, agency, message, detail) select at, event, actor, agency, message, detail"
                            + " from journal_leaf where id = (select min(id) from journal_leaf where event = 'request.received')"),
            new Spoil(
                    Kind.JOURNAL_BROKEN,
                    "number 5 is missing",
                    "alter table journal_entry disable trigger only_grows",
                    "delete from journal_entry where seq = 5"),
            new Spoil(
                    Kind.DUPLICATED,
                    "message.received",
                    "insert into journal_leaf (at, event, actor, agency, message, detail) select at, event, actor, agency, message, detail"
                            + " from journal_leaf where id = (select min(id) from journal_leaf where event = 'message.received')"),
            new Spoil(
                    Kind.WRONGLY_PARKED,
                    "as poison at theirs", // and put back by an operator, so that nothing else shows it
                    "insert into journal_leaf (at, event, actor, agency, message, detail) select at, 'message.parked', actor, agency,"
                            + " message, '{\"reason\": \"poison\"}' from journal_leaf"
                            + " where id = (select min(id) from journal_leaf where event = 'message.approved')"),
            new Spoil(
                    Kind.CLOCK_WRONG,
                    "second clock of a rule at theirs",
                    "insert into deadline (id, request, agency, matter, unit, rule, outcome, inputs, due, plan, estimated, provenance,"
                            + " state, computed) select gen_random_uuid(), request, agency, matter, unit, rule, outcome, inputs, due, plan,"
                            + " estimated, provenance, 'RESTING', computed from deadline where rule = 'DR-01'"
                            + " and state = 'ARMED' order by id limit 1"),
            new Spoil(
                    Kind.CLOCK_WRONG,
                    "step before its time at theirs",
                    "update deadline set fired = array_length(string_to_array(plan, ', '), 1)"
                            + " where id = (select id from deadline where rule = 'DR-01' order by id limit 1)"),
            new Spoil(
                    Kind.CLOCK_WRONG,
                    "step that is looked at too late at theirs",
                    "update outbox set due = due + interval '1 hour'"
                            + " where id = (select max(o.id) from outbox o join deadline d on d.id::text = o.subject"
                            + " where d.state = 'ARMED' and d.fired = 0)"),
            new Spoil(
                    Kind.CLOCK_WRONG,
                    "is held until", // an officer said another day
                    "update hold set stated = stated - interval '1 day' where request = (select min(request) from hold)"));

    private Spoiled() {}

    /** @return what a checker that begins anew does not find, and what it says instead */
    static Map<String, Findings> missed(TwoSides sides, Path data) throws IOException {
        spoil(new GatewayDatabase(sides.ours().directory()), AT_OURS);
        spoil(new GatewayDatabase(sides.theirs().directory()), AT_THEIRS);
        Path told = data.resolve("told.log");
        spoil(told, sides.ours().agency());
        Findings findings = new Checker(
                        told,
                        sides.authority(),
                        data.resolve("check"),
                        Rows.of(sides.ours().directory()),
                        Rows.of(sides.theirs().directory()))
                .check()
                .findings();
        Map<String, Findings> missed = new LinkedHashMap<>();
        Stream.of(AT_OURS, AT_THEIRS, WHERE_IT_WAS_TOLD)
                .flatMap(List::stream)
                .filter(spoil -> findings.of(spoil.kind()).stream().noneMatch(what -> what.contains(spoil.found())))
                .forEach(spoil -> missed.put(spoil.kind() + " " + spoil.found(), findings));
        return missed;
    }

    private static void spoil(GatewayDatabase side, List<Spoil> all) {
        all.forEach(spoil -> spoil.sql().forEach(side::change));
    }

    /** As if the last two words of one side about a request had been told the other way round, and an agency signed with a key that nobody gave it. */
    private static void spoil(Path told, String agency) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(told));
        lines.removeIf(line -> line.startsWith("key " + agency + " "));
        List<String> approved =
                lines.stream().filter(line -> line.startsWith("approved ")).toList();
        String request = approved.getLast().split(" ", -1)[1];
        String first = approved.reversed().stream()
                .skip(1)
                .filter(line -> line.startsWith("approved " + request + " "))
                .findFirst()
                .orElseThrow();
        lines.remove(first);
        lines.add(first);
        Files.write(told, lines);
    }
}
