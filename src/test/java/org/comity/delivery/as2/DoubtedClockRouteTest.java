package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.comity.casework.ClockWatch;
import org.comity.delivery.relay.Relay;
import org.comity.envelope.SealedMessage;
import org.comity.journal.Outbox;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** THREAT-89, UC-06/4a: while the clock of the gateway is doubted, nothing that it believes to be over is over for good. */
class DoubtedClockRouteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOURS = Duration.ofHours(5);

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

    @BeforeEach
    void isBelieved() {
        watch().look();
        assertThat(watch().isSettled()).isTrue();
    }

    @AfterEach
    void isRightAgain() {
        them.server.behaves(exchange -> them.answer(exchange, List.of()));
        FollowingClocks.step(Duration.ZERO);
        watch().look();
        gateway.acceptsItsClock();
        watch().look();
        WholeGateway.sharedLooksAtItsClock();
    }

    @Test // SIG-14 says it for good, which a wrong clock must not
    void whatSeemsStaleOrOfTheFutureIsNotTurnedAway() throws Exception {
        for (Duration step : List.of(Duration.ofDays(4), Duration.ofHours(-1))) {
            SealedMessage sealed = them.seal(new Ping("test"));
            FollowingClocks.step(step);
            HttpResponse<byte[]> answer = them.posts(sealed);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("E-DEL-10");
            FollowingClocks.step(Duration.ZERO);
            assertThat(them.verify(them.posts(sealed), sealed).problems()).isEmpty();
            assertThat(gateway.texts(
                            "select event from journal_leaf where message = ? and event like 'message.%' order by id",
                            sealed.id().toString()))
                    .first()
                    .isEqualTo("message.received");
        }
    }

    @Test
    void aDuplicateOfWhatIsStoredHearsItsReceipt() throws Exception { // THREAT-78
        SealedMessage sealed = them.seal(new Ping("test"));
        HttpResponse<byte[]> first = them.posts(sealed);
        assertThat(first.statusCode()).isEqualTo(200);
        FollowingClocks.step(Duration.ofDays(4));
        HttpResponse<byte[]> again = them.posts(sealed);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test // UC-02/5b
    void whatSeemsExpiredWaitsAndGoesWhenTheClockIsBack() throws Exception {
        them.server.behaves(exchange -> exchange.sendResponseHeaders(503, -1));
        MessageId id = gateway.pings(them);
        await().atMost(PATIENCE)
                .until(() -> gateway.count("select count(*) from attempt where message = ?", id.toString()) > 0);
        FollowingClocks.step(Duration.ofDays(30));
        await().atMost(PATIENCE)
                .until(() -> gateway.count(
                                "select count(*) from outbox where subject = ? and since is null and due > ?",
                                id.toString(),
                                OffsetDateTime.ofInstant(now().plusSeconds(20), ZoneOffset.UTC))
                        == 1);
        assertThat(state(id)).isEqualTo("SEALED");

        them.server.behaves(exchange -> them.answer(exchange, List.of()));
        FollowingClocks.step(Duration.ZERO);
        await().atMost(PATIENCE).until(() -> state(id).equals("DELIVERED"));
    }

    @Test // its reader would turn it away for good (SIG-14)
    void whatIsWrittenMeanwhileIsNotOfTheFuture() throws Exception {
        Instant before = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        FollowingClocks.step(HOURS);
        MessageId id = MessageId.parse(officer.submits(them.id().value())).orElseThrow();
        OffsetDateTime created = gateway.database()
                .jdbc()
                .sql("select created from message where id = ?")
                .param(id.toString())
                .query(OffsetDateTime.class)
                .single();
        assertThat(created.toInstant()).isBetween(before, before.plus(Duration.ofMinutes(1)));
        assertThat(gateway.texts(
                        "select inputs ->> 'assumed' from deadline where request = ? and rule = 'DR-01'",
                        id.toString()))
                .as("from when its hold is reckoned")
                .singleElement()
                .satisfies(since -> assertThat(Instant.parse(since)).isBefore(before.plus(Duration.ofHours(1))));
    }

    @Test // UC-21/2a: who knows what time it is was told that it cannot be
    void whatAPersonSaysHappenedAtTheRightHourIsNotAhead() throws Exception {
        SealedMessage asked = them.seal(Requests.lawful());
        assertThat(them.posts(asked).statusCode()).isEqualTo(200);
        String request = asked.id().toString();
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("ACKNOWLEDGED"));
        officer.moves(request, "take-up", Map.of());

        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        FollowingClocks.step(HOURS.negated());
        officer.moves(
                request,
                "preserved",
                Map.of(
                        "from",
                        from.toString(),
                        "until",
                        from.plus(Duration.ofDays(70)).toString()));
        await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));
        assertThat(officer.file(request).path("hold").path("starts").asText()).isEqualTo(from.toString());
    }

    @Test
    void aDutyCountsFromTheEarlierHour() throws Exception { // UC-04/4
        Instant before = Clock.systemUTC().instant();
        SealedMessage asked = them.seal(Requests.lawful());
        FollowingClocks.step(HOURS);
        assertThat(them.posts(asked).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> officer.state(asked.id().toString()).equals("ACKNOWLEDGED"));
        List<String> events = gateway.texts(
                "select inputs ->> 'event' from deadline where request = ? and inputs ->> 'event' is not null",
                asked.id().toString());
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(Instant.parse(event)).isBefore(before.plus(Duration.ofHours(1))));
    }

    @Test
    void whatAProcessPutOffByAWrongClockOrHadClaimedFiresAtItsTimeOnceAnotherStarts() throws Exception {
        String request = officer.submits(them.id().value());
        record Running(String id, Instant next) {}
        List<Running> running = gateway.database()
                .jdbc()
                .sql("""
                        select o.subject, o.due from outbox o join deadline d on d.id::text = o.subject
                        where d.request = ? and o.since is null order by o.due""")
                .param(request)
                .query((row, number) -> new Running(
                        row.getString("subject"),
                        row.getObject("due", OffsetDateTime.class).toInstant()))
                .list();
        assertThat(running).isNotEmpty();
        FollowingClocks.step(HOURS);
        watch().look(); // somebody is called: a start looks no further where no clock ever stepped
        FollowingClocks.step(Duration.ZERO);
        Relay relay = gateway.bean(Relay.class);
        relay.stop();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true); // its last round is over
        for (Running one : running) {
            gateway.bean(Outbox.class)
                    .later("comity.deadlines", one.id(), one.next().plus(Duration.ofDays(400)));
        }
        gateway.database()
                .jdbc()
                .sql("update outbox set since = due where subject = ?")
                .param(running.getFirst().id())
                .update(); // as a claim leaves it
        relay.start();
        for (Running one : running) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(due(one.id())).isEqualTo(one.next()));
        }
    }

    private static Instant due(String deadline) {
        return gateway.database()
                .jdbc()
                .sql("select due from outbox where subject = ?")
                .param(deadline)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static String state(MessageId id) {
        return gateway.texts("select state from message where id = ?", id.toString())
                .getFirst();
    }

    private static ClockWatch watch() {
        return gateway.bean(ClockWatch.class);
    }

    private static Instant now() {
        return WholeGateway.CLOCK.instant();
    }
}
