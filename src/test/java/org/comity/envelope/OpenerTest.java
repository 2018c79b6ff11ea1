package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.EnvelopeProblem;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;

class OpenerTest {

    /** ENV-11, THREAT-64 */
    @Test
    void opensWithARetiringKeyUntilItsLastInstantAndNotAfter() {
        var exchange = Exchange.of(Algorithm.P256);
        SealedMessage sealed = exchange.sealed();

        assertThat(openedBy(exchange, sealed, Duration.ofSeconds(1))).isInstanceOf(Opening.Opened.class);
        assertThat(openedBy(exchange, sealed, Duration.ZERO))
                .isInstanceOfSatisfying(
                        Opening.Unverified.class,
                        unverified -> assertThat(unverified.problems())
                                .containsExactly(EnvelopeProblem.KEY_RETIRED.problem()));
    }

    private static Opening openedBy(Exchange exchange, SealedMessage sealed, Duration left) {
        var retiring = TestAuthority.retiring(exchange.receiver, Exchange.NOW.plus(left));
        var opener = new Opener(retiring.keys(), exchange.authority.paths(), new Acceptance(false));
        if (SealedEnvelope.parse(sealed.bytes()) instanceof Checked.Passed<SealedEnvelope>(var envelope)) {
            return opener.open(envelope, exchange.arrival());
        }
        throw new AssertionError("what was sealed parses");
    }

    /** ENV-14, THREAT-33: EFAIL, and the padding oracle, on a partner that is allowed CBC. */
    @Test
    void tellsNothingAboutALegacyPlaintextWhoseSignatureDoesNotVerify() {
        var decision = new Allowances.Decision("admin", "no GCM", Exchange.NOW.plus(Duration.ofDays(1)));
        var legacy = new Allowances(false, false, false, false, false, Optional.of(decision));
        var exchange = new Exchange(Algorithm.P256, Algorithm.P256, legacy);
        var to = new Recipient(exchange.receiver.certificate(CertificateUse.LEGACY_ENCRYPTION), legacy);
        byte[] sealed = exchange.sealer.encryptAgain(exchange.sealed().signedPart(), to);

        assertThat(exchange.open(sealed)).isInstanceOf(Opening.Opened.class);
        for (int fromTheEnd = 1; fromTheEnd < 2000; fromTheEnd += 7) {
            byte[] flipped = sealed.clone();
            flipped[sealed.length - fromTheEnd] ^= 1;
            if (exchange.open(flipped) instanceof Opening.Unverified(var problems)) {
                assertThat(problems).hasSize(1);
                assertThat(problems.getFirst().type()).isEqualTo(EnvelopeProblem.CANNOT_OPEN);
            }
        }
    }

    /** THREAT-63, THREAT-72, THREAT-74: B signs, and the carrier says that it is from A: never opened, at most kept for a person. */
    @Test
    void takesNobodyForAnotherAgencyOfTheSameAuthority() {
        var exchange = Exchange.of(Algorithm.P256);
        var other = exchange.authority.member("other");
        var arrival = new Arrival(exchange.receiver.id(), other.partner(), Exchange.ID, Exchange.NOW);
        assertThat(exchange.open(exchange.sealed().bytes(), arrival))
                .isInstanceOfSatisfying(
                        Opening.Unregistered.class,
                        unregistered -> assertThat(
                                        unregistered.problems().getFirst().type())
                                .isEqualTo(CertificateProblem.NOT_REGISTERED));
    }

    /** ENV-02, THREAT-46: nothing is allocated for a length that is only claimed. */
    @Test
    void rejectsTheLargestEnvelopeWithoutCopyingIt() {
        assertThat(SealedEnvelope.parse(new byte[(16 << 20) + 1]).problems())
                .containsExactly(EnvelopeProblem.TOO_LARGE.at("", "ENV-02"));
    }
}
