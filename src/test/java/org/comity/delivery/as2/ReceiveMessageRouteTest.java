package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.apache.catalina.connector.Connector;
import org.comity.delivery.relay.Relay;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.Rejection;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.PartnerState;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** docs/delivery.md, as a partner hears it on the real port: what is taken, what is not understood, and when we are unwell. */
class ReceiveMessageRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "foreign-agency");
    private static final int FLOOD = 50;
    private static final Member STRANGER = WholeGateway.AUTHORITY.member("stranger-agency");

    @AfterEach
    void isAsBefore() {
        THEM.joins(Optional.empty(), PartnerState.ACTIVE);
        WholeGateway.CLOCK.isAheadBy(Duration.ZERO);
    }

    @Test
    void whatIsStoredIsAnsweredWithAReceiptThatVerifies() throws Exception { // UC-03/9
        SealedMessage sealed = THEM.seal(new Ping("test"));
        HttpResponse<byte[]> answer = THEM.posts(sealed);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(THEM.verify(answer, sealed).problems()).isEmpty();
        assertThat(received(sealed.id())).isEqualTo(1);
    }

    @Test
    void aDuplicateHearsTheFirstReceiptByteForByteAndHasNoSecondEffect() throws Exception { // THREAT-78, UC-03/8a
        SealedMessage sealed = THEM.seal(Requests.lawful());
        HttpResponse<byte[]> first = THEM.posts(sealed);
        await().until(() -> GATEWAY.count(
                        "select count(*) from request where id = ?", sealed.id().toString())
                == 1);
        for (Duration ahead : List.of(Duration.ZERO, Duration.ofDays(4))) { // also when it would be stale by now
            WholeGateway.CLOCK.isAheadBy(ahead);
            HttpResponse<byte[]> again = THEM.posts(sealed);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Content-Type"))
                    .isEqualTo(first.headers().firstValue("Content-Type"));
        }
        assertThat(received(sealed.id())).isEqualTo(1);
        assertThat(journalled(sealed.id(), "message.received")).isEqualTo(1);
    }

    @Test
    void theSameMessageTwiceAtTheSameTimeHearsOneReceipt() throws Exception { // THREAT-78, SIG-17
        SealedMessage sealed = THEM.seal(new Ping("test"));
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Callable<HttpResponse<byte[]>>> posts = Collections.nCopies(8, () -> THEM.posts(sealed));
            Set<String> heard = new HashSet<>();
            for (Future<HttpResponse<byte[]>> post : senders.invokeAll(posts)) {
                assertThat(post.get().statusCode()).isEqualTo(200);
                heard.add(new String(post.get().body(), StandardCharsets.ISO_8859_1));
            }
            assertThat(heard).hasSize(1);
        }
        assertThat(received(sealed.id())).isEqualTo(1);
    }

    /** THREAT-125: what one partner floods us with delays another's of the same urgency by a share, not by all of it. */
    @Test
    void aFloodOfOnePartnersLetsAnothersThrough() throws Exception {
        ForeignAgency flooding = ForeignAgency.joins(GATEWAY, "flooding-agency");
        ForeignAgency quiet = ForeignAgency.joins(GATEWAY, "quiet-agency");
        Relay relay = GATEWAY.bean(Relay.class);
        relay.stop(); // they all wait
        try {
            for (int i = 0; i < FLOOD; i++) {
                assertThat(flooding.posts(flooding.seal(Requests.lawful())).statusCode())
                        .isEqualTo(200);
            }
            assertThat(quiet.posts(quiet.seal(Requests.lawful())).statusCode()).isEqualTo(200);
        } finally {
            relay.start();
        }
        String order = "select m.partner from journal_leaf j join message m on m.id = j.message"
                + " where j.event = 'request.received' and m.partner in ('flooding-agency', 'quiet-agency') order by j.id";
        await().atMost(Duration.ofMinutes(2)).until(() -> GATEWAY.texts(order).size() == FLOOD + 1);
        assertThat(GATEWAY.texts(order).indexOf("quiet-agency"))
                .as("a share, of both queued and at work")
                .isLessThan(FLOOD / 2);
    }

    @Test // THREAT-121: the journal forgets nothing
    void aFloodOfNoiseIsCountedInTheJournalNotListed() throws Exception {
        ForeignAgency noisy = ForeignAgency.joins(GATEWAY, "noisy-agency");
        byte[] noise = "hello".getBytes(StandardCharsets.US_ASCII);
        String leaves = "select event || coalesce(' ' || (detail->>'number'), '') from journal_leaf"
                + " where partner = 'noisy-agency' and event in ('message.not-understood', 'noise.counted') order by id";
        for (int i = 0; i < 23; i++) {
            isCoarse(noisy.posts(noisy.newId(), noise), 400, "E-ENV-01");
        }
        assertThat(GATEWAY.texts(leaves)).hasSize(20).containsOnly("message.not-understood");
        WholeGateway.CLOCK.isAheadBy(Duration.ofMinutes(2));
        isCoarse(noisy.posts(noisy.newId(), noise), 400, "E-ENV-01");
        assertThat(GATEWAY.texts(leaves).subList(20, 22)).containsExactly("noise.counted 3", "message.not-understood");
    }

    @Test
    void theSameContentUnderANewIdIsANewMessageAndSaysWhatItRepeats() throws Exception { // THREAT-80
        ForeignAgency insistent = ForeignAgency.joins(GATEWAY, "insistent-agency");
        List<MessageId> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SealedMessage sealed = insistent.seal(i < 2 ? Requests.lawful() : Requests.unlawful());
            assertThat(insistent.verify(insistent.posts(sealed), sealed).problems())
                    .isEmpty();
            ids.add(sealed.id());
            Thread.sleep(1_100); // another second of creation
        }
        String identical = "select coalesce(detail->>'identical-payload', 'new') from journal_leaf where message = ?"
                + " and event = 'message.received'";
        assertThat(GATEWAY.texts(identical, ids.get(0).toString())).containsExactly("new");
        assertThat(GATEWAY.texts(identical, ids.get(1).toString()))
                .containsExactly(ids.get(0).toString());
        assertThat(GATEWAY.texts(identical, ids.get(2).toString())).containsExactly("new");
        await().until(() -> GATEWAY.count("select count(*) from request where partner = 'insistent-agency'") == 2);
    }

    @Test
    void theContainerGivesNoRequestUpWhileItIsRead()
            throws Exception { // THREAT-108, THREAT-125: bodies have a time of their own
        Connector connector = GATEWAY.partnersConnector();
        long usual =
                connector.getAsyncTimeout(); // half a minute: shorter here, so that the test need not last that long
        connector.setAsyncTimeout(200);
        SealedMessage sealed = THEM.seal(new Ping("over a slow line"));
        try (SSLSocket socket = THEM.connects()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(sealed.id(), sealed.bytes().length));
            int half = sealed.bytes().length / 2;
            out.write(sealed.bytes(), 0, half);
            out.flush();
            Thread.sleep(2_500); // the container looks for such requests once a second
            out.write(sealed.bytes(), half, sealed.bytes().length - half);
            out.flush();
            assertThat(new String(socket.getInputStream().readNBytes(400), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
        } finally {
            connector.setAsyncTimeout(usual);
        }
        assertThat(received(sealed.id())).isEqualTo(1);
    }

    @Test
    void whatCannotBeOpenedHearsOneCoarseProblemWhateverTheCause() throws Exception { // THREAT-39, UC-03/3a
        SealedMessage sealed = THEM.seal(new Ping("test"));
        byte[] changed = sealed.bytes().clone();
        changed[changed.length - 40] ^= 1;
        isCoarse(THEM.posts(sealed.id(), changed), 400, "E-ENV-09");

        SignedHeaders headers = THEM.headers(THEM.newId());
        byte[] xml = THEM.xml(headers, new Ping("test"));
        isCoarse(THEM.posts(THEM.seal(headers, xml, STRANGER)), 400, "E-ENV-09");
        SealedMessage forAnother = new Sealer(WholeGateway.CLOCK)
                .seal(
                        headers,
                        xml,
                        List.of(),
                        THEM.member.keys().signing(THEM.id()),
                        new Recipient(STRANGER.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
        isCoarse(THEM.posts(forAnother), 400, "E-ENV-09");
        assertThat(received(headers.id())).isZero();
    }

    @Test
    void whatIsNoEnvelopeHearsSo() throws Exception { // UC-03/2a
        isCoarse(THEM.posts(THEM.newId(), "hello".getBytes(StandardCharsets.US_ASCII)), 400, "E-ENV-01");
        isCoarse(THEM.posts(THEM.newId(), new byte[0]), 400, "E-ENV-01");
        byte[] sealed = THEM.seal(new Ping("test")).bytes();
        byte[] longer = java.util.Arrays.copyOf(sealed, sealed.length + 1); // THREAT-49
        isCoarse(THEM.posts(THEM.newId(), longer), 400, "E-ENV-0");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whoIsNotWhoItSaysHearsTheSameAsAStranger(CapturedOutput log) throws Exception { // THREAT-76, THREAT-91
        ForeignAgency other = ForeignAgency.joins(GATEWAY, "other-agency");
        SealedMessage sealed = other.seal(new Ping("test"));
        HttpResponse<byte[]> asAnother = THEM.sends(
                with(THEM.request(sealed.id()), "AS2-From", other.id().value())
                        .POST(BodyPublishers.ofByteArray(sealed.bytes())));
        HttpResponse<byte[]> asNobody = THEM.sends(with(THEM.request(sealed.id()), "AS2-From", "nobody-agency")
                .POST(BodyPublishers.ofByteArray(sealed.bytes())));
        isCoarse(asAnother, 403, "E-DEL-12");
        assertThat(asNobody.body()).isEqualTo(asAnother.body());
        assertThat(log.getOut())
                .as("our log says why, and no name that nobody proved")
                .contains("refused: E-DEL-12")
                .doesNotContain("nobody-agency");
        assertThat(received(sealed.id())).isZero();
    }

    @Test
    void aBodyBeyondTheBoundIsNotReadToItsEnd() throws Exception { // DEL-07
        byte[] large = new byte[400_000];
        isCoarse(THEM.posts(THEM.newId(), large), 413, "E-DEL-07");
        HttpRequest.Builder chunked =
                THEM.request(THEM.newId()).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        isCoarse(THEM.sends(chunked), 413, "E-DEL-07");
    }

    @Test
    void aBodyThatTricklesOrFallsSilentIsEndedAndHoldsUpNobody() throws Exception { // THREAT-108, DEL-08
        assertThat(slowly(60, 300)).as("a byte now and then").contains("408").contains("E-DEL-08");
        assertThat(slowly(1, 0)).as("silence").contains("408").contains("E-DEL-08");
    }

    @Test
    void headersMissingOrTwiceAreTurnedAwayBeforeTheBody() throws Exception { // DEL-11
        SealedMessage sealed = THEM.seal(new Ping("test"));
        HttpRequest.BodyPublisher body = BodyPublishers.ofByteArray(sealed.bytes());
        isCoarse(
                THEM.sends(with(THEM.request(sealed.id()), "AS2-To", "nobody-agency")
                        .POST(body)),
                400,
                "E-DEL-11");
        isCoarse(
                THEM.sends(
                        with(THEM.request(sealed.id()), "Message-ID", "no id").POST(body)),
                400,
                "E-DEL-11");
        isCoarse(THEM.sends(THEM.request(sealed.id()).header("AS2-From", "x").POST(body)), 400, "E-DEL-11");
        isCoarse(
                THEM.sends(THEM.request(sealed.id())
                        .header("Message-ID", sealed.id().inBrackets())
                        .POST(body)),
                400,
                "E-DEL-11");
        assertThat(received(sealed.id())).isZero();
    }

    @Test
    void namesMayStandInQuotes() throws Exception { // RFC 4130 6.2
        SealedMessage sealed = THEM.seal(new Ping("test"));
        HttpResponse<byte[]> answer = THEM.sends(THEM.request(sealed.id())
                .setHeader("AS2-From", "\"" + THEM.id() + "\"")
                .setHeader("AS2-To", "\"us\\\\-agency\"") // a backslash that protects nothing is no name of ours
                .POST(BodyPublishers.ofByteArray(sealed.bytes())));
        isCoarse(answer, 400, "E-DEL-11");
        answer = THEM.sends(THEM.request(sealed.id())
                .setHeader("AS2-From", "\"" + THEM.id() + "\"")
                .setHeader("AS2-To", "\"us-agency\"")
                .POST(BodyPublishers.ofByteArray(sealed.bytes())));
        assertThat(THEM.verify(answer, sealed).problems()).isEmpty();
        for (String name : new String[] {"\"" + THEM.id() + "\"", THEM.id().value()}) { // a receipt's are read alike
            isCoarse(postsNoReceipt(b -> b.setHeader("AS2-From", name)), 400, "E-DEL-01");
        }
        isCoarse(postsNoReceipt(b -> b.header("AS2-From", "another")), 400, "E-DEL-11");
    }

    private static HttpResponse<byte[]> postsNoReceipt(java.util.function.UnaryOperator<HttpRequest.Builder> headers)
            throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(GATEWAY.receipts())
                .header("AS2-From", THEM.id().value())
                .header("Content-Type", "multipart/signed; boundary=x");
        return THEM.sends(headers.apply(post).POST(BodyPublishers.ofString("no receipt")));
    }

    @Test
    void headersOfCamelHaveNoEffectAndAreNotEchoed() throws Exception { // THREAT-98
        SealedMessage sealed = THEM.seal(new Ping("test"));
        HttpResponse<byte[]> answer = THEM.sends(THEM.request(sealed.id())
                .header("CamelHttpResponseCode", "204")
                .header("CAMELBeanMethodName", "unavailable")
                .header("camelHttpUri", "http://127.0.0.1:1/")
                .header("X-Anything", "x")
                .POST(BodyPublishers.ofByteArray(sealed.bytes())));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(THEM.verify(answer, sealed).problems()).isEmpty();
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"))
                .doesNotContain("x-anything", "X-Anything");
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndItRecoversByItself() throws Exception { // THREAT-121, UC-03/8c
        SealedMessage sealed = THEM.seal(new Ping("test"));
        GATEWAY.withoutDatabase(() -> isCoarse(THEM.posts(sealed), 503, "E-DEL-10"));
        GATEWAY.databaseIsBack();
        assertThat(received(sealed.id())).isZero();
        await().untilAsserted(() -> assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200));
        assertThat(received(sealed.id())).isEqualTo(1);
    }

    @Test
    void aSuspendedPartnerHearsThatItIsToComeAgain() throws Exception { // DEL-13, UC-09/7b
        SealedMessage sealed = THEM.seal(new Ping("test"));
        THEM.joins(Optional.empty(), PartnerState.SUSPENDED);
        isCoarse(THEM.posts(sealed), 503, "E-DEL-13");
        assertThat(received(sealed.id())).isZero();
        THEM.joins(Optional.empty(), PartnerState.ACTIVE);
        assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsUnlawfulIsReceiptedAndThenRejectedWithEveryProblem() throws Exception { // UC-04/3a
        SealedMessage sealed = THEM.seal(Requests.unlawful());
        HttpResponse<byte[]> answer = THEM.posts(sealed);
        assertThat(THEM.verify(answer, sealed).problems()).isEmpty();

        await().until(() -> THEM.heard().stream().anyMatch(Rejection.class::isInstance));
        Rejection rejection = THEM.heard().stream()
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(rejection.rejected()).isEqualTo(sealed.id());
        assertThat(rejection.findings())
                .extracting(Rejection.Finding::code)
                .containsExactlyInAnyOrder("E-LAW-01", "E-LAW-01", "E-LAW-02", "E-LAW-02", "E-LAW-04");
        assertThat(GATEWAY.texts(
                        "select state from message where id = ?", sealed.id().toString()))
                .containsExactly("REJECTED");
        assertThat(GATEWAY.count(
                        "select count(*) from request where id = ?", sealed.id().toString()))
                .isZero();
    }

    /** A body of which {@code pieces} bytes come, each after a pause. */
    private static String slowly(int pieces, long pauseMillis) throws Exception {
        try (SSLSocket socket = THEM.connects()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(THEM.newId(), 5000));
            for (int i = 0; i < pieces; i++) {
                try {
                    out.write('x');
                    out.flush();
                } catch (IOException ended) {
                    break;
                }
                Thread.sleep(pauseMillis);
            }
            if (pieces == 1) {
                SealedMessage quick = THEM.seal(new Ping("meanwhile"));
                assertThat(THEM.posts(quick).statusCode())
                        .as("another's message")
                        .isEqualTo(200);
            }
            return new String(socket.getInputStream().readNBytes(400), StandardCharsets.US_ASCII);
        }
    }

    private static byte[] head(MessageId id, int length) {
        return ("POST /as2 HTTP/1.1\r\nHost: localhost\r\nAS2-From: " + THEM.id() + "\r\nAS2-To: us-agency\r\n"
                        + "Message-ID: " + id.inBrackets() + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String header, String value) {
        return request.setHeader(header, value);
    }

    private static void isCoarse(HttpResponse<byte[]> answer, int status, String code) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body).contains("urn:comity:problem:" + code);
    }

    private static long received(MessageId id) {
        return GATEWAY.count("select count(*) from inbox where message = ?", id.toString());
    }

    private static long journalled(MessageId id, String event) {
        return GATEWAY.count("select count(*) from journal_leaf where message = ? and event = ?", id.toString(), event);
    }
}
