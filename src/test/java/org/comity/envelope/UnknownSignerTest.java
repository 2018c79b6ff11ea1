package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.comity.trust.TestAuthority.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Fingerprint;
import org.comity.schemas.MessageXml;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.Test;

class UnknownSignerTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member registered = authority.member("ro-poc");

    @Test // THREAT-56: a stranger chooses how much work its key is
    void aKeyThatThePolicyRefusesIsNotUsed() throws ProblemFound {
        Member fit = authority.member("ro-poc");
        Member unfit = authority.member("ro-poc", Algorithm.RSA_2048, Allowances.NONE);
        assertThatThrownBy(() -> askedAbout(fit))
                .as("whoever verifies reads what was signed")
                .isInstanceOf(RuntimeException.class);
        assertThat(askedAbout(unfit)).isEmpty();
    }

    /** What it is asked of cannot be read: it says that it has no end. */
    private Optional<Fingerprint> askedAbout(Member signer) throws ProblemFound {
        byte[] none = new byte[0];
        return SignedEntity.read(Slice.of(signedBy(signer)))
                .signature()
                .signerToAskAbout(new Slice(none, 0, Integer.MAX_VALUE), registered.partner(), authority.paths(), NOW);
    }

    private byte[] signedBy(Member signer) {
        MessageId id = new MessageId(UUID.randomUUID(), signer.id());
        SignedHeaders headers = new SignedHeaders(id, signer.id(), us.id(), NOW, NOW.plus(Duration.ofDays(1)), false);
        byte[] xml = new MessageXml().write(new Message(headers, new Ping("test"), List.of()));
        return new Sealer(TestAuthority.CLOCK)
                .seal(
                        headers,
                        xml,
                        List.of(),
                        signer.keys().signing(signer.id()),
                        new Recipient(us.certificate(CertificateUse.ENCRYPTION), Allowances.NONE))
                .signedPart();
    }
}
