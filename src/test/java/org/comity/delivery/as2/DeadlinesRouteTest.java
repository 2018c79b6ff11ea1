package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.comity.casework.ClockWatch;
import org.comity.casework.DeadlineKeeping;
import org.comity.delivery.relay.Relay;
import org.comity.envelope.SealedMessage;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.messages.Acknowledgement;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.RequestContent.Relation;
import org.comity.messages.Withdrawal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * UC-06 and DR-01 through the whole gateway, both directions, with its clock put ahead by weeks. Arcadia (the gateway) holds for 60 days, Borduria for
 * 75; their relationship warns 10 days ahead.
 */
class DeadlinesRouteTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ZoneId OURS = ZoneId.of("Asia/Tokyo");

    private static WholeGateway gateway;
    private static ForeignAgency them;
    private static Officer officer;

    @BeforeAll
    static void start() {
        gateway = new WholeGateway(Map.of());
        them = ForeignAgency.joins(gateway, "holding-agency");
        officer = Officer.named(WholeGateway.LIAISON, gateway, them);
    }

    @AfterAll
    static void stop() {
        them.close();
        gateway.close();
    }

    @AfterEach
    void today() {
        FollowingClocks.step(Duration.ZERO);
        WholeGateway.sharedLooksAtItsClock();
    }

    @Test
    void whatTheyHoldIsEstimatedThenKnownWarnedOfAndEndsOnce() throws Exception {
        Instant before = now();
        String request = officer.submits(them.id().value());
        DeadlineRow estimate = single(request);
        Instant sent = Instant.parse(input(estimate, "assumed"));
        assertThat(sent).isBetween(before, now());
        assertThat(estimate.rule()).isEqualTo("DR-01");
        assertThat(estimate.estimated()).isTrue();
        assertThat(days(estimate)).isEqualTo(75); // the longer of treaty and holder's law
        assertThat(hold(request, "estimated").asBoolean()).isTrue();

        says(new Acknowledgement(MessageId.parse(request).orElseThrow(), "HOLD-1"));
        Instant from = before.plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(Duration.ofDays(70));
        says(new Preserved(MessageId.parse(request).orElseThrow(), from, until, "HOLD-1"));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));

        List<DeadlineRow> all = rows(request);
        assertThat(all).hasSize(2);
        assertThat(all.getFirst().state()).isEqualTo(DeadlineRow.State.SUPERSEDED);
        assertThat(all.getFirst().inputs()).isEqualTo(estimate.inputs()); // old values stay
        assertThat(all.getFirst().due()).isEqualTo(estimate.due());
        DeadlineRow known = all.getLast();
        assertThat(known.estimated()).isFalse();
        assertThat(input(known, "event")).isEqualTo(from.toString());
        assertThat(known.due()).isAfterOrEqualTo(until); // release late
        // warn early: ten days ahead of the earliest reading, on the holder's calendar
        assertThat(known.warnAt())
                .isEqualTo(
                        until.atZone(them.member.partner().zone()).minusDays(10).toInstant());
        assertThat(Instant.parse(hold(request, "ends").asText())).isEqualTo(until);
        assertThat(hold(request, "estimated").asBoolean()).isFalse();
        assertThat(Instant.parse(file(request, "due").asText()))
                .as("UC-11/2: the request for the data is sent by then, to arrive before they are gone")
                .isEqualTo(known.warnAt());

        at(known.warnAt().minus(Duration.ofMinutes(10)));
        fireTooEarly(known);
        assertThat(single(request, known).state()).isEqualTo(DeadlineRow.State.ARMED);
        at(known.warnAt().plusSeconds(1));
        awaitState(request, known, DeadlineRow.State.WARNED);
        assertThat(alertsOf(request)).containsExactly("deadline-ahead");
        assertThat(officer.state(request)).isEqualTo("PRESERVED");

        at(known.due().plusSeconds(1));
        awaitState(request, known, DeadlineRow.State.DUE);
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("EXPIRED"));
        assertThat(alertsOf(request)).containsExactlyInAnyOrder("deadline-ahead", "deadline-due");
        assertThat(gateway.texts(
                        "select cause from alert where request = ? and acknowledged is null and cause = 'deadline-due'",
                        request))
                .as("somebody still has to hear that it ended")
                .hasSize(1);
        assertThat(officer.file(request).path("hold").path("state").asText()).isEqualTo("EXPIRED");
        fireTooEarly(known); // again: nothing happens twice
        assertThat(happened(request, "deadline.warned")).isEqualTo(1);
        assertThat(happened(request, "deadline.due")).isEqualTo(1);
        assertThat(errands(known)).isZero();
    }

    @Test
    void whatWeHoldIsReleasedByTheLatestReadingOnOurOwnCalendar() throws Exception {
        at(now().atZone(OURS)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.NOON)
                .atZone(OURS)
                .toInstant());
        SealedMessage asked = them.seal(Requests.lawful());
        assertThat(them.posts(asked).statusCode()).isEqualTo(200);
        String request = asked.id().toString();
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("ACKNOWLEDGED"));
        assertThat(single(request).estimated()).isTrue();
        assertThat(days(single(request))).isEqualTo(60);

        officer.moves(request, "take-up", Map.of());
        Instant from = now().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(Duration.ofDays(60));
        officer.moves(request, "preserved", Map.of("from", from.toString(), "until", until.toString()));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));
        DeadlineRow known = rows(request).getLast();
        // sixty whole days after the day of the event, to the end of the last one in Tokyo: never a second earlier
        Instant latest = from.atZone(OURS)
                .toLocalDate()
                .plusDays(61)
                .atStartOfDay(OURS)
                .toInstant()
                .minusSeconds(1);
        assertThat(known.due()).isEqualTo(latest);
        assertThat(Instant.parse(file(request, "due").asText())).isEqualTo(latest);

        at(until.plusSeconds(1)); // the stated end is over, the floor is not
        awaitState(request, known, DeadlineRow.State.WARNED);
        assertThat(officer.state(request)).isEqualTo("PRESERVED");
        at(latest.plusSeconds(1));
        awaitState(request, known, DeadlineRow.State.DUE);
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("EXPIRED"));
        assertThat(officer.file(request).path("hold").path("state").asText()).isEqualTo("EXPIRED");
    }

    @Test // UC-16/3c
    void whatWeHoldIsNotLetGoWhileWhatExtendsItIsNotRead() throws Exception {
        SealedMessage asked = them.seal(Requests.lawful());
        assertThat(them.posts(asked).statusCode()).isEqualTo(200);
        String request = asked.id().toString();
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("ACKNOWLEDGED"));
        officer.moves(request, "take-up", Map.of());
        Instant from = now().truncatedTo(ChronoUnit.SECONDS);
        officer.moves(
                request,
                "preserved",
                Map.of(
                        "from",
                        from.toString(),
                        "until",
                        from.plus(Duration.ofDays(60)).toString()));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));
        DeadlineRow known = rows(request).getLast();
        RouteController flows = gateway.bean(CamelContext.class).getRouteController();
        flows.stopRoute("process-message");
        try {
            at(known.due().minusSeconds(60));
            SealedMessage extension = them.seal(Requests.lawful(Relation.PRESERVATION, asked.id()));
            assertThat(them.posts(extension).statusCode()).isEqualTo(200);
            at(known.due().plusSeconds(1));
            for (int i = 0; i < known.plan().size(); i++) { // of which one is its end
                gateway.bean(DeadlineKeeping.class).fire(known.id());
            }
            assertThat(officer.state(request)).isEqualTo("PRESERVED");
            assertThat(happened(request, "deadline.due")).isZero();
            assertThat(errands(known)).isEqualTo(1);
        } finally {
            flows.startRoute("process-message");
        }
        await().atMost(PATIENCE)
                .until(() -> gateway.count("select count(*) from outbox where address = 'comity.inbound'") == 0);
        at(known.due().plus(Duration.ofMinutes(2)));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("EXPIRED"));
    }

    @Test
    void anEstimateThatFallsDueCallsAPersonAndEndsNothing() throws Exception {
        String request = officer.submits(them.id().value());
        DeadlineRow estimate = single(request);
        await().atMost(PATIENCE).until(() -> officer.file(request).toString().contains("\"DELIVERED\""));

        at(estimate.due().plusSeconds(1));
        awaitState(request, estimate, DeadlineRow.State.DUE);
        assertThat(alertsOf(request)).contains("deadline-due");
        assertThat(officer.state(request)).isEqualTo("SENT");
    }

    @Test
    void aWithdrawalStopsTheClock() throws Exception { // UC-06/2b
        SealedMessage asked = them.seal(Requests.lawful());
        them.posts(asked);
        String request = asked.id().toString();
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("ACKNOWLEDGED"));
        DeadlineRow running = single(request);
        says(new Withdrawal(asked.id(), "no longer needed"));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("WITHDRAWN"));
        assertThat(single(request).state()).isEqualTo(DeadlineRow.State.STOPPED);
        assertThat(errands(running)).isZero();
        assertThat(file(request, "due").isMissingNode()).isTrue();
    }

    @Test
    void afterAWeekOfStandstillEachFiresOnceAndTheOldestFirst() throws Exception { // UC-06/2a
        String first = delivered(); // for what nobody received no hold runs
        at(now().plus(Duration.ofDays(1))); // periods end with their day: another day, another due instant
        String second = delivered();
        Relay relay = gateway.bean(Relay.class);
        relay.stop();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true); // its last round is over
        at(single(second).due().plus(Duration.ofDays(7)));
        assertThat(single(first).state()).isEqualTo(DeadlineRow.State.ARMED);
        List<String> order = gateway.database()
                .jdbc()
                .sql(
                        "select subject from outbox where address = 'comity.deadlines' and due <= ? order by priority, due")
                .param(java.sql.Timestamp.from(now()))
                .query(String.class)
                .list();
        assertThat(order)
                .containsSubsequence(
                        single(first).id().toString(), single(second).id().toString());

        relay.start();
        awaitState(second, single(second), DeadlineRow.State.DUE);
        awaitState(first, single(first), DeadlineRow.State.DUE);
        for (String request : List.of(first, second)) {
            assertThat(happened(request, "deadline.due")).isEqualTo(1);
            assertThat(happened(request, "deadline.warned"))
                    .as("too late to warn")
                    .isZero();
        }
    }

    @Test
    void aClockThatStepsEndsNoHoldUntilItIsBackOrAPersonAcceptsIt() throws Exception { // THREAT-89
        String request = preservedUntil(now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(60)));
        DeadlineRow known = rows(request).getLast();
        ClockWatch watch = gateway.bean(ClockWatch.class);
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        int before = clockEvents().size();

        FollowingClocks.step(Duration.between(now(), known.due().plusSeconds(1)));
        assertThat(watch.isSettled()).isFalse();
        await().atMost(PATIENCE).until(() -> clockEvents().size() > before); // nobody asked: it looks by itself
        gateway.bean(DeadlineKeeping.class).fire(known.id());
        assertThat(single(request, known).state()).isNotEqualTo(DeadlineRow.State.DUE);
        assertThat(officer.state(request)).isEqualTo("PRESERVED");
        assertThat(clockEventsAfter(before)).containsExactly("clock.stepped");
        FollowingClocks.step(Duration.ZERO);
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        assertThat(clockEventsAfter(before)).containsExactly("clock.stepped", "clock.back");

        FollowingClocks.step(Duration.ofHours(-1));
        watch.look();
        assertThat(watch.isSettled()).isFalse();
        String health = gateway.health();
        assertThat(health).contains("\"clocks\":{\"status\":\"DOWN\"");
        gateway.acceptsItsClock();
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        assertThat(clockEvents()).endsWith("clock.stepped", "clock.accepted");
        FollowingClocks.step(Duration.ZERO); // and back again, which is a step too
        watch.look();
        assertThat(watch.isSettled()).isFalse();
        gateway.acceptsItsClock();
        watch.look();
        assertThat(watch.isSettled()).isTrue();

        assertThat(happened(request, "deadline.warned")).as("of this hold").isZero();
        at(known.warnAt().plusSeconds(1)); // the days really pass
        awaitState(request, known, DeadlineRow.State.WARNED);
        assertThat(alertsOf(request)).containsExactly("deadline-ahead");

        at(known.due().plusSeconds(1));
        awaitState(request, known, DeadlineRow.State.DUE);
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("EXPIRED"));
    }

    /** THREAT-89: the alert of a step is seen by others only once it is committed; till then it must not look acknowledged. */
    @Test
    void aStepSeenByManyDeadlinesAtOnceIsAcceptedByNoneOfThem() throws Exception {
        String request = preservedUntil(now().plus(Duration.ofDays(60)));
        DeadlineRow known = rows(request).getLast();
        ClockWatch watch = gateway.bean(ClockWatch.class);
        watch.look();
        int before = clockEvents().size();

        FollowingClocks.step(Duration.between(now(), known.due().plusSeconds(1)));
        var transactions = new TransactionTemplate(gateway.bean(PlatformTransactionManager.class));
        transactions.executeWithoutResult(
                lost -> { // one that finds the step, and is rolled back
                    fireTooEarly(known);
                    lost.setRollbackOnly();
                });
        fireTooEarly(known);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var together = new CyclicBarrier(8);
            List<Callable<Boolean>> firing = Collections.nCopies(8, () -> {
                together.await();
                watch.look();
                fireTooEarly(known);
                return watch.isSettled();
            });
            for (Future<Boolean> settled : threads.invokeAll(firing)) {
                assertThat(settled.get()).isFalse();
            }
        }
        assertThat(officer.state(request)).isEqualTo("PRESERVED");
        assertThat(clockEventsAfter(before)).containsExactly("clock.stepped");
        FollowingClocks.step(Duration.ZERO);
        watch.look();
        assertThat(clockEvents()).endsWith("clock.stepped", "clock.back");
    }

    @Test
    void askingForTheHealthOfTheClocksWritesNothing() throws Exception { // THREAT-89
        ClockWatch watch = gateway.bean(ClockWatch.class);
        gateway.withoutRoundsOfItsClock(() -> {
            watch.look();
            int before = clockEvents().size();
            FollowingClocks.step(Duration.ofHours(2));
            assertThat(watch.isSettled()).isFalse();
            assertThat(gateway.health()).contains("\"clocks\":{\"status\":\"DOWN\"");
            FollowingClocks.step(Duration.ZERO);
            assertThat(watch.isSettled()).isTrue();
            assertThat(clockEvents()).hasSize(before);
        });
    }

    private static String preservedUntil(Instant until) throws Exception {
        SealedMessage asked = them.seal(Requests.lawful());
        them.posts(asked);
        String request = asked.id().toString();
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("ACKNOWLEDGED"));
        officer.moves(request, "take-up", Map.of());
        String from = now().truncatedTo(ChronoUnit.SECONDS).toString();
        officer.moves(request, "preserved", Map.of("from", from, "until", until.toString()));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));
        return request;
    }

    private static List<String> clockEvents() {
        return gateway.texts("select event from journal_leaf where event like 'clock.%' order by id");
    }

    private static List<String> clockEventsAfter(int first) {
        List<String> all = clockEvents();
        return all.subList(first, all.size());
    }

    private static void fireTooEarly(DeadlineRow row) {
        gateway.bean(DeadlineKeeping.class).fire(row.id());
    }

    private static void at(Instant instant) {
        WholeGateway.CLOCK.isAheadBy(
                Duration.between(java.time.Clock.systemUTC().instant(), instant));
    }

    private static Instant now() {
        return WholeGateway.CLOCK.instant();
    }

    private static void says(org.comity.messages.Content content) throws Exception {
        SealedMessage sealed = them.seal(content);
        assertThat(them.posts(sealed).statusCode()).isEqualTo(200);
    }

    /** Those of the hold; the request has others. */
    private static List<DeadlineRow> rows(String request) {
        return gateway.bean(DeadlineRows.class).of(MessageId.parse(request).orElseThrow()).stream()
                .filter(row -> row.rule().equals("DR-01"))
                .toList();
    }

    private static String delivered() throws Exception {
        String request = officer.submits(them.id().value());
        await().atMost(PATIENCE).until(() -> officer.file(request).toString().contains("\"DELIVERED\""));
        return request;
    }

    private static DeadlineRow single(String request) {
        assertThat(rows(request)).hasSize(1);
        return rows(request).getFirst();
    }

    private static DeadlineRow single(String request, DeadlineRow row) {
        return rows(request).stream()
                .filter(one -> one.id().equals(row.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitState(String request, DeadlineRow row, DeadlineRow.State state) {
        await().atMost(PATIENCE).until(() -> single(request, row).state() == state);
    }

    private static String input(DeadlineRow row, String name) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(row.inputs())
                .path(name)
                .asText();
    }

    private static int days(DeadlineRow row) throws Exception {
        return Integer.parseInt(input(row, "number"));
    }

    private static JsonNode hold(String request, String field) throws Exception {
        return officer.file(request).path("hold").path(field);
    }

    private static JsonNode file(String request, String field) throws Exception {
        return officer.file(request).path("request").path(field);
    }

    private static List<String> alertsOf(String request) {
        return gateway.database()
                .jdbc()
                .sql("""
                        select cause from alert where request = ? and cause like 'deadline-%' and subject in
                            (select cast(id as text) from deadline where request = ? and rule = 'DR-01')""")
                .params(request, request)
                .query(String.class)
                .list();
    }

    private static long happened(String request, String event) {
        return gateway.database()
                .jdbc()
                .sql(
                        "select count(*) from journal_leaf where request = ? and event = ? and detail ->> 'rule' = 'DR-01'")
                .params(request, event)
                .query(Long.class)
                .single();
    }

    private static long errands(DeadlineRow row) {
        return gateway.database()
                .jdbc()
                .sql("select count(*) from outbox where subject = ?")
                .param(row.id().toString())
                .query(Long.class)
                .single();
    }
}
