package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.comity.envelope.Arrival;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.journal.MessageRows;
import org.comity.journal.ParkedRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.schemas.MessageXml;
import org.comity.trust.ProfileDocument;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** THREAT-74: a partner signs with its new key before we have its new profile (UC-03/4b, UC-07/3b). */
class UnknownCertificateTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member before = authority.member("ro-poc");
    private final Member after = authority.member("ro-poc");
    private final TestGateway gateway =
            new TestGateway(us, authority.paths(), "--comity.casework.unknown-certificate-messages=2");

    @BeforeEach
    void exchangeWithThem() {
        gateway.get(Partners.class).save(before.partner());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void itIsKeptAndTakesEffectOnceWhenTheProfileIsActivated() {
        SealedMessage message = sealedBy(after);
        assertThat(receive(message)).isInstanceOf(Reception.NotUnderstood.class);
        assertThat(receive(message)).isInstanceOf(Reception.NotUnderstood.class);
        assertThat(parked()).hasSize(1);
        assertThat(gateway.alerts()).containsExactly("unknown-certificate ro-poc");
        assertThat(row(message)).isEmpty();

        UUID kept = parked().getFirst().id();
        assertThat(unpark(kept)).containsExactly(CertificateProblem.NOT_REGISTERED);
        assertThat(parked()).hasSize(1);

        activate(after.partner());
        assertThat(unpark(kept)).isEmpty();
        assertThat(parked()).isEmpty();
        assertThat(row(message)).contains(DeliveryState.RECEIVED);
        assertThat(gateway.journal()).anyMatch(entry -> entry.startsWith("message.unparked by tanaka"));

        gateway.pass(Duration.ofMinutes(1));
        assertThat(receive(message))
                .isInstanceOfSatisfying(
                        Reception.Receipted.class,
                        receipted -> assertThat(receipted.again()).isTrue());
        assertThat(gateway.journal())
                .filteredOn(entry -> entry.startsWith("message.received"))
                .hasSize(1);
    }

    @Test
    void aCertificateThatIssuedItselfIsAStrangers() {
        Member stranger = TestAuthority.root("CN=Somebody Else").member("ro-poc");
        assertThat(receive(sealedBy(stranger))).isInstanceOf(Reception.NotUnderstood.class);
        assertThat(parked()).isEmpty();
        assertThat(gateway.alerts()).isEmpty();
    }

    @Test
    void whatTheNewKeyDidNotSignIsNotKept() {
        SealedMessage message = sealedBy(after);
        byte[] other = new String(message.signedPart(), StandardCharsets.ISO_8859_1)
                .replace("Comity-To: jp-npa", "Comity-To: jp-xxx")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] tampered = sealer().encryptAgain(other, toUs());
        assertThat(receive(tampered, message.id())).isInstanceOf(Reception.NotUnderstood.class);
        assertThat(parked()).isEmpty();
    }

    @Test // it cannot fill the disk, whoever has a certificate of the partner's authority
    void moreThanTheBoundIsNotKept() {
        for (int i = 0; i < 4; i++) {
            receive(sealedBy(after));
        }
        assertThat(parked()).hasSize(2);
        assertThat(gateway.journal())
                .filteredOn(entry -> entry.startsWith("message.not-kept"))
                .hasSize(2);
        assertThat(gateway.alerts()).hasSize(1);
    }

    @Test
    void whatWasDiscardedIsNotKeptAgain() {
        SealedMessage message = sealedBy(after);
        receive(message);
        UUID kept = parked().getFirst().id();
        assertThat(gateway.get(Unparking.class)
                        .discard(gateway.administrator("tanaka"), kept)
                        .problems())
                .isEmpty();
        receive(message);
        assertThat(parked()).isEmpty();
    }

    @Test // THREAT-83: its sender has given it up by now, and its officer wrote another
    void whatEndedWhileItLayHereTakesNoEffect() {
        SealedMessage message = sealedBy(after);
        receive(message);
        activate(after.partner());
        gateway.pass(Duration.ofHours(30));
        assertThat(unpark(parked().getFirst().id())).containsExactly(SignatureProblem.STALE);
        assertThat(row(message)).isEmpty();
    }

    @Test // UC-02/2e, UC-03/8a: the unread copy would wait for a person who can do nothing with it
    void anUnreadCopyIsSettledOnceItsMessageComesSignedByAKeyThatWeKnow() {
        SealedMessage unknown = sealedBy(after);
        receive(unknown);
        assertThat(parked()).hasSize(1);
        SealedMessage known = sealer().signAgain(
                        unknown.id(), unknown.signedPart(), before.keys().signing(before.id()), toUs());
        assertThat(known.mic()).isEqualTo(unknown.mic());
        assertThat(receive(known)).isInstanceOf(Reception.Receipted.class);
        assertThat(row(known)).contains(DeliveryState.RECEIVED);
        assertThat(parked()).isEmpty();
        assertThat(gateway.journal()).anyMatch(entry -> entry.startsWith("message.copy-settled by gateway"));
    }

    @Test // its sender hears its receipt once we know the key
    void aMessageThatIsHereIsNotKeptUnreadAgain() {
        SealedMessage known = sealedBy(before);
        receive(known);
        SealedMessage again =
                sealer().signAgain(known.id(), known.signedPart(), after.keys().signing(after.id()), toUs());
        assertThat(receive(again)).isInstanceOf(Reception.NotUnderstood.class);
        assertThat(parked()).isEmpty();
        assertThat(gateway.alerts()).containsExactly("unknown-certificate ro-poc");
    }

    @Test // SIG-15: whoever has the old key and knows the id
    void somethingElseUnderTheIdOfAnUnreadMessageSettlesNothing() {
        SealedMessage genuine = sealedBy(after);
        receive(genuine);
        assertThat(receive(sealedBy(before, genuine.id()))).isInstanceOf(Reception.Receipted.class);
        activate(after.partner());
        assertThat(unpark(parked().getFirst().id())).containsExactly(SignatureProblem.ID_CONFLICT);
        assertThat(parked()).hasSize(1);
    }

    @Test // SIG-15, THREAT-78: neither of two that come at the same time knows of the other when it begins
    void somethingElseThatComesWhileAnUnreadMessageIsUnparkedIsAConflict() throws Exception {
        SealedMessage genuine = sealedBy(after);
        receive(genuine);
        activate(after.partner());
        UUID kept = parked().getFirst().id();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<List<Object>> unparked = Objects.requireNonNull(new TransactionTemplate(
                            gateway.get(PlatformTransactionManager.class))
                    .execute(held -> {
                        assertThat(receive(sealedBy(before, genuine.id()))).isInstanceOf(Reception.Receipted.class);
                        Future<List<Object>> waits = threads.submit(() -> unpark(kept));
                        Awaitility.await().until(() -> isWaitingFor("insert into inbox"));
                        return waits;
                    }));
            assertThat(unparked.get()).containsExactly(SignatureProblem.ID_CONFLICT);
        }
        assertThat(parked()).hasSize(1);
        assertThat(gateway.alerts()).contains("id-conflict ro-poc");
    }

    private boolean isWaitingFor(String statement) {
        return gateway.get(JdbcClient.class)
                .sql("""
                        select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock' and query like ?)""")
                .param("%" + statement + "%")
                .query(Boolean.class)
                .single();
    }

    @Test // THREAT-121: the journal forgets nothing
    void whatIsNotKeptStandsOneByOneOnlySoOftenInAMinute() {
        for (int i = 0; i < 30; i++) {
            receive(sealedBy(after));
        }
        assertThat(gateway.journal())
                .filteredOn(entry -> entry.startsWith("message.not-kept"))
                .hasSize(20);
        gateway.pass(Duration.ofMinutes(2));
        receive(sealedBy(after));
        assertThat(gateway.journal())
                .filteredOn(entry -> entry.startsWith("noise.counted"))
                .singleElement()
                .asString()
                .contains("\"number\": \"8\"");
    }

    private SealedMessage sealedBy(Member signer) {
        return sealedBy(signer, new MessageId(UUID.randomUUID(), signer.id()));
    }

    private SealedMessage sealedBy(Member signer, MessageId id) {
        SignedHeaders headers = new SignedHeaders(
                id, signer.id(), us.id(), gateway.now(), gateway.now().plus(Duration.ofDays(1)), false);
        byte[] xml = gateway.get(MessageXml.class)
                .write(new Message(headers, new Ping("test of " + UUID.randomUUID()), List.of()));
        return sealer().seal(headers, xml, List.of(), signer.keys().signing(signer.id()), toUs());
    }

    private static Sealer sealer() {
        return new Sealer(TestAuthority.CLOCK);
    }

    private Recipient toUs() {
        return new Recipient(us.certificate(CertificateUse.ENCRYPTION), Allowances.NONE);
    }

    private Reception receive(SealedMessage message) {
        return receive(message.bytes(), message.id());
    }

    /** As the partners' port does it. */
    private Reception receive(byte[] raw, MessageId id) {
        Receiving receiving = gateway.get(Receiving.class);
        Partner claimed = gateway.get(Partners.class).find(before.id()).orElseThrow();
        Arrival arrival = new Arrival(us.id(), claimed, id, gateway.now());
        return receiving.record(receiving.read(raw, arrival, receiving.open(raw, arrival)), false);
    }

    private void activate(Partner profile) {
        Joining joining = gateway.get(Joining.class);
        assertThat(joining.propose(gateway.administrator("sato"), profile)).isInstanceOf(Checked.Passed.class);
        assertThat(joining.activate(
                        gateway.administrator("suzuki"), profile.id(), ProfileDocument.fingerprint(profile)))
                .isInstanceOf(Checked.Passed.class);
    }

    private List<ParkedRows.Parked> parked() {
        return gateway.get(ParkedRows.class).open(before.id(), UnknownCertificates.REASON);
    }

    private List<Object> unpark(UUID id) {
        return gateway.get(Unparking.class).unpark(gateway.administrator("tanaka"), id).problems().stream()
                .map(Problem::type)
                .map(Object.class::cast)
                .toList();
    }

    private java.util.Optional<DeliveryState> row(SealedMessage message) {
        return gateway.get(MessageRows.class).find(message.id()).map(row -> row.state());
    }
}
