package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.comity.casework.Unparking;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Receipt;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.partners.PartnerState;
import org.comity.problems.Checked;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts that travel by a POST of their own, both ways (UC-03/9a, UC-02/4b). */
class PostReceiptRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();

    /** The gateway's settings ask this partner for its receipts by a later POST. */
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "later-agency");

    private final Map<String, byte[]> receipts = new ConcurrentHashMap<>();

    @BeforeEach
    void takesReceiptsAtAnAddressOfItsOwn() {
        THEM.joins(Optional.of(url()), PartnerState.ACTIVE);
        THEM.server.behaves(exchange -> {
            receipts.put(exchange.getRequestHeaders().getFirst("Content-Type"), ForeignPartner.body(exchange));
            exchange.sendResponseHeaders(200, -1);
        });
    }

    @AfterEach
    void isAsBefore() {
        WholeGateway.CLOCK.isAheadBy(Duration.ZERO);
        GATEWAY.trouble.isOver();
    }

    @Test
    void aPartnerThatAsksForItGetsItsReceiptAtItsOwnAddress() throws Exception {
        SealedMessage sealed = THEM.seal(new Ping("test"));
        assertThat(asksLater(sealed, url()).statusCode()).isEqualTo(202);
        assertThat(posted(sealed).isAccepted()).isTrue();
        await().until(() -> GATEWAY.count(
                        "select count(*) from owed_receipt where message = ?",
                        sealed.id().toString())
                == 0);
    }

    @Test
    void aNegativeReceiptIsPostedToo() throws Exception {
        SignedHeaders h = THEM.headers(THEM.newId());
        SignedHeaders stale = new SignedHeaders(
                h.id(),
                h.from(),
                h.to(),
                h.created().minusSeconds(7200),
                h.created().minusSeconds(60),
                false);
        SealedMessage sealed = THEM.seal(stale, THEM.xml(stale, new Ping("test")));
        assertThat(asksLater(sealed, url()).statusCode()).isEqualTo(202);
        assertThat(posted(sealed).outcome()).isInstanceOf(VerifiedReceipt.Outcome.TurnedAway.class);
    }

    @Test
    void anotherAddressThanTheProfilesIsRefusedAndNotCalled() throws Exception { // DEL-16, THREAT-97
        SealedMessage sealed = THEM.seal(new Ping("test"));
        HttpResponse<byte[]> answer = asksLater(sealed, URI.create("https://localhost:1/metadata"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("E-DEL-16");
        assertThat(GATEWAY.count(
                        "select count(*) from inbox where message = ?",
                        sealed.id().toString()))
                .isZero();
    }

    /** The errand commits with the message: whatever happens before the answer leaves, the receipt is owed. */
    @Test
    void isOwedFromTheVeryTransactionThatRecordsTheMessage() throws Exception {
        GATEWAY.trouble.in("lateReceipts", () -> new IllegalStateException("nothing is posted yet"));
        SealedMessage sealed = THEM.seal(new Ping("test"));
        asksLater(sealed, url());
        assertThat(GATEWAY.texts(
                        "select i.message from inbox i join owed_receipt o on o.receipt = i.receipt"
                                + " join outbox e on e.subject = o.receipt::text and e.address = 'comity.receipts'"
                                + " where i.message = ? and o.xmin = i.xmin",
                        sealed.id().toString()))
                .as("inbox row and owed receipt have one writing transaction")
                .hasSize(1);
    }

    @Test
    void notTakenForDaysItIsParkedAndAPersonHearsOfIt() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        THEM.server.behaves(exchange -> {
            tries.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
        });
        SealedMessage sealed = THEM.seal(new Ping("test"));
        asksLater(sealed, url());
        await().until(() -> tries.get() >= 2);
        WholeGateway.CLOCK.isAheadBy(Duration.ofDays(5));

        await().until(() -> GATEWAY.texts(
                        "select reason || ' ' || problem from parked where message = ? and resolved is null",
                        sealed.id().toString())
                .equals(List.of("receipt-not-taken E-DEL-19")));
        assertThat(GATEWAY.count("select count(*) from alert where cause = 'receipt-parked'"))
                .isPositive();

        int before = tries.get();
        UUID row = GATEWAY.database()
                .jdbc()
                .sql("select id from parked where message = ? and resolved is null")
                .param(sealed.id().toString())
                .query(UUID.class)
                .single();
        assertThat(GATEWAY.bean(Unparking.class)
                        .unpark(GATEWAY.operator().actor(), row)
                        .problems())
                .isEmpty();
        assertThat(GATEWAY.texts(
                        "select outbox.partner from outbox join owed_receipt on receipt::text = subject"
                                + " where owed_receipt.message = ?",
                        sealed.id().toString()))
                .as("of its partner's share (THREAT-125)")
                .containsExactly(THEM.id().value());
        await().until(() -> tries.get() >= before + 2); // not parked again after the first
        takesReceiptsAtAnAddressOfItsOwn();
        assertThat(posted(sealed).outcome()).isNotNull();
    }

    @Test
    void thePartnerMayPostTheReceiptForOurs() throws Exception { // UC-02/4b
        OpenedMessage taken = takesOneOfOurs();
        assertThat(THEM.postsReceipt(THEM.receiptFor(taken, List.of())).statusCode())
                .isEqualTo(200);
        assertThat(GATEWAY.texts(
                        "select state from message where id = ?", id(taken).toString()))
                .containsExactly("DELIVERED");
    }

    @Test // a proof that comes again proves nothing more, and must not fill the disk (THREAT-121)
    void aRepeatedReceiptIsKeptOnce() throws Exception {
        OpenedMessage taken = takesOneOfOurs();
        Receipt proof = THEM.receiptFor(taken, List.of());
        Receipt another = THEM.receiptFor(taken, List.of());
        for (Receipt receipt : List.of(proof, another, proof, another)) {
            assertThat(THEM.postsReceipt(receipt).statusCode()).isEqualTo(200);
        }
        assertThat(kept(proof)).isOne();
        assertThat(kept(another)).isZero();
    }

    @Test // THREAT-129: the proof counts, also after a refusal
    void aRepeatedRefusalIsKeptOnceAndTheProofAfterIt() throws Exception {
        OpenedMessage taken = takesOneOfOurs();
        Receipt refusal = THEM.receiptFor(taken, List.of(SignatureProblem.STALE.problem()));
        Receipt proof = THEM.receiptFor(taken, List.of());
        for (Receipt receipt : List.of(refusal, refusal, proof, refusal)) {
            assertThat(THEM.postsReceipt(receipt).statusCode()).isEqualTo(200);
        }
        assertThat(kept(refusal)).isOne();
        assertThat(kept(proof)).isOne();
    }

    private static long kept(Receipt receipt) {
        byte[] entity = ((Checked.Passed<Receipt>) Receipt.received(receipt.contentType(), receipt.body()))
                .value()
                .entity();
        return GATEWAY.count(
                "select count(*) from payload where sha256 = ?",
                Digest.of(entity).hex());
    }

    /** Which waits for the receipt that THEM has yet to post. */
    private static OpenedMessage takesOneOfOurs() {
        THEM.server.behaves(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Content-Type").startsWith("multipart/signed")) {
                exchange.sendResponseHeaders(200, -1); // a receipt of the test before, posted once more
                return;
            }
            assertThat(exchange.getRequestHeaders().getFirst("Receipt-Delivery-Option"))
                    .isEqualTo("https://localhost:1/as2/receipts");
            THEM.takesIn(exchange);
            exchange.sendResponseHeaders(202, -1);
        });
        MessageId id = GATEWAY.pings(THEM);
        await().until(() -> THEM.opened.stream().anyMatch(message -> isAbout(message, id)));
        return THEM.opened.stream()
                .filter(message -> isAbout(message, id))
                .findFirst()
                .orElseThrow();
    }

    private static MessageId id(OpenedMessage message) {
        return message.headers().orElseThrow().id();
    }

    private static boolean isAbout(OpenedMessage message, MessageId id) {
        return id(message).equals(id);
    }

    /** The one among those that came (others may be of messages before) that proves this message. */
    private VerifiedReceipt posted(SealedMessage sealed) {
        return await().until(
                        () -> receipts.entrySet().stream()
                                .flatMap(one -> verified(THEM.verify(one.getKey(), one.getValue(), sealed)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<VerifiedReceipt> verified(Checked<VerifiedReceipt> checked) {
        return switch (checked) {
            case Checked.Passed<VerifiedReceipt>(var receipt) -> Stream.of(receipt);
            case Checked.Failed<VerifiedReceipt> failed -> Stream.empty();
        };
    }

    private static HttpResponse<byte[]> asksLater(SealedMessage sealed, URI url) throws Exception {
        return THEM.sends(THEM.request(sealed.id())
                .header("Receipt-Delivery-Option", url.toString())
                .POST(BodyPublishers.ofByteArray(sealed.bytes())));
    }

    private static URI url() {
        return URI.create(THEM.server.url() + "/receipts");
    }
}
