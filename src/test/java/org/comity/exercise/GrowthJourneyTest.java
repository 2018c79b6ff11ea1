package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.comity.FreePorts;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an exchange, a list and a start cost when much is stored already. The stored requests are copies of one that the bench exchanged, with its
 * message, the answer, both receipts, its clocks and its journal, at both sides; the bytes of their payloads are the one's.
 */
@EnabledIfSystemProperty(
        named = "comity.growth",
        matches = "[0-9,]+",
        disabledReason = "a measurement: -Dcomity.growth=0,100000,1000000, messages at each side")
class GrowthJourneyTest {
    private static final List<Integer> MESSAGES = Stream.of(
                    System.getProperty("comity.growth", "").split(","))
            .filter(text -> !text.isEmpty())
            .map(Integer::valueOf)
            .toList();
    private static final String REQUESTS = System.getProperty("comity.growth.requests", "300");
    private static final int MESSAGES_OF_A_REQUEST = 2;
    private static final int LISTS = 30;
    private static final Duration PLENTY = Duration.ofHours(2);

    private static final String PENDING = "select count(*) from journal_pending";
    private static final String LEAVES = "select count(*) from journal_leaf";

    /** Megabytes. */
    private static final int HEAP = 256;

    private final int port = FreePorts.first();

    @TempDir
    Path data;

    @Test
    void saysWhatAnExchangeAListAndAStartCostWithSoMuchStored() throws Exception {
        TwoGateways two =
                TwoGateways.on(Stage.under(data.resolve("p256"), port)).asShipped();
        int stored = 0;
        for (int messages : MESSAGES) {
            if (messages > stored) {
                int from = stored / MESSAGES_OF_A_REQUEST;
                Stream.of(two.ours(), two.theirs())
                        .parallel()
                        .forEach(party -> fill(party, from, messages / MESSAGES_OF_A_REQUEST));
                number(two);
                stored = messages;
            }
            System.out.println("\n== " + stored + " messages stored at each side");
            System.out.println(bench());
            lists(two, stored);
        }
    }

    /** Else numbering what was copied would be a part of what is measured. */
    private static void number(TwoGateways two) {
        try (GatewayProcess ours = two.start(two.ours());
                GatewayProcess theirs = two.start(two.theirs())) {
            two.awaitUp(two.ours(), ours);
            two.awaitUp(two.theirs(), theirs);
            await("both journals are numbered")
                    .atMost(PLENTY)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> two.here().count(PENDING) + two.there().count(PENDING) == 0);
            System.out.println(Clock.systemUTC().instant() + " numbered: "
                    + two.here().count(LEAVES) + " leaves here, " + two.there().count(LEAVES) + " at the partner's");
            ours.stop();
            theirs.stop();
        }
    }

    private String bench() {
        String[] line = {
            "bench",
            "--data",
            data.toString(),
            "--port",
            "" + port,
            "--requests",
            REQUESTS,
            "--rounds",
            "4",
            "--warm-up",
            REQUESTS
        };
        try (GatewayProcess bench =
                GatewayProcess.start(data.resolve("console"), GatewayProcess.AS_SHIPPED, HEAP, line)) {
            assertThat(bench.awaitEnd(PLENTY)).as(bench::console).isZero();
            return bench.console();
        }
    }

    private static void lists(TwoGateways two, int stored) throws IOException {
        long since = System.nanoTime();
        try (GatewayProcess gateway = two.start(two.ours())) {
            two.awaitUp(two.ours(), gateway);
            System.out.println("start: " + millis(since) + " ms");
            GatewayDatabase here = two.here();
            assertThat(here.count("select count(*) from message")).isGreaterThanOrEqualTo(stored);
            Officer akiko = two.officer(two.ours(), "akiko");
            List<Long> took = new ArrayList<>();
            for (int i = 0; i < LISTS; i++) {
                long asked = System.nanoTime();
                assertThat(akiko.json("/api/v1/requests").path("requests")).isNotEmpty();
                took.add(millis(asked));
            }
            System.out.println("list of what is pending: median "
                    + took.stream().sorted().toList().get(LISTS / 2) + " ms; running clocks "
                    + here.count("select count(*) from deadline where state in ('ARMED', 'WARNED', 'OVERDUE')")
                    + ", database " + here.count("select (pg_database_size('comity') >> 20)::int") + " MB");
            gateway.stop();
        }
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    /** @param from how many were made before */
    private static void fill(Party party, int from, int to) {
        Path postgres = party.directory().resolve("postgres");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(postgres)) {
            assertThat(server.url()).isNotEmpty();
            GatewayDatabase rows = new GatewayDatabase(party.directory());
            for (String sql : COPIES) {
                rows.change(sql.replace("${from}", "" + (from + 1)).replace("${to}", "" + to));
            }
            rows.change("vacuum analyze");
            System.out.println(Clock.systemUTC().instant() + " " + party.id() + ": requests copied up to " + to);
        }
    }

    /** Ids are made of the original's and the number, so that what belongs together finds each other. */
    private static final List<String> COPIES = List.of("""
            create or replace function copied(id text, n int) returns text language sql immutable as
            $$ select md5(split_part(id, '@', 1) || n)::uuid || '@' || split_part(id, '@', 2) $$""", """
            create table if not exists original as select * from request r where exists (
                select from message m where m.request = r.id and m.direction <> r.direction) order by opened desc limit 1""", """
            insert into matter select md5(m.id::text || n)::uuid, m.agency, m.unit, 'G-' || n, m.title, m.opened
            from matter m join original o on o.matter = m.id, generate_series(${from}, ${to}) n""", """
            insert into request select copy.* from original o, generate_series(${from}, ${to}) n, jsonb_populate_record(null::request, to_jsonb(o)
                || jsonb_build_object('id', copied(o.id, n), 'matter', md5(o.matter::text || n)::uuid, 'reference', 'G-' || n,
                    'due', now() + n * interval '1 minute')) copy""", """
            insert into request_item (request, sha256, agency, partner)
            select copied(i.request, n), encode(sha256((i.sha256 || n)::bytea), 'hex'), i.agency, i.partner
            from original o join request_item i on i.request = o.id, generate_series(${from}, ${to}) n""", """
            insert into message select copy.* from original o join message m on m.request = o.id, generate_series(${from}, ${to}) n,
                jsonb_populate_record(null::message, to_jsonb(m)
                    || jsonb_build_object('id', copied(m.id, n), 'matter', md5(o.matter::text || n)::uuid, 'request', copied(o.id, n))) copy""", """
            insert into receipt select copied(r.message, n), r.direction, r.payload, r.mic, r.disposition, r.signer, r.at
            from original o join message m on m.request = o.id join receipt r on r.message = m.id, generate_series(${from}, ${to}) n""", """
            insert into attempt (message, at, took_ms, outcome, problem)
            select copied(a.message, n), a.at, a.took_ms, a.outcome, a.problem
            from original o join message m on m.request = o.id join attempt a on a.message = m.id, generate_series(${from}, ${to}) n""", """
            insert into inbox select copied(i.message, n), i.partner, i.mic, i.receipt, i.at, null
            from original o join message m on m.request = o.id join inbox i on i.message = m.id, generate_series(${from}, ${to}) n""", """
            insert into deadline select copy.* from original o join deadline d on d.request = o.id, generate_series(${from}, ${to}) n,
                jsonb_populate_record(null::deadline, to_jsonb(d)
                    || jsonb_build_object('id', md5(d.id::text || n)::uuid, 'matter', md5(o.matter::text || n)::uuid, 'request', copied(o.id, n))) copy""", """
            insert into outbox (address, subject, partner, priority, due)
            select x.address, md5(d.id::text || n)::uuid, x.partner, x.priority, now() + interval '1 year'
            from original o join deadline d on d.request = o.id join outbox x on x.subject = d.id::text, generate_series(${from}, ${to}) n""", """
            insert into journal_leaf (at, event, actor, agency, matter, unit, request, message, partner, detail)
            select l.at, l.event, l.actor, l.agency, md5(o.matter::text || n)::uuid, l.unit, copied(o.id, n), copied(l.message, n), l.partner, l.detail
            from original o join journal_leaf l on l.request = o.id, generate_series(${from}, ${to}) n""", """
            update journal_told set seq = (select count(*) from journal_leaf)""");
}
