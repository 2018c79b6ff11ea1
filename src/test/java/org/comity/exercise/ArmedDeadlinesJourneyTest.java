package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-06/2 and 2a with many deadlines armed (THREAT-130): the program as a process, its own PostgreSQL and broker. A start reads none of them, to arm one
 * more costs what it cost before, and what fell due while it was stopped fires once, the oldest first. How many: {@code -Dcomity.deadlines}; without
 * it nothing runs here. What was measured is printed, and how punctual they are one by one.
 *
 * <p>They are deadlines of partners' silence (DR-92), whose first step is journalled and calls nobody: so many calls at once would measure
 * the pager.
 */
@EnabledIfSystemProperty(
        named = "comity.deadlines",
        matches = "[0-9]+",
        disabledReason = "a measurement: -Dcomity.deadlines=100000")
class ArmedDeadlinesJourneyTest {
    private static final int DEADLINES = Integer.getInteger("comity.deadlines", 0);
    private static final int APPROVALS = 15;
    private static final Duration PLENTY = Duration.ofMinutes(20);

    /** Errands that the relay may have handed to the consumers and that overtake each other there. */
    private static final int UNDER_WAY = 1000;

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static final String DUE = "select count(*) from journal_leaf l join deadline d on d.request = l.request "
            + "where l.event = 'deadline.due' and d.provenance = 'made by the test'";

    /** As many as come one after the other while the gateway has nothing else to do. */
    private static final int ONE_BY_ONE = Math.min(60, DEADLINES / 2);

    /** Of those that have not fired, so many, in an order that the rows do not have; from so many seconds on, so many microseconds apart. */
    private static final String FALL_DUE = """
            with chosen as (
                select id from deadline where provenance = 'made by the test' and state = 'ARMED' order by md5(id::text) limit %d),
            shuffled as (
                select id, now() + interval '%d seconds' + row_number() over (order by md5(id::text)) * interval '%d microseconds' as at
                from chosen),
            planned as (
                update deadline d set due = s.at, plan = to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' DUE, '
                    || to_char((s.at + interval '3 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' CHASER'
                from shuffled s where s.id = d.id returning d.id, d.due)
            update outbox o set due = p.due from planned p where o.address = 'comity.deadlines' and o.subject = p.id::text""";

    /** Milliseconds from the instant until the gateway has taken it up, as the journal says. */
    private static final String LATE = """
            select 'median ' || round(percentile_disc(0.5) within group (order by late)) || ' ms, latest ' || round(max(late)) || ' ms'
            from (select extract(epoch from l.at - d.due) * 1000 as late from journal_leaf l join deadline d on d.request = l.request
                where l.event = 'deadline.due' and d.provenance = 'made by the test') x""";

    private static final String FURTHEST = """
            select coalesce(max(abs(fired - owed)), 0)::int from (
                select row_number() over (order by l.id) as fired, row_number() over (order by d.due) as owed
                from journal_leaf l join deadline d on d.request = l.request
                where l.event = 'deadline.due' and d.provenance = 'made by the test') x""";

    @TempDir
    Path data;

    @Test
    void aStartReadsNoneOfThemAndWhatFellDueMeanwhileFiresOnceOldestFirst() throws Exception {
        try (TwoGateways two = TwoGateways.under(data).asShipped()) {
            GatewayProcess first = up(two);
            approvals(two, APPROVALS); // it is warm then
            System.out.println("approving a request (which arms its clocks), none armed: " + approvals(two, APPROVALS));
            first.stop();
            System.out.println("none armed: " + starts(two));

            GatewayProcess arming = up(two);
            two.here().change(armed(DEADLINES));
            two.here().change("vacuum analyze");
            assertThat(waiting(two.here())).isEqualTo(DEADLINES);
            approvals(two, APPROVALS);
            System.out.println("approving a request, " + DEADLINES + " armed: " + approvals(two, APPROVALS));
            arming.stop();
            System.out.println(DEADLINES + " armed: " + starts(two));

            GatewayProcess last = up(two);
            two.here().change(FALL_DUE.formatted(ONE_BY_ONE, 5, 370_000));
            await().atMost(PLENTY)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> waiting(two.here()) == DEADLINES - ONE_BY_ONE);
            System.out.println("each of " + ONE_BY_ONE + " after its instant: "
                    + two.here().texts(LATE));
            two.here().change(FALL_DUE.formatted(DEADLINES, 40, 100));
            last.stop();
            Thread.sleep(Duration.ofSeconds(45).plusMillis(DEADLINES / 10)); // they fall due while nothing runs
            GatewayProcess late = up(two);
            long since = System.nanoTime();
            await().atMost(PLENTY).pollInterval(Duration.ofMillis(200)).until(() -> waiting(two.here()) == 0);
            long seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            System.out.println("all of them, due during a stop, fired " + seconds + " ms after the start");
            assertThat(two.here().count(DUE)).isEqualTo(DEADLINES);
            assertThat(two.here().count(DUE.replace("count(*)", "count(distinct l.request)")))
                    .isEqualTo(DEADLINES);
            int furthest = two.here().count(FURTHEST);
            System.out.println("the one furthest from its place in the order: " + furthest + " places");
            assertThat(furthest).isLessThanOrEqualTo(Math.min(UNDER_WAY, DEADLINES / 10));
            late.stop();
        }
    }

    private static int waiting(GatewayDatabase database) {
        return database.count(
                "select count(*) from deadline where provenance = 'made by the test' and state = 'ARMED'");
    }

    private static GatewayProcess up(TwoGateways two) {
        GatewayProcess gateway = two.start(two.ours());
        two.awaitUp(two.ours(), gateway);
        return gateway;
    }

    /** Milliseconds from the start of the process until its ports are open; then what it keeps after a collection. */
    private static String starts(TwoGateways two) throws IOException, InterruptedException {
        long since = System.nanoTime();
        GatewayProcess gateway = up(two);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        long arithmetic = ProcessHandle.of(gateway.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
        String memory = memory(gateway);
        gateway.stop();
        return "starts in " + took + " ms with " + arithmetic + " ms of arithmetic, " + memory;
    }

    private static String memory(GatewayProcess gateway) throws IOException, InterruptedException {
        jcmd(gateway, "GC.run");
        String heap = jcmd(gateway, "GC.heap_info");
        long kilobytes = 0;
        for (String line : heap.lines()
                .filter(one -> one.contains("heap") || one.contains("generation"))
                .toList()) {
            Matcher found = USED.matcher(line);
            kilobytes += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        String resident = Files.readAllLines(Path.of("/proc", String.valueOf(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        return kilobytes / 1024 + " MB of live heap, " + Long.parseLong(resident) / 1024 + " MB resident";
    }

    private static String jcmd(GatewayProcess gateway, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(gateway.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String approvals(TwoGateways two, int times) throws IOException {
        Officer akiko = two.officer(two.ours(), "akiko");
        Officer kenji = two.officer(two.ours(), "kenji");
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String request = akiko.submit(TwoGateways.example());
            long since = System.nanoTime();
            kenji.approve(request, request);
            took.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
        }
        List<Long> sorted = took.stream().sorted().toList();
        return "median " + sorted.get(times / 2) / 1000.0 + " ms, quickest " + sorted.getFirst() / 1000.0 + " ms";
    }

    /** One matter, and for each deadline a request of its own, as the one that an officer made. Due in a year. */
    private static String armed(int deadlines) {
        return """
            with template as (select * from request order by opened, id limit 1),
            asked as (
                insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move, reference, opened, changed)
                select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0') || '@' || agency, agency, matter, unit, direction, partner,
                    kind, 0, 'ACKNOWLEDGED', 'PARTNER', 'B-' || n, opened, changed
                from template, generate_series(1, %d) n
                returning id, agency, matter, unit),
            armed as (
                insert into deadline (id, request, agency, matter, unit, rule, outcome, inputs, due, plan, estimated, provenance, state, computed)
                select gen_random_uuid(), id, agency, matter, unit, 'DR-92', 'TARGET',
                    '{"event": "2026-11-01T00:00:00Z", "number": "72", "zone": "Asia/Tokyo", "counting": "BARE", "ours": "false",
                      "warnDaysAhead": "14"}', now() + interval '1 year', '', false, 'made by the test', 'ARMED', now()
                from asked
                returning id)
            insert into outbox (address, subject, priority, due)
            select 'comity.deadlines', id::text, (select min(priority) from outbox where address = 'comity.deadlines'),
                now() + interval '1 year' from armed""".formatted(deadlines);
    }
}
