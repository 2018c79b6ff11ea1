package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.comity.casework.Files;
import org.comity.casework.StoredFile;
import org.comity.casework.Submissions;
import org.comity.casework.Unparking;
import org.comity.delivery.as2.ForeignPartner.Behaviour;
import org.comity.envelope.OpenedMessage;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Rejection;
import org.comity.messages.Submission;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** docs/delivery.md at the sender: what the gateway does after each thing that a partner can say, over real TLS. */
class DeliverMessageRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();

    private static final int BURST = 120; // far more than are under way and wait in front

    private final ForeignAgency them = ForeignAgency.joins(GATEWAY, "t" + UUID.randomUUID());

    @AfterEach
    void close() {
        WholeGateway.CLOCK.isAheadBy(Duration.ZERO);
        them.close();
    }

    @Test
    void onlyTheRightReceiptDeliversAndTheSameBytesGoUntilItComes() { // THREAT-85, THREAT-86, THREAT-128, UC-02/4a
        MessageId another = them.newId();
        theySay(
                exchange -> exchange.sendResponseHeaders(200, -1),
                exchange ->
                        ForeignPartner.write(exchange, 200, "text/html", "It works!".getBytes(StandardCharsets.UTF_8)),
                exchange -> receipt(exchange, another, them.takesIn(exchange).mic()),
                exchange -> {
                    OpenedMessage message = them.takesIn(exchange);
                    receipt(exchange, message.headers().orElseThrow().id(), Digest.of(new byte[] {1}));
                });
        MessageId id = ping();

        await().until(() -> state(id).equals("DELIVERED"));
        assertThat(attempts(id))
                .containsExactly("later E-DEL-01", "later E-DEL-01", "later E-DEL-01", "later E-DEL-01", "delivered");
        assertThat(them.server.received)
                .hasSize(5)
                .allMatch(body -> java.util.Arrays.equals(body, them.server.received.getFirst()));
        assertThat(GATEWAY.texts("select event from journal_leaf where message = ? order by id", id.toString()))
                .as("each attempt stands in the journal")
                .containsSubsequence(
                        "message.tried", "message.tried", "message.tried", "message.tried", "message.delivered");
        assertThat(GATEWAY.count("select count(*) from receipt where message = ? and direction = 'IN'", id.toString()))
                .isEqualTo(1);
    }

    @Test
    void whenThePartnerIsUnwellOrSilentItIsTriedAgain() { // DEL-02, DEL-03, UC-02/3a
        CountDownLatch asleep = new CountDownLatch(1);
        theySay(
                exchange -> exchange.sendResponseHeaders(503, -1),
                exchange -> exchange.sendResponseHeaders(429, -1),
                exchange -> {
                    try {
                        asleep.await(); // longer than the gateway's patience
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                },
                exchange -> exchange.sendResponseHeaders(408, -1));
        MessageId id = ping();

        await().atMost(Duration.ofMinutes(3)).until(() -> state(id).equals("DELIVERED"));
        asleep.countDown();
        assertThat(attempts(id))
                .containsExactly("later E-DEL-03", "later E-DEL-03", "later E-DEL-02", "later E-DEL-03", "delivered");
    }

    @Test
    void turnedAwayWithoutASignatureForAWhileItIsParkedAndGoesOnUnparked() { // DEL-04, UC-02/3c
        them.server.behaves(exchange -> exchange.sendResponseHeaders(403, -1));
        MessageId id = request();

        isParkedAfterAWhile(id);
        assertThat(parked(id)).containsExactly("refused E-DEL-04");
        assertThat(alerts(id)).containsExactly("message-parked");

        them.server.behaves(exchange -> exchange.sendResponseHeaders(503, -1));
        unpark(id);
        assertThat(GATEWAY.texts("select line from outbox where subject = ?", id.toString()))
                .as("behind what is said in its matter, as at first")
                .isEqualTo(GATEWAY.texts("select matter || ' ' || partner from message where id = ?", id.toString()));
        them.server.behaves(exchange -> them.answer(exchange, List.of()));
        await().until(() -> state(id).equals("DELIVERED"));
        assertThat(them.server.received.getLast()).isEqualTo(them.server.received.getFirst());
    }

    @Test
    void turnedAwayWithASignatureItEndsAndTheOfficerSeesTheCode() { // UC-02/5a
        them.server.behaves(exchange -> them.answer(exchange, List.of(SignatureProblem.STALE.problem())));
        MessageId id = request();

        await().until(() -> state(id).equals("TURNED_AWAY"));
        assertThat(them.server.received).hasSize(1);
        assertThat(GATEWAY.texts("select last_problem from message where id = ?", id.toString())
                        .getFirst())
                .contains("E-SIG-11");
        assertThat(requestState(id)).isEqualTo("REJECTED");
        assertThat(alerts(id)).containsExactly("message-turned-away");
    }

    @Test
    void aParkedRequestThatAnOperatorDiscardsHasNotBeenMade() throws IOException { // UC-07/4
        them.server.behaves(exchange -> exchange.sendResponseHeaders(403, -1));
        StoredFile large = GATEWAY.bean(Files.class)
                .store("log.bin", "application/octet-stream", new ByteArrayInputStream(new byte[Part.SIZE + 2]));
        MessageId id = request(List.of(large));
        isParkedAfterAWhile(id);

        passed(GATEWAY.bean(Unparking.class).discard(GATEWAY.operator().actor(), parkedRow(id)));
        assertThat(state(id)).isEqualTo("DISCARDED");
        assertThat(requestState(id)).isEqualTo("UNDELIVERABLE");
        assertThat(GATEWAY.texts("select state from message where request = ? and kind = 'part'", id.toString()))
                .containsOnly("DISCARDED");
        assertThat(parked(id)).isEmpty();
    }

    @Test
    void thePartsOfATurnedAwayManifestAreDiscarded() throws IOException { // UC-10/3a
        them.server.behaves(exchange -> them.answer(exchange, List.of(CaseworkProblem.OVER_QUOTA.problem())));
        StoredFile large = GATEWAY.bean(Files.class)
                .store("log.bin", "application/octet-stream", new ByteArrayInputStream(new byte[Part.SIZE + 1]));
        MessageId id = request(List.of(large));

        await().until(() -> state(id).equals("TURNED_AWAY"));
        assertThat(GATEWAY.texts("select state from message where request = ? and kind = 'part'", id.toString()))
                .containsExactly("DISCARDED", "DISCARDED");
        assertThat(them.server.received).hasSize(1);
    }

    @Test
    void afterNotAfterItIsExpiredAndAReceiptThatComesLaterStillCounts()
            throws Exception { // DEL-05, UC-02/5b, UC-02/5c, THREAT-129
        them.server.behaves(exchange -> {
            them.takesIn(exchange);
            exchange.sendResponseHeaders(503, -1);
        });
        MessageId id = ping();
        await().until(() -> !them.opened.isEmpty());
        OpenedMessage message = them.opened.getFirst();
        WholeGateway.CLOCK.isAheadBy(Duration.ofMinutes(20)); // a ping is valid for fifteen

        await().until(() -> state(id).equals("EXPIRED"));
        assertThat(parked(id)).containsExactly("expired E-DEL-05");
        assertThat(alerts(id)).containsExactly("message-parked");
        int posts = them.server.received.size();

        assertThat(them.postsReceipt(them.receiptFor(message, List.of())).statusCode())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("DELIVERED");
        assertThat(parked(id)).as("nothing waits for a person any more").isEmpty();
        assertThat(them.server.received).as("nothing was sent after its time").hasSize(posts);
    }

    @Test
    void aReceiptPostedByAnotherPartnerOrForOtherBytesChangesNothing() throws Exception { // THREAT-85, UC-02/4b
        them.server.behaves(exchange -> {
            them.takesIn(exchange);
            exchange.sendResponseHeaders(503, -1);
        });
        MessageId id = ping();
        await().until(() -> !them.opened.isEmpty());
        ForeignAgency other = ForeignAgency.joins(GATEWAY, "t" + UUID.randomUUID());
        assertThat(other.postsReceipt(
                                other.receiptFor(id, them.opened.getFirst().mic(), List.of()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(them.postsReceipt(them.receiptFor(id, Digest.of(new byte[] {1}), List.of()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(state(id)).isEqualTo("SEALED");
        other.close();
    }

    @Test
    void aSlowPartnerHoldsUpNobody() throws Exception { // THREAT-125
        CountDownLatch slow = new CountDownLatch(1);
        them.server.behaves(exchange -> {
            try {
                slow.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            them.answer(exchange, List.of());
        });
        for (int i = 0; i < 40; i++) {
            ping();
        }
        await().until(() -> them.server.received.size() >= 8); // its lane is full
        ForeignAgency quick = ForeignAgency.joins(GATEWAY, "t" + UUID.randomUUID());
        MessageId id = GATEWAY.pings(quick);
        await().until(() -> state(id).equals("DELIVERED"));
        assertThat(GATEWAY.count(
                        "select count(*) from message where partner = ? and state <> 'DELIVERED'",
                        them.id().value()))
                .isEqualTo(40);
        slow.countDown();
        quick.close();
    }

    /** THREAT-125: who finds no place takes the place of whoever leaves; nothing comes back by the clock, and the rest waits untouched. */
    @Test
    void ofABurstEachIsClaimedAboutOnce() {
        MessageId first = ping(); // a partner that answers
        await().until(() -> state(first).equals("DELIVERED"));
        GATEWAY.database().asOwner("""
                create table claimed (partner text);
                grant insert, select on claimed to public;
                create function note_claim() returns trigger language plpgsql as
                    $$ begin insert into claimed values (old.partner); return null; end $$;
                create trigger note_claim after update on outbox for each row
                    when (new.since is not null and new.due <> old.due) execute function note_claim()""");
        try {
            new TransactionTemplate(GATEWAY.bean(PlatformTransactionManager.class)).executeWithoutResult(together -> {
                for (int i = 0; i < BURST; i++) {
                    ping();
                }
            });
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> GATEWAY.count(
                                    "select count(*) from outbox where partner = ?",
                                    them.id().value())
                            == 0);
            assertThat(GATEWAY.count(
                            "select count(*) from claimed where partner = ?",
                            them.id().value()))
                    .as("a few may have been impatient on a slow machine")
                    .isBetween((long) BURST, BURST + BURST / 4L);
        } finally {
            GATEWAY.database()
                    .asOwner("drop trigger note_claim on outbox; drop function note_claim; drop table claimed");
        }
    }

    @Test
    void rejectedByThePartnerTheRequestSaysSoAndSomeoneIsTold() throws Exception { // UC-04/3a, mirrored
        MessageId id = request();
        await().until(() -> state(id).equals("DELIVERED"));
        Rejection rejection = new Rejection(
                id, List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Something is missing.")));
        assertThat(them.posts(them.seal(rejection)).statusCode()).isEqualTo(200);

        await().until(() -> requestState(id).equals("REJECTED"));
        assertThat(GATEWAY.texts("select cause from alert where request = ?", id.toString()))
                .containsExactly("answer-rejection");
    }

    private void theySay(Behaviour... first) {
        Deque<Behaviour> said = new ArrayDeque<>(List.of(first));
        them.server.behaves(exchange -> {
            Behaviour next;
            synchronized (said) {
                next = said.poll();
            }
            Optional.ofNullable(next)
                    .orElse(last -> them.answer(last, List.of()))
                    .answer(exchange);
        });
    }

    private void receipt(HttpExchange exchange, MessageId id, Digest mic) throws IOException {
        var receipt = them.receiptFor(id, mic, List.of());
        ForeignPartner.write(exchange, 200, receipt.contentType(), receipt.body());
    }

    private MessageId ping() {
        return GATEWAY.pings(them);
    }

    private MessageId request() {
        return request(List.of());
    }

    private MessageId request(List<StoredFile> files) {
        Submission submission = new Submission(
                Optional.empty(),
                them.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Requests.lawful(),
                List.of());
        return passed(GATEWAY.bean(Submissions.class).submit(GATEWAY.officer().actor(), submission, files));
    }

    private static <T> T passed(Checked<T> checked) {
        assertThat(checked.problems()).isEmpty();
        return ((Checked.Passed<T>) checked).value();
    }

    /** A partner that starts may refuse several times: nobody is asked yet, and nothing overtakes. */
    private static void isParkedAfterAWhile(MessageId id) {
        await().atMost(Duration.ofMinutes(3)).until(() -> attempts(id).size() >= 6);
        assertThat(state(id)).isEqualTo("SEALED");
        WholeGateway.CLOCK.isAheadBy(Duration.ofMinutes(11));
        await().atMost(Duration.ofMinutes(3)).until(() -> state(id).equals("PARKED"));
    }

    private static void unpark(MessageId id) {
        passed(GATEWAY.bean(Unparking.class).unpark(GATEWAY.operator().actor(), parkedRow(id)));
    }

    private static UUID parkedRow(MessageId id) {
        return GATEWAY.database()
                .jdbc()
                .sql("select id from parked where message = ? and resolved is null")
                .param(id.toString())
                .query(UUID.class)
                .single();
    }

    private static String state(MessageId id) {
        return GATEWAY.texts("select state from message where id = ?", id.toString())
                .getFirst();
    }

    private static String requestState(MessageId id) {
        return GATEWAY.texts("select state from request where id = ?", id.toString())
                .getFirst();
    }

    private static List<String> attempts(MessageId id) {
        return GATEWAY.texts(
                "select concat_ws(' ', outcome, problem) from attempt where message = ? order by id", id.toString());
    }

    private static List<String> parked(MessageId id) {
        return GATEWAY.texts(
                "select reason || ' ' || problem from parked where message = ? and resolved is null", id.toString());
    }

    private static List<String> alerts(MessageId id) {
        return GATEWAY.texts("select cause from alert where subject = ? and acknowledged is null", id.toString());
    }
}
