package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.casework.Envelopes;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.delivery.relay.RelaySettings;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.envelope.Sealer;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
import org.comity.journal.TestDatabase;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.As2Channel;
import org.comity.partners.Partner;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.schemas.MessageXml;
import org.comity.trust.PartnerTls;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** UC-02/3 and 4 against a partner that does what partners do. */
class CarrierTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final byte[] ENVELOPE = "an envelope".getBytes(StandardCharsets.UTF_8);
    private static final Digest MIC = Digest.of("the signed part".getBytes(StandardCharsets.UTF_8));

    private static final RelaySettings RELAY =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("comity.relay", RelaySettings.class);

    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("us-agency");
    private final Member them = authority.member("their-agency");
    private final Member stranger = authority.member("stranger");
    private final Receipts receipts = new Receipts(TestAuthority.CLOCK, authority.paths());
    private final MessageId id = new MessageId(UUID.randomUUID(), us.id());
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private ForeignPartner gateway;
    private Carrier carrier;
    private Ready ready;

    @BeforeEach
    void open() throws IOException {
        gateway = new ForeignPartner(tls(them).server(them.id()));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(Clock.class, () -> TestAuthority.CLOCK);
        context.registerBean(Sealer.class, () -> new Sealer(TestAuthority.CLOCK));
        context.register(Payloads.class, SealRows.class, Attachments.class, MessageXml.class, Envelopes.class);
        context.refresh();
        Payloads payloads = context.getBean(Payloads.class);
        carrier = carrier(PATIENT);
        PayloadId sealed = DATABASE.transactions().execute(status -> payloads.store(ENVELOPE));
        ready = new Ready(row(sealed), at(gateway.url()), new Departure.Made(Optional.empty()));
    }

    @AfterEach
    void close() {
        gateway.close();
        context.close();
    }

    @Test
    void isDeliveredByASignedReceiptOfTheVeryBytes() throws Exception { // UC-02/5
        gateway.answers(receipt(them, id, MIC));
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(gateway.received)
                .hasSize(1)
                .allMatch(body -> new String(body, StandardCharsets.UTF_8).equals("an envelope"));
    }

    @Test
    void isTurnedAwayByASignedNegativeReceipt() throws Exception { // UC-02/5a
        gateway.answers(receipt(them, id, MIC, SignatureProblem.STALE.problem()));
        assertThat(outcome()).isInstanceOf(Outcome.TurnedAway.class);
    }

    @Test
    void isTriedAgainWhenTheReceiptHasAnotherMic() throws Exception { // UC-02/4a, THREAT-85
        gateway.answers(receipt(them, id, Digest.of(new byte[] {1})));
        assertThat(problem()).isEqualTo(DeliveryProblem.NO_RECEIPT);
    }

    @Test
    void isTriedAgainWhenSomebodyElseSignedTheReceipt() throws Exception { // THREAT-85
        gateway.answers(receipt(stranger, id, MIC));
        assertThat(problem()).isEqualTo(DeliveryProblem.NO_RECEIPT);
    }

    @Test
    void isTriedAgainWhenTheReceiptIsOfAnotherMessage() throws Exception { // THREAT-85
        gateway.answers(receipt(them, new MessageId(UUID.randomUUID(), us.id()), MIC));
        assertThat(problem()).isEqualTo(DeliveryProblem.NO_RECEIPT);
    }

    @Test
    void isTriedAgainAfterGarbageOrNothing() throws Exception { // THREAT-128
        gateway.answers(200, "text/html", "<h1>It works!</h1>".getBytes(StandardCharsets.UTF_8));
        assertThat(problem()).isEqualTo(DeliveryProblem.NO_RECEIPT);
        gateway.answers(200, "multipart/signed", new byte[0]);
        assertThat(problem()).isEqualTo(DeliveryProblem.NO_RECEIPT);
    }

    @Test
    void isTriedAgainWhenThePartnerIsUnwell() throws Exception { // UC-02/3a
        gateway.answers(503, "text/plain", "later".getBytes(StandardCharsets.UTF_8));
        assertThat(problem()).isEqualTo(DeliveryProblem.UNWELL);
    }

    @Test
    void isRefusedByA4xxWithoutASignature() throws Exception { // UC-02/3c
        gateway.answers(403, "text/plain", "no".getBytes(StandardCharsets.UTF_8));
        assertThat(outcome()).isInstanceOf(Outcome.RefusedUnsigned.class);
    }

    @Test
    void neverFollowsARedirect() throws Exception { // THREAT-97
        gateway.behaves(exchange -> {
            exchange.getResponseHeaders().set("Location", gateway.url().toString());
            exchange.sendResponseHeaders(307, -1);
        });
        assertThat(outcome()).isInstanceOf(Outcome.RefusedUnsigned.class);
        assertThat(gateway.received).hasSize(1);
    }

    @Test
    void endsAnAnswerThatTrickles() throws Exception { // THREAT-108
        carrier = carrier(Duration.ofSeconds(2));
        gateway.behaves(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 30; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        assertThat(problem()).isEqualTo(DeliveryProblem.UNREACHABLE);
    }

    @Test
    void endsAnAnswerThatHasNoEnd() throws Exception { // THREAT-108
        gateway.answers(200, "text/plain", new byte[2 * 1024 * 1024]);
        assertThat(problem()).isEqualTo(DeliveryProblem.UNREACHABLE);
    }

    @Test
    void doesNotSpeakToAServerThatIsNotThePartner() throws Exception { // THREAT-76
        try (ForeignPartner other = new ForeignPartner(tls(stranger).server(stranger.id()))) {
            ready = new Ready(ready.message(), at(other.url()), new Departure.Made(Optional.empty()));
            assertThat(problem()).isEqualTo(DeliveryProblem.UNREACHABLE);
            assertThat(other.received).isEmpty();
        }
    }

    @Test
    void holdsWhatFollowsWhenThePartnerDoesNotAnswerAndSaysWhy() throws Exception { // UC-02/3b
        gateway.close();
        for (int i = 0; i < 3; i++) {
            assertThat(problem()).isEqualTo(DeliveryProblem.UNREACHABLE);
        }
        assertThat(outcome())
                .isInstanceOfSatisfying(
                        Outcome.Held.class,
                        held -> assertThat(held.reason()).contains(DeliveryProblem.UNREACHABLE.problem()));
    }

    private Carrier carrier(Duration answerTimeout) {
        As2Settings settings = settings(answerTimeout);
        return new Carrier(
                TestAuthority.CLOCK,
                new Lanes(tls(us), settings, RELAY, TestAuthority.CLOCK),
                context.getBean(Envelopes.class),
                settings);
    }

    private Outcome outcome() throws InterruptedException {
        return new Proofs(TestAuthority.CLOCK, receipts)
                .verify(carrier.post(ready).toCompletableFuture().join());
    }

    private Object problem() throws InterruptedException {
        return outcome() instanceof Outcome.TryLater(var message, var problem, var took) ? problem.type() : "none";
    }

    private Receipt receipt(Member signer, MessageId of, Digest mic, Problem... problems) {
        return receipts.receipt(
                new ReceiptFacts(of, them.id(), mic, List.of(problems)),
                signer.keys().signing(signer.id()));
    }

    private PartnerTls tls(Member own) {
        return new PartnerTls(
                own.keys(), new KnownPartners(us.partner(), them.partner()), authority.paths(), TestAuthority.CLOCK);
    }

    private Partner at(URI url) {
        Partner p = them.partner();
        return new Partner(
                p.id(),
                p.name(),
                p.country(),
                p.zone(),
                p.officeHours(),
                p.languages(),
                p.contacts(),
                Optional.of(new As2Channel(url, Optional.empty())),
                p.anchors(),
                p.revocationLists(),
                p.certificates(),
                p.allowances(),
                p.state());
    }

    @Test // THREAT-125
    void aLaneThatTheRelayNeverFillsIsNoSetting() {
        RelaySettings small = new Binder(new MapConfigurationPropertySource(Map.of("comity.relay.share", 15)))
                .bindOrCreate("comity.relay", RelaySettings.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lanes(tls(us), settings(PATIENT), small, TestAuthority.CLOCK))
                .withMessageContaining("comity.relay.share")
                .withMessageContaining("comity.as2.in-flight");
    }

    private static As2Settings settings(Duration answerTimeout) {
        return new As2Settings(
                PATIENT,
                answerTimeout,
                DataSize.ofMegabytes(1),
                8,
                16,
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                5,
                Duration.ZERO,
                3,
                Duration.ofMinutes(1),
                Optional.empty(),
                Set.of());
    }

    private MessageRow row(PayloadId sealed) {
        Instant created = TestAuthority.NOW;
        return new MessageRow(
                new SignedHeaders(id, us.id(), them.id(), created, created.plusSeconds(3600), false),
                Direction.OUT,
                them.id(),
                "ping",
                Urgency.ROUTINE,
                MessageRow.Filed.NOWHERE,
                Optional.empty(),
                new MessageRow.Kept(
                        sealed,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(sealed),
                        Optional.empty(),
                        Optional.of(MIC)),
                Optional.empty(),
                Optional.empty(),
                MessageRow.Progress.begun(DeliveryState.SEALED));
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
