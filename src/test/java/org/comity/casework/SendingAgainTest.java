package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.envelope.VerifiedReceipt;
import org.comity.journal.Attempts;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.journal.StoredReceipt;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.Urgency;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** UC-09/7f, THREAT-116: what a partner lost with its database goes again; the whole way is in {@code RestoreJourneyTest}. */
class SendingAgainTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member partner = authority.member("ro-poc");
    private final TestGateway gateway = new TestGateway(us, authority.paths());

    @BeforeEach
    void exchangeWithThem() {
        gateway.get(Partners.class).save(partner.partner());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test // the partner's backup lay between the message and its files
    void partsThatWereLostAloneOrCameBeforeTheirMessageGoAgainBehindIt() {
        MessageId manifest = withThreeParts();
        delivered(manifest, gateway.now());
        gateway.pass(Duration.ofHours(2));
        List<MessageId> parts = gateway.get(MessageRows.class).unsentPartsOf(manifest);
        delivered(parts.get(0), gateway.now());
        state(parts.get(1), DeliveryState.SEALED);
        state(parts.get(2), DeliveryState.TURNED_AWAY);

        assertThat(sendAgain(Duration.ofHours(1)).again()).containsExactly(manifest);
        assertThat(row(manifest).state()).isEqualTo(DeliveryState.SEALED);
        assertThat(gateway.get(MessageRows.class).unsentPartsOf(manifest)).isEqualTo(parts);
        assertThat(errands()).containsExactly(manifest.toString());
        assertThat(gateway.journal())
                .filteredOn(said -> said.startsWith("message.sent-again by tanaka"))
                .hasSize(1);
    }

    @Test
    void whatIsTooOldIsNamedAndStaysDelivered() {
        MessageId manifest = withThreeParts();
        delivered(manifest, gateway.now());
        gateway.pass(Duration.ofDays(2));

        SendingAgain.Sent sent = sendAgain(Duration.ofDays(3));
        assertThat(sent.again()).isEmpty();
        assertThat(sent.tooOld()).containsExactly(manifest);
        assertThat(row(manifest).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(errands()).isEmpty();
    }

    @Test // what was on its way when the partner's backup was put back says nothing about what goes again
    void anAnswerFromBeforeDoesNotStrikeOffTheNewErrand() {
        MessageId manifest = withThreeParts();
        carrying().delivered(manifest, answer(manifest), Duration.ZERO);
        sql("update message set kind = 'result' where id = '" + manifest + "'");
        List<MessageId> parts = gateway.get(MessageRows.class).unsentPartsOf(manifest);
        VerifiedReceipt taken = answer(parts.get(0));
        VerifiedReceipt refused = answer(parts.get(1), SignatureProblem.STALE.problem());
        assertThat(sendAgain(Duration.ofHours(1)).again()).containsExactly(manifest);
        carrying().delivered(manifest, answer(manifest), Duration.ZERO);

        carrying().delivered(parts.get(0), taken, Duration.ZERO);
        carrying().turnedAway(parts.get(1), refused, Duration.ZERO);
        assertThat(gateway.get(MessageRows.class).isProved(parts.get(0))).isTrue();
        assertThat(gateway.get(MessageRows.class).unsentPartsOf(manifest)).isEqualTo(parts);
        assertThat(errands())
                .containsExactlyInAnyOrderElementsOf(
                        parts.stream().map(MessageId::toString).toList());
    }

    @Test // four old refusals and one new would set it aside at once
    void refusalsFromBeforeItWasDeliveredDoNotCount() {
        MessageId manifest = withThreeParts();
        Attempts attempts = gateway.get(Attempts.class);
        attempts.add(manifest, attempt("later", Optional.of(DeliveryProblem.REFUSED_UNSIGNED.code())));
        attempts.add(manifest, attempt("delivered", Optional.empty()));
        assertThat(attempts.sinceDelivered(manifest)).isEmpty();
        attempts.add(manifest, attempt("later", Optional.of(DeliveryProblem.REFUSED_UNSIGNED.code())));
        assertThat(attempts.sinceDelivered(manifest)).hasSize(1);
        assertThat(attempts.of(manifest)).hasSize(3);
    }

    @Test // THREAT-129: a late refusal, an operator who mended its cause, and then the proof
    void theProofTakesThePlaceOfARefusalAndNothingThePlaceOfTheProof() {
        MessageId manifest = withThreeParts();
        receipt(manifest, "failed: E-ENV-01", gateway.now());
        assertThat(gateway.get(MessageRows.class).isProved(manifest)).isFalse();
        receipt(manifest, "processed", gateway.now().plusSeconds(1));
        receipt(manifest, "failed: E-ENV-01", gateway.now().plusSeconds(2));
        receipt(manifest, "processed", gateway.now().plusSeconds(3));

        assertThat(gateway.get(MessageRows.class).isProved(manifest)).isTrue();
        StoredReceipt kept = gateway.get(ReceiptRows.class).find(manifest).orElseThrow();
        assertThat(kept.disposition()).isEqualTo("processed");
        assertThat(kept.at()).isEqualTo(gateway.now().plusSeconds(1));
    }

    private Carrying carrying() {
        return gateway.get(Carrying.class);
    }

    /** Seals and sends it; what the partner signs then. */
    private VerifiedReceipt answer(MessageId id, Problem... problems) {
        gateway.get(Sealing.class).seal(row(id));
        Digest mic = row(id).kept().mic().orElseThrow();
        Receipts receipts = gateway.get(Receipts.class);
        Receipt receipt = receipts.receipt(
                new ReceiptFacts(id, partner.id(), mic, List.of(problems)),
                partner.keys().signing(partner.id()));
        return switch (receipts.verify(receipt, id, mic, partner.partner(), gateway.now())) {
            case Checked.Passed<VerifiedReceipt>(var verified) -> verified;
            case Checked.Failed<VerifiedReceipt>(var wrong) -> throw new AssertionError(wrong);
        };
    }

    private Attempts.Attempt attempt(String outcome, Optional<String> problem) {
        return new Attempts.Attempt(gateway.now(), Duration.ZERO, outcome, problem);
    }

    private SendingAgain.Sent sendAgain(Duration back) {
        return switch (gateway.get(SendingAgain.class)
                .sendAgain(
                        gateway.administrator("tanaka"),
                        partner.id(),
                        gateway.now().minus(back),
                        gateway.now().plusSeconds(1))) {
            case Checked.Passed<SendingAgain.Sent>(var sent) -> sent;
            case Checked.Failed<SendingAgain.Sent>(var problems) -> throw new AssertionError(problems);
        };
    }

    private MessageId withThreeParts() {
        byte[] file = new byte[2 * Part.SIZE + 1];
        return in(() -> gateway.get(OutgoingMessages.class)
                .compose(
                        new Outgoing(
                                us.id(),
                                partner.id(),
                                new Ping("evidence"),
                                Urgency.ROUTINE,
                                Optional.empty(),
                                List.of(new StoredFile(
                                        "log.bin",
                                        "application/octet-stream",
                                        gateway.get(Payloads.class).store(file),
                                        Digest.of(file),
                                        file.length)),
                                gateway.now().plus(Duration.ofDays(1)),
                                false,
                                gateway.administrator("tanaka")),
                        gateway.now()));
    }

    /** As if it were no ping, which nobody needs again. */
    private void delivered(MessageId id, Instant at) {
        receipt(id, "processed", at);
        state(id, DeliveryState.DELIVERED);
        sql("update message set kind = 'result' where kind = 'ping' and id = '" + id + "'");
        sql("delete from outbox where subject = '" + id + "'");
    }

    private void state(MessageId id, DeliveryState state) {
        sql("update message set state = '" + state + "' where id = '" + id + "'");
    }

    private void receipt(MessageId id, String disposition, Instant at) {
        PayloadId bytes = in(() -> gateway.get(Payloads.class).store("a receipt".getBytes(StandardCharsets.UTF_8)));
        gateway.get(ReceiptRows.class)
                .insert(new StoredReceipt(
                        id,
                        Direction.IN,
                        bytes,
                        Digest.of(new byte[] {1}),
                        disposition,
                        new Fingerprint("0".repeat(64)),
                        at));
    }

    private List<String> errands() {
        return gateway.get(JdbcClient.class)
                .sql("select subject from outbox where address = 'comity.outbound' order by id")
                .query(String.class)
                .list();
    }

    private void sql(String statement) {
        gateway.get(JdbcClient.class).sql(statement).update();
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(gateway.get(TransactionOperations.class).execute(status -> work.get()));
    }

    private MessageRow row(MessageId id) {
        return gateway.get(MessageRows.class).find(id).orElseThrow();
    }
}
