package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.comity.envelope.Acceptance;
import org.comity.envelope.Arrival;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Opener;
import org.comity.envelope.Opening;
import org.comity.envelope.Receipt;
import org.comity.envelope.Receipts;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedEnvelope;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partners;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.comity.schemas.MessageXml;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One side changes its keys while messages wait (UC-02/2d, 2e). */
class RolloverTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member before = authority.member("ro-poc");
    private final Member after = authority.member("ro-poc");
    private final TestGateway gateway = new TestGateway(us, authority.paths());

    @BeforeEach
    void exchangeWithThem() {
        gateway.get(Partners.class).save(before.partner());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test // UC-02/2d
    void whatWaitsIsEncryptedAnewAndIsTheSameMessage() {
        MessageRow first = seal(ping());
        OpenedMessage wasOpened = opened(first, before).orElseThrow();
        gateway.get(Partners.class).save(after.partner());
        gateway.pass(Duration.ofMinutes(1));
        MessageRow second = seal(first);

        assertThat(second.kept().mic()).isEqualTo(first.kept().mic());
        assertThat(second.kept().signed()).isEqualTo(first.kept().signed());
        assertThat(opened(second, before)).isEmpty();
        OpenedMessage opened = opened(second, after).orElseThrow();
        assertThat(opened.mic()).isEqualTo(first.kept().mic().orElseThrow());
        assertThat(opened.signedPart()).isEqualTo(wasOpened.signedPart());
        assertThat(gateway.journal()).filteredOn(this::saysAnew).hasSize(1);
    }

    @Test // UC-02/3a
    void anUnchangedPartnerGetsTheSameBytesAgain() {
        MessageRow first = seal(ping());
        assertThat(seal(first)).isEqualTo(first);
        assertThat(gateway.journal()).noneMatch(this::saysAnew);
    }

    @Test // UC-02/2d, UC-10: no signed part is kept of a part of evidence; its seal gets another lock
    void aPartOfEvidenceKeepsItsMicToo() {
        MessageRow first = seal(part(gateway));
        assertThat(first.kept().signed()).isEmpty();
        gateway.get(Partners.class).save(after.partner());
        gateway.pass(Duration.ofHours(1));
        MessageRow second = seal(first);

        assertThat(second.kept().sealedTo()).isNotEqualTo(first.kept().sealedTo());
        assertThat(opened(second, before)).isEmpty();
        OpenedMessage opened = opened(second, after).orElseThrow();
        assertThat(opened.mic()).isEqualTo(first.kept().mic().orElseThrow());
        assertThat(opened.attachments()).hasSize(1);
    }

    @Test // THREAT-67, THREAT-72: it waits, instead of leaving for whoever may hold the old key
    void whatIsSealedDoesNotLeaveForACertificateThatIsNoLongerTrusted() {
        MessageRow first = seal(ping());
        TestAuthority other = TestAuthority.root("CN=Another Authority");
        gateway.get(Partners.class)
                .save(other.partner(
                        before.id(),
                        before.partner().certificates(),
                        before.partner().allowances()));
        gateway.pass(Duration.ofMinutes(1));
        assertThat(gateway.get(Sealing.class).seal(first).problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // UC-02/2d: a try that was none would make the pauses grow that follow real ones
    void waitingForACertificateSaysWhyAndCountsNoTry() {
        MessageRow first = seal(ping());
        Instant next = gateway.now().plus(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            gateway.get(Carrying.class).cannotSeal(first.id(), CertificateProblem.PATH_INVALID.problem(), next);
        }
        MessageRow waiting = row(first.id());
        assertThat(waiting.progress().attempts()).isZero();
        assertThat(waiting.progress().lastProblem()).contains(CertificateProblem.PATH_INVALID.code());
        assertThat(waiting.progress().nextTry()).contains(next);
        assertThat(gateway.alerts()).containsExactly("cannot-seal " + first.id());

        UUID alert = gateway.get(JdbcClient.class)
                .sql("select id from alert")
                .query(UUID.class)
                .single();
        gateway.get(AlertRows.class).acknowledge(alert, first.agency(), "tanaka", gateway.now());
        gateway.get(Carrying.class).cannotSeal(first.id(), CertificateProblem.PATH_INVALID.problem(), next);
        assertThat(gateway.alerts()).as("a person knows").isEmpty();
        gateway.get(Carrying.class).cannotSeal(first.id(), CertificateProblem.STATUS_UNKNOWN.problem(), next);
        assertThat(gateway.alerts()).containsExactly("cannot-seal " + first.id());
    }

    @Test // UC-02/2d: or somebody is called all night about what is mended
    void onceItWasSealedNobodyIsCalledAnyMore() {
        MessageRow first = seal(ping());
        Instant next = gateway.now().plus(Duration.ofMinutes(1));
        gateway.get(Carrying.class).cannotSeal(first.id(), CertificateProblem.STATUS_UNKNOWN.problem(), next);
        gateway.get(Carrying.class).sealed(first.id());
        gateway.get(Carrying.class).held(first.id(), Optional.empty(), next);
        assertThat(gateway.alerts()).isEmpty();

        gateway.get(Carrying.class).cannotSeal(first.id(), CertificateProblem.STATUS_UNKNOWN.problem(), next);
        assertThat(gateway.alerts()).as("it cannot be once more").containsExactly("cannot-seal " + first.id());
        gateway.get(Carrying.class).giveUp(first.id(), "refused", DeliveryProblem.REFUSED_UNSIGNED.problem());
        assertThat(gateway.alerts()).as("about the same").containsExactly("message-parked " + first.id());
    }

    @Test // UC-07/3
    void whatAnOperatorPutBackToWorkSaysAgainWhatItWaitsFor() {
        MessageRow first = seal(ping());
        gateway.get(Carrying.class).giveUp(first.id(), "refused", DeliveryProblem.REFUSED_UNSIGNED.problem());
        UUID parked = gateway.get(JdbcClient.class)
                .sql("select id from parked")
                .query(UUID.class)
                .single();
        assertThat(gateway.get(Unparking.class)
                        .unpark(gateway.administrator("tanaka"), parked)
                        .problems())
                .isEmpty();
        Instant next = gateway.now().plus(Duration.ofMinutes(1));
        gateway.get(Carrying.class).held(first.id(), Optional.of(DeliveryProblem.UNREACHABLE.problem()), next);
        assertThat(row(first.id()).progress().nextTry()).contains(next);
    }

    @Test // UC-10: it travels in no line, or whatever is said in the matter would wait behind it
    void aPartOfEvidenceThatIsPutBackHoldsUpNobody() {
        MessageRow part = seal(part(gateway));
        JdbcClient jdbc = gateway.get(JdbcClient.class);
        gateway.get(Outbox.class).done(Addresses.OUTBOUND, part.id().toString());
        gateway.get(StuckErrands.class).setAside(Addresses.OUTBOUND, part.id().toString(), Stuck.FAILED);
        UUID parked = jdbc.sql("select id from parked").query(UUID.class).single();
        assertThat(gateway.get(Unparking.class)
                        .unpark(gateway.administrator("tanaka"), parked)
                        .problems())
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from outbox where subject = ? and line is null")
                        .param(part.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test // UC-03/8a: the first could be refused for ever, and its sender would go on
    void aDuplicateAfterARolloverGetsAReceiptOfTheKeyInUse() {
        AtomicReference<Instant> time = new AtomicReference<>(gateway.now());
        Member ours = signingAnewInAnHour(time);
        try (TestGateway rolling = new TestGateway(ours, authority.paths())) {
            rolling.get(Partners.class).save(before.partner());
            SealedMessage message = fromThem(rolling.now());
            byte[] first = receiptOf(rolling, message);
            assertThat(receiptOf(rolling, message)).isEqualTo(first);
            assertThat(verified(first, message, us)).isEmpty();

            rolling.pass(Duration.ofHours(2));
            time.set(rolling.now());
            byte[] again = receiptOf(rolling, message);
            assertThat(verified(again, message, ours)).isEmpty();
            assertThat(verified(first, message, ours)).isNotEmpty();
            assertThat(rolling.get(Payloads.class)
                            .read(rolling.get(ReceiptRows.class)
                                    .find(message.id())
                                    .orElseThrow()
                                    .payload()))
                    .as("what proves when it came")
                    .isEqualTo(first);
            assertThat(rolling.journal())
                    .filteredOn(entry -> entry.startsWith("message.receipt-signed-anew by gateway"))
                    .hasSize(1);
        }
    }

    @Test // UC-02/2e: its receiver knows the other key alone, and would turn it away for good
    void whatAnotherKeySignedAndThePartnerTurnedAwayIsSignedByTheOneInUseAndIsTheSameMessage() {
        assertSignedAnew(this::ping);
    }

    @Test // UC-02/2e
    void soIsAMessageWithItsFile() {
        assertSignedAnew(sender -> row(sender, composed(sender, new byte[] {1, 2, 3})));
    }

    @Test // UC-02/2e, UC-10
    void soIsAPartOfEvidence() {
        assertSignedAnew(this::part);
    }

    private void assertSignedAnew(Function<TestGateway, MessageRow> message) {
        AtomicReference<Instant> time = new AtomicReference<>(gateway.now());
        Member ours = signingAnewInAnHour(time);
        try (TestGateway rolling = new TestGateway(ours, authority.paths())) {
            rolling.get(Partners.class).save(before.partner());
            MessageRow first = seal(rolling, message.apply(rolling));
            assertThat(seal(rolling, refused(rolling, first)).kept())
                    .as("no other key is in use yet")
                    .isEqualTo(first.kept());
            rolling.pass(Duration.ofHours(2));
            time.set(rolling.now());
            assertThat(seal(rolling, first)).as("the partner may know both").isEqualTo(first);
            assertThat(openedFrom(us, rolling, first)).isPresent();
            assertThat(openedFrom(ours, rolling, first)).isEmpty();

            MessageRow second = seal(rolling, refused(rolling, first));
            assertThat(openedFrom(us, rolling, second)).isEmpty();
            assertThat(openedFrom(ours, rolling, second).map(OpenedMessage::mic))
                    .isEqualTo(first.kept().mic())
                    .isEqualTo(second.kept().mic());
            assertThat(seal(rolling, refused(rolling, second)).kept()).isEqualTo(second.kept());
            assertThat(rolling.journal())
                    .filteredOn(entry -> entry.startsWith("message.signed-anew by gateway"))
                    .hasSize(1);
            assertThat(rolling.journal()).noneMatch(this::saysAnew);
        }
    }

    /** We, who sign with another key an hour from now by {@code time}. */
    private Member signingAnewInAnHour(AtomicReference<Instant> time) {
        InstantSource now = time::get;
        return authority.rolledOver(us, gateway.now().plus(Duration.ofHours(1)), now.withZone(ZoneOffset.UTC));
    }

    private static MessageRow refused(TestGateway sender, MessageRow row) {
        sender.get(Carrying.class)
                .later(
                        row.id(),
                        DeliveryProblem.REFUSED_UNSIGNED.problem(),
                        Duration.ofMillis(5),
                        sender.now().plus(Duration.ofMinutes(1)));
        return row(sender, row.id());
    }

    private SealedMessage fromThem(Instant created) {
        MessageId id = new MessageId(UUID.randomUUID(), before.id());
        SignedHeaders headers =
                new SignedHeaders(id, before.id(), us.id(), created, created.plus(Duration.ofDays(1)), false);
        byte[] xml = gateway.get(MessageXml.class).write(new Message(headers, new Ping("test"), List.of()));
        return new Sealer(TestAuthority.CLOCK)
                .seal(
                        headers,
                        xml,
                        List.of(),
                        before.keys().signing(before.id()),
                        new Recipient(us.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
    }

    /** As the partners' port does it. */
    private byte[] receiptOf(TestGateway receiver, SealedMessage message) {
        Receiving receiving = receiver.get(Receiving.class);
        Arrival arrival = new Arrival(us.id(), before.partner(), message.id(), receiver.now());
        Reading reading = receiving.read(message.bytes(), arrival, receiving.open(message.bytes(), arrival));
        return switch (receiving.record(reading, false)) {
            case Reception.Receipted(var receipt, var again) -> receipt.entity();
            default -> throw new AssertionError("not taken");
        };
    }

    /** As its sender does, who knows {@code by} as its profile says. */
    private List<Problem> verified(byte[] receipt, SealedMessage message, Member by) {
        return new Receipts(TestAuthority.CLOCK, authority.paths())
                .verify(new Receipt(receipt), message.id(), message.mic(), by.partner(), gateway.now())
                .problems();
    }

    private boolean saysAnew(String entry) {
        return entry.startsWith("message.encrypted-anew by gateway");
    }

    private MessageRow ping() {
        return ping(gateway);
    }

    private MessageRow ping(TestGateway sender) {
        return row(
                sender,
                switch (sender.get(Pings.class).ping(sender.administrator("tanaka"), before.id())) {
                    case Checked.Passed<MessageId>(var id) -> id;
                    case Checked.Failed<MessageId>(var problems) -> throw new AssertionError(problems);
                });
    }

    private MessageRow part(TestGateway sender) {
        byte[] file = new byte[Part.SIZE + 1];
        new Random(1).nextBytes(file);
        MessageId manifest = composed(sender, file);
        return row(sender, sender.get(MessageRows.class).unsentPartsOf(manifest).getFirst());
    }

    private MessageId composed(TestGateway sender, byte[] file) {
        return Objects.requireNonNull(sender.get(TransactionOperations.class).execute(status -> {
            StoredFile stored = new StoredFile(
                    "log.bin",
                    "application/octet-stream",
                    sender.get(Payloads.class).store(file),
                    Digest.of(file),
                    file.length);
            return sender.get(OutgoingMessages.class)
                    .compose(
                            new Outgoing(
                                    us.id(),
                                    before.id(),
                                    new Ping("evidence"),
                                    Urgency.ROUTINE,
                                    Optional.empty(),
                                    List.of(stored),
                                    sender.now().plus(Duration.ofDays(1)),
                                    false,
                                    sender.administrator("tanaka")),
                            sender.now());
        }));
    }

    private MessageRow row(MessageId id) {
        return row(gateway, id);
    }

    private static MessageRow row(TestGateway of, MessageId id) {
        return of.get(MessageRows.class).find(id).orElseThrow();
    }

    private MessageRow seal(MessageRow row) {
        return seal(gateway, row);
    }

    private static MessageRow seal(TestGateway sender, MessageRow row) {
        return switch (sender.get(Sealing.class).seal(row)) {
            case Checked.Passed<Sealing.Sealed>(var sealed) -> sealed.row();
            case Checked.Failed<Sealing.Sealed>(var problems) -> throw new AssertionError(problems);
        };
    }

    /** As the partner would, with the keys that it has at one time. */
    private Optional<OpenedMessage> opened(MessageRow row, Member reader) {
        return opened(row, us, envelope(gateway, row), reader);
    }

    /** As the partner would, who knows {@code sender} as its profile says. */
    private Optional<OpenedMessage> openedFrom(Member sender, TestGateway by, MessageRow row) {
        return opened(row, sender, envelope(by, row), before);
    }

    private Optional<OpenedMessage> opened(MessageRow row, Member sender, byte[] envelope, Member reader) {
        var opener = new Opener(reader.keys(), authority.paths(), new Acceptance(false));
        Arrival arrival = new Arrival(reader.id(), sender.partner(), row.id(), gateway.now());
        return SealedEnvelope.parse(envelope) instanceof Checked.Passed<SealedEnvelope>(var parsed)
                        && opener.open(parsed, arrival) instanceof Opening.Opened(var message)
                ? Optional.of(message)
                : Optional.empty();
    }

    private static byte[] envelope(TestGateway of, MessageRow row) {
        try (InputStream bytes = of.get(Envelopes.class).of(row).open()) {
            return bytes.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
