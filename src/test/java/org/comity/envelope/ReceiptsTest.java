package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptsTest {
    private static final Digest MIC = Digest.of(new byte[] {1, 2, 3});

    private final Exchange exchange = Exchange.of(Algorithm.P256);
    private final Receipts receipts = new Receipts(Exchange.CLOCK, exchange.authority.paths());

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"P256", "P384", "RSA_3072"})
    void verifiesWhatItMadeWithKeysOf(Algorithm algorithm) {
        var other = Exchange.of(algorithm);
        var theirs = new Receipts(Exchange.CLOCK, other.authority.paths());
        Receipt receipt = theirs.receipt(accepted(), other.receiver.keys().signing(other.receiver.id()));

        VerifiedReceipt verified =
                passed(theirs.verify(receipt, Exchange.ID, MIC, other.receiver.partner(), Exchange.NOW));

        assertThat(verified.isAccepted()).isTrue();
        assertThat(verified.signedAt()).isEqualTo(Exchange.NOW);
        assertThat(verified.signer().partner()).isEqualTo(other.receiver.id());
        assertThat(verified.receipt()).isSameAs(receipt);
    }

    @Test
    void survivesTheWayThroughHttp() {
        Receipt receipt = made(accepted());
        Receipt arrived = passed(Receipt.received(receipt.contentType(), receipt.body()));
        assertThat(passed(verify(arrived)).isAccepted()).isTrue();
    }

    @Test
    void namesEveryProblemWhenTheMessageWasTurnedAway() {
        List<Problem> problems =
                List.of(SignatureProblem.NOT_FOR_ME.at("Comity-To"), SignatureProblem.STALE.at("Comity-Not-After"));
        Receipt receipt = made(new ReceiptFacts(Exchange.ID, exchange.receiver.id(), MIC, problems));

        assertThat(text(receipt))
                .contains(
                        "Disposition: automatic-action/MDN-sent-automatically; processed/error: authentication-failed\r\n");
        assertThat(passed(verify(receipt)).outcome())
                .isInstanceOfSatisfying(VerifiedReceipt.Outcome.TurnedAway.class, turned -> {
                    assertThat(turned.modifier()).isEqualTo("authentication-failed");
                    assertThat(turned.errors()).hasSize(2);
                    assertThat(turned.errors().getFirst()).startsWith("E-SIG-10 at Comity-To");
                });
    }

    @Test
    void boundsTheNumberOfErrorFields() {
        List<Problem> many = java.util.Collections.nCopies(500, SignatureProblem.STALE.problem());
        Receipt receipt = made(new ReceiptFacts(Exchange.ID, exchange.receiver.id(), MIC, many));
        assertThat(text(receipt)).contains("Error: and 460 more");
        assertThat(passed(verify(receipt)).isAccepted()).isFalse();
    }

    /** THREAT-85, MDN-04 */
    @Test
    void refusesAReceiptForAnotherMessage() {
        var other = new MessageId(UUID.randomUUID(), new AgencyId("sender"));
        Receipt receipt = made(new ReceiptFacts(other, exchange.receiver.id(), MIC, List.of()));
        assertThat(verify(receipt).problems())
                .extracting(problem -> problem.type().code())
                .containsExactly("E-SIG-21");
    }

    /** THREAT-85, MDN-05 */
    @Test
    void refusesAReceiptForOtherContent() {
        Receipt receipt =
                made(new ReceiptFacts(Exchange.ID, exchange.receiver.id(), Digest.of(new byte[0]), List.of()));
        assertThat(verify(receipt).problems())
                .extracting(problem -> problem.type().code())
                .containsExactly("E-SIG-22");
    }

    /** THREAT-85, MDN-05: it names the id, and turns away what somebody else may have sent under it. */
    @Test
    void aNegativeReceiptAboutOtherBytesSaysNothing() {
        List<Problem> problems = List.of(SignatureProblem.STALE.problem());
        Digest others = Digest.of(new byte[0]);
        assertThat(verify(made(new ReceiptFacts(Exchange.ID, exchange.receiver.id(), others, problems)))
                        .problems())
                .extracting(problem -> problem.type().code())
                .containsExactly("E-SIG-22");
        assertThat(passed(verify(made(new ReceiptFacts(Exchange.ID, exchange.receiver.id(), MIC, problems))))
                        .isAccepted())
                .isFalse();
    }

    /** THREAT-85: made by somebody with a certificate of the same authority. */
    @Test
    void refusesAReceiptSignedByAnybodyElse() {
        Member other = exchange.authority.member("other");
        Receipt receipt = receipts.receipt(accepted(), other.keys().signing(other.id()));
        assertThat(verify(receipt).problems()).isNotEmpty();
    }

    /** THREAT-128, MDN-01 */
    @Test
    void refusesWhatIsNoSignedReceipt() {
        for (String garbage : List.of("", "\r\n\r\n", "200 OK", "Content-Type: multipart/report\r\n\r\nhello")) {
            Receipt receipt = new Receipt(garbage.getBytes(StandardCharsets.US_ASCII));
            assertThat(verify(receipt).problems()).isNotEmpty();
        }
        assertThat(verify(new Receipt(exchange.sealed().signedPart())).problems())
                .isNotEmpty();
    }

    /** MDN-01, THREAT-85: each byte of a receipt is covered by its signature or does not matter. */
    @Test
    void staysTheSameOrFailsForEveryChangedByte() {
        byte[] entity = made(accepted()).entity();
        for (int i = 0; i < entity.length; i++) {
            byte[] changed = entity.clone();
            changed[i] ^= 1;
            Checked<VerifiedReceipt> checked = verify(new Receipt(changed));
            if (checked instanceof Checked.Passed<VerifiedReceipt>(var verified)) {
                assertThat(verified.isAccepted()).isTrue();
                assertThat(verified.original()).isEqualTo(Exchange.ID);
            }
        }
    }

    private ReceiptFacts accepted() {
        return new ReceiptFacts(Exchange.ID, exchange.receiver.id(), MIC, List.of());
    }

    private Receipt made(ReceiptFacts facts) {
        return receipts.receipt(facts, exchange.receiver.keys().signing(exchange.receiver.id()));
    }

    private Checked<VerifiedReceipt> verify(Receipt receipt) {
        return receipts.verify(receipt, Exchange.ID, MIC, exchange.receiver.partner(), Exchange.NOW);
    }

    private static String text(Receipt receipt) {
        return new String(receipt.entity(), StandardCharsets.US_ASCII);
    }

    private static <T> T passed(Checked<T> checked) {
        if (checked instanceof Checked.Passed<T>(T value)) {
            return value;
        }
        throw new AssertionError("failed: " + checked.problems());
    }
}
