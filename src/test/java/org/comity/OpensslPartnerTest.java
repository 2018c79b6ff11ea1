package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.comity.envelope.Acceptance;
import org.comity.envelope.Arrival;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Opener;
import org.comity.envelope.Opening;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedEnvelope;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;
import org.comity.trust.KeyKind;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Issued;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner with nothing but openssl and coreutils (docs/partner-with-openssl.md) against our envelope, both ways. */
class OpensslPartnerTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Member GATEWAY = AUTHORITY.member("jp-npa");
    private static final AgencyId PARTNER_ID = new AgencyId("xx-poc");
    private static final Issued SIGNING = AUTHORITY.issue("xx-poc signing", KeyKind.SIGNING);
    private static final Issued ENCRYPTION = AUTHORITY.issue("xx-poc encryption", KeyKind.DECRYPTION);
    private static final Partner PARTNER = AUTHORITY.partner(
            PARTNER_ID,
            List.of(
                    TestAuthority.registered(CertificateUse.SIGNING, SIGNING.certificate()),
                    TestAuthority.registered(CertificateUse.ENCRYPTION, ENCRYPTION.certificate())),
            Allowances.NONE);

    /** openssl has no other clock than the machine's. */
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path home;

    private OpensslPartner partner = new OpensslPartner(Path.of(""));

    @BeforeEach
    void joinedWithUs() {
        partner = new OpensslPartner(home)
                .settings("xx-poc", "jp-npa", "https://localhost/as2", true)
                .holds("signing", SIGNING)
                .holds("encryption", ENCRYPTION)
                .certificate("gateway-signing.crt", GATEWAY.certificate(CertificateUse.SIGNING))
                .certificate("gateway-encryption.crt", GATEWAY.certificate(CertificateUse.ENCRYPTION))
                .certificate("gateway-anchors.pem", AUTHORITY.certificate());
    }

    @Test
    void weOpenWhatOpensslSealsAndComputeTheSameMic() {
        partner.make("work").isGood();

        OpenedMessage opened = open(GATEWAY);

        assertThat(opened.headers().orElseThrow().from()).isEqualTo(PARTNER_ID);
        assertThat(opened.headers().orElseThrow().exercise()).isTrue();
        assertThat(opened.mic().bytes()).isEqualTo(Base64.getDecoder().decode(partner.said("work", "mic")));
        assertThat(opened.xml()).isEqualTo(partner.bytes("work", "request.xml"));
    }

    @Test
    void weOpenWhatOpensslSealsForAnRsaKey() {
        Member withRsa = AUTHORITY.member("jp-npa", Algorithm.RSA_3072, Allowances.NONE);
        partner.certificate("gateway-encryption.crt", withRsa.certificate(CertificateUse.ENCRYPTION));
        partner.make("work").isGood();

        assertThat(open(withRsa).xml()).isEqualTo(partner.bytes("work", "request.xml"));
    }

    @Test
    void opensslOpensWhatWeSealWithItsAttachments() {
        byte[] evidence = {0, 13, 10, -1, 45, 45};
        SealedMessage sealed = seal(
                PARTNER_ID, Duration.ofHours(1), new AttachedBytes("log.bin", "application/octet-stream", evidence));

        partner.open(sealed.bytes(), "in").isGood();

        assertThat(partner.said("in", "id")).isEqualTo(sealed.id().toString());
        assertThat(Base64.getDecoder().decode(partner.said("in", "mic")))
                .isEqualTo(sealed.mic().bytes());
        assertThat(partner.said("in", "document.xml")).isEqualTo("<message/>");
        assertThat(partner.bytes("in", "attachment-1")).isEqualTo(evidence);
    }

    @Test
    void thePartnerDoesNotOpenWhatWasChangedOnTheWay() {
        byte[] changed = seal(PARTNER_ID, Duration.ofHours(1)).bytes().clone();
        changed[changed.length - 40] ^= 1; // inside the ciphertext or its tag

        assertThat(partner.open(changed, "in").isBad().said()).contains("NOT opened");
    }

    @Test
    void thePartnerDoesNotOpenWhatSomebodyElseSigned() {
        Member stranger = AUTHORITY.member("yy-poc");
        byte[] sealed = new Sealer(CLOCK)
                .seal(
                        headers(PARTNER_ID, Duration.ofHours(1)),
                        xml(),
                        List.of(),
                        stranger.keys().signing(stranger.id()),
                        toPartner())
                .bytes();

        assertThat(partner.open(sealed, "in").isBad().said()).contains("the signature does not verify");
    }

    @Test
    void thePartnerDoesNotOpenWhatIsForSomebodyElseOrStale() {
        assertThat(partner.open(
                                seal(new AgencyId("yy-poc"), Duration.ofHours(1))
                                        .bytes(),
                                "other")
                        .isBad()
                        .said())
                .contains("somebody else"); // THREAT-61
        assertThat(partner.open(seal(PARTNER_ID, Duration.ofMinutes(-2)).bytes(), "stale")
                        .isBad()
                        .said())
                .contains("stale"); // THREAT-83
    }

    @Test
    void thePartnerVerifiesOurReceipt() {
        partner.make("work").isGood();
        answered(open(GATEWAY).mic(), List.of());

        assertThat(partner.checkReceipt("work").isGood().said()).contains("signature good, MIC equal");
    }

    @Test
    void thePartnerReadsWhyItsMessageWasTurnedAway() {
        partner.make("work").isGood();
        answered(open(GATEWAY).mic(), List.of(SignatureProblem.STALE.problem()));

        assertThat(partner.checkReceipt("work").isBad().said())
                .contains("turned the message away")
                .contains(SignatureProblem.STALE.code());
    }

    @Test
    void thePartnerDoesNotBelieveAReceiptForOtherBytesOrAnotherMessage() {
        partner.make("work").isGood();
        answered(Digest.of(xml()), List.of());
        assertThat(partner.checkReceipt("work").isBad().said()).contains("its MIC is"); // THREAT-85

        answered(open(GATEWAY).mic(), List.of());
        partner.file("work/id", "00000000-0000-4000-8000-000000000000@xx-poc\n".getBytes(StandardCharsets.UTF_8));
        assertThat(partner.checkReceipt("work").isBad().said()).contains("another message");
    }

    @Test
    void thePartnerDoesNotBelieveAReceiptThatWasChanged() {
        partner.make("work").isGood();
        answered(open(GATEWAY).mic(), List.of());
        String changed = partner.said("work", "receipt.body").replace("received and stored", "received and lost");
        partner.file("work/receipt.body", changed.getBytes(StandardCharsets.US_ASCII));

        assertThat(partner.checkReceipt("work").isBad().said()).contains("does not verify");
    }

    @Test
    void weVerifyThePartnersReceipt() {
        SealedMessage sealed = seal(PARTNER_ID, Duration.ofHours(1));
        partner.open(sealed.bytes(), "in").isGood();
        partner.makeReceipt("in").isGood();

        Checked<Receipt> receipt =
                Receipt.received(partner.said("in", "answer.type"), partner.bytes("in", "answer.body"));
        Checked<VerifiedReceipt> verified =
                receipt.then(bytes -> receipts().verify(bytes, sealed.id(), sealed.mic(), PARTNER, CLOCK.instant()));

        assertThat(verified.problems()).isEmpty();
        assertThat(((Checked.Passed<VerifiedReceipt>) verified).value().isAccepted())
                .isTrue();
    }

    /** What curl leaves behind when the gateway answers. */
    private void answered(Digest mic, List<Problem> problems) {
        MessageId id = MessageId.parse(partner.said("work", "id")).orElseThrow();
        Receipt receipt = receipts()
                .receipt(
                        new ReceiptFacts(id, GATEWAY.id(), mic, problems),
                        GATEWAY.keys().signing(GATEWAY.id()));
        String head = "HTTP/1.1 200 \r\ncontent-type: " + receipt.contentType() + "\r\nDate: today\r\n\r\n";
        partner.file("work/receipt.headers", head.getBytes(StandardCharsets.US_ASCII));
        partner.file("work/receipt.body", receipt.body());
    }

    private static Receipts receipts() {
        return new Receipts(CLOCK, AUTHORITY.pathsAt(CLOCK.instant()));
    }

    private OpenedMessage open(Member gateway) {
        Opener opener = new Opener(gateway.keys(), AUTHORITY.pathsAt(CLOCK.instant()), new Acceptance(true));
        MessageId id = MessageId.parse(partner.said("work", "id")).orElseThrow();
        Checked<SealedEnvelope> sealed = SealedEnvelope.parse(partner.bytes("work", "sealed.der"));
        assertThat(sealed.problems()).isEmpty();
        Opening opening = opener.open(
                ((Checked.Passed<SealedEnvelope>) sealed).value(),
                new Arrival(gateway.id(), PARTNER, id, CLOCK.instant()));
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).message();
    }

    private SealedMessage seal(AgencyId to, Duration validFor, AttachedBytes... attachments) {
        return new Sealer(CLOCK)
                .seal(
                        headers(to, validFor),
                        xml(),
                        List.of(attachments),
                        GATEWAY.keys().signing(GATEWAY.id()),
                        toPartner());
    }

    private static Recipient toPartner() {
        return new Recipient(ENCRYPTION.certificate(), Allowances.NONE);
    }

    private static SignedHeaders headers(AgencyId to, Duration validFor) {
        Instant notAfter = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plus(validFor);
        return new SignedHeaders(
                new MessageId(UUID.randomUUID(), GATEWAY.id()),
                GATEWAY.id(),
                to,
                notAfter.minus(Duration.ofHours(2)),
                notAfter,
                true);
    }

    private static byte[] xml() {
        return "<message/>".getBytes(StandardCharsets.UTF_8);
    }
}
