package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Digest;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.trust.KeyKind;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Issued;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both ways with the real {@code openssl}: it opens and verifies what we make, we open and verify what it makes. In this test the
 * agency {@code sender} has nothing but openssl.
 */
class OpensslInteroperabilityTest {
    private static final String AT = Long.toString(TestAuthority.NOW.getEpochSecond());

    @TempDir
    Path directory;

    private Openssl openssl;

    @BeforeEach
    void prepare() {
        openssl = new Openssl(directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"P256", "P384", "RSA_3072"})
    void opensslOpensWhatWeSealWithKeysOf(Algorithm algorithm) {
        var exchange = Exchange.of(algorithm);
        Issued theirs = issue(exchange, KeyKind.DECRYPTION, algorithm);
        SealedMessage sealed = exchange.sealer.seal(
                exchange.headers(),
                Exchange.XML,
                Exchange.ATTACHMENTS,
                exchange.sender.keys().signing(exchange.sender.id()),
                new Recipient(theirs.certificate(), Allowances.NONE));
        openssl.write("sealed.der", sealed.bytes())
                .write("me.crt", theirs.certificate())
                .write("me.key", theirs.keys().getPrivate())
                .write("ca.crt", exchange.authority.certificate());

        openssl.run(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "sealed.der",
                "-recip",
                "me.crt",
                "-inkey",
                "me.key",
                "-out",
                "inner");
        openssl.run("cms", "-verify", "-cades", "-in", "inner", "-CAfile", "ca.crt", "-attime", AT, "-out", "part");

        assertThat(openssl.read("inner")).isEqualTo(sealed.signedPart());
        assertThat(Digest.of(openssl.read("part"))).isEqualTo(sealed.mic());
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"P256", "P384", "RSA_3072"})
    void weOpenWhatOpensslSealsWithKeysOf(Algorithm algorithm) {
        var exchange = Exchange.of(algorithm);
        byte[] part = part(exchange);
        Partner sender = sign(exchange, algorithm, part, Allowances.NONE);
        byte[] sealed = encrypt(exchange.receiver.certificate(CertificateUse.ENCRYPTION), algorithm);

        OpenedMessage opened = opened(exchange, sealed, sender);

        assertThat(opened.headers()).contains(exchange.headers());
        assertThat(opened.xml()).isEqualTo(Exchange.XML);
        assertThat(opened.mic()).isEqualTo(Digest.of(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-nodetach", "-stream"})
    void weOpenWhatOpensslSignsWith(String option) {
        var exchange = Exchange.of(Algorithm.P256);
        Partner sender = sign(exchange, Algorithm.P256, part(exchange), Allowances.NONE, option);
        byte[] sealed = encrypt(exchange.receiver.certificate(CertificateUse.ENCRYPTION), Algorithm.P256, "-stream");
        assertThat(opened(exchange, sealed, sender).xml()).isEqualTo(Exchange.XML);
    }

    /** SIG-08: its default for RSA keys is PKCS#1 v1.5. */
    @Test
    void weOpenPkcs1SignaturesOnlyWhereTheProfileAllowsThem() {
        var exchange = new Exchange(Algorithm.RSA_3072, Algorithm.P256, Allowances.NONE);
        var allowed = new Allowances(false, false, false, true, false, Optional.empty());
        byte[] part = part(exchange);
        Partner sender = signPkcs1(exchange, part, allowed);
        byte[] sealed = encrypt(exchange.receiver.certificate(CertificateUse.ENCRYPTION), Algorithm.P256);

        assertThat(opened(exchange, sealed, sender).xml()).isEqualTo(Exchange.XML);
        assertThat(exchange.open(sealed, arrival(exchange, with(sender, Allowances.NONE)))
                        .toString())
                .contains("SIG-08");
    }

    /** ENV-12, THREAT-33, THREAT-40: a product's CBC and PKCS#1 v1.5, by a dated allowance and to the separate key only. */
    @Test
    void weOpenLegacyEncryptionOnlyByAllowanceAndOnlyWithTheLegacyKey() {
        var exchange = Exchange.of(Algorithm.P256);
        var decision = new Allowances.Decision("admin", "no GCM", Exchange.NOW.plus(Duration.ofDays(1)));
        var allowed = new Allowances(false, false, false, false, false, Optional.of(decision));
        Partner sender = sign(exchange, Algorithm.P256, part(exchange), allowed);
        openssl.write("to.crt", exchange.receiver.certificate(CertificateUse.LEGACY_ENCRYPTION));
        openssl.run("cms", "-encrypt", "-in", "signed", "-aes-256-cbc", "-outform", "DER", "-out", "legacy", "to.crt");
        openssl.write("to.crt", exchange.receiver.certificate(CertificateUse.ENCRYPTION));
        openssl.run(
                "cms",
                "-encrypt",
                "-in",
                "signed",
                "-aes-256-cbc",
                "-aes256-wrap",
                "-outform",
                "DER",
                "-out",
                "mixed",
                "-recip",
                "to.crt",
                "-keyopt",
                "ecdh_kdf_md:sha256");

        assertThat(opened(exchange, openssl.read("legacy"), sender).xml()).isEqualTo(Exchange.XML);
        assertThat(exchange.open(openssl.read("legacy"), arrival(exchange, with(sender, Allowances.NONE)))
                        .toString())
                .contains("E-ENV-06");
        assertThat(exchange.open(openssl.read("mixed"), arrival(exchange, sender))
                        .toString())
                .contains("E-ENV-07");
    }

    @Test
    void opensslVerifiesOurReceipt() {
        var exchange = Exchange.of(Algorithm.P256);
        var receipts = new Receipts(Exchange.CLOCK, exchange.authority.paths());
        var facts = new ReceiptFacts(Exchange.ID, exchange.receiver.id(), Digest.of(Exchange.XML), List.of());
        Receipt receipt = receipts.receipt(facts, exchange.receiver.keys().signing(exchange.receiver.id()));
        openssl.write("receipt", receipt.entity()).write("ca.crt", exchange.authority.certificate());

        openssl.run("cms", "-verify", "-cades", "-in", "receipt", "-CAfile", "ca.crt", "-attime", AT, "-out", "report");

        assertThat(new String(openssl.read("report"), StandardCharsets.US_ASCII))
                .contains("Original-Message-ID: " + Exchange.ID.inBrackets());
    }

    @Test
    void weVerifyTheReceiptThatOpensslSigns() {
        var exchange = Exchange.of(Algorithm.P256);
        Digest mic = Digest.of(Exchange.XML);
        String report = String.join(
                "\r\n",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "received",
                "--b",
                "Content-Type: message/disposition-notification",
                "",
                "Original-Message-ID: " + Exchange.ID.inBrackets(),
                "Disposition: automatic-action/MDN-sent-automatically; processed",
                "Received-Content-MIC: " + Base64.getEncoder().encodeToString(mic.bytes()) + ", sha256",
                "",
                "--b--",
                "");
        Partner partner = sign(exchange, Algorithm.P256, report.getBytes(StandardCharsets.US_ASCII), Allowances.NONE);
        var receipts = new Receipts(Exchange.CLOCK, exchange.authority.paths());

        Checked<VerifiedReceipt> verified =
                receipts.verify(new Receipt(openssl.read("signed")), Exchange.ID, mic, partner, Exchange.NOW);

        assertThat(verified.problems()).isEmpty();
    }

    /** The signed part as a partner with a text editor writes it. */
    private static byte[] part(Exchange exchange) {
        var headers = exchange.headers();
        return String.join(
                        "\r\n",
                        "Message-ID: " + headers.id().inBrackets(),
                        "Comity-From: " + headers.from(),
                        "Comity-To: " + headers.to(),
                        "Comity-Created: " + headers.created(),
                        "Comity-Not-After: " + headers.notAfter(),
                        "Content-Type: multipart/related; type=\"application/xml\"; boundary=\"part\"",
                        "",
                        "--part",
                        "Content-Type: application/xml",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getEncoder().encodeToString(Exchange.XML),
                        "--part--",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Leaves {@code signed}; returns the signer as a partner that has registered the certificate. */
    private Partner sign(
            Exchange exchange, Algorithm algorithm, byte[] part, Allowances allowances, String... options) {
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        switch (algorithm) {
            case P256 -> arguments.addAll(List.of("-md", "sha256", "-signer", "signer.crt"));
            case P384 -> arguments.addAll(List.of("-md", "sha384", "-signer", "signer.crt"));
            case RSA_2048, RSA_3072 ->
                arguments.addAll(List.of(
                        "-md",
                        "sha256",
                        "-signer",
                        "signer.crt",
                        "-keyopt",
                        "rsa_padding_mode:pss",
                        "-keyopt",
                        "rsa_pss_saltlen:digest"));
        }
        return sign(exchange, issue(exchange, KeyKind.SIGNING, algorithm), part, allowances, arguments);
    }

    private Partner signPkcs1(Exchange exchange, byte[] part, Allowances allowances) {
        Issued signer = issue(exchange, KeyKind.SIGNING, Algorithm.RSA_3072);
        return sign(exchange, signer, part, allowances, List.of("-md", "sha256", "-signer", "signer.crt"));
    }

    private Partner sign(Exchange exchange, Issued signer, byte[] part, Allowances allowances, List<String> arguments) {
        openssl.write("part", part)
                .write("signer.crt", signer.certificate())
                .write("signer.key", signer.keys().getPrivate());
        List<String> all =
                new ArrayList<>(List.of("cms", "-sign", "-cades", "-nosmimecap", "-in", "part", "-out", "signed"));
        all.addAll(arguments);
        all.addAll(List.of("-inkey", "signer.key"));
        openssl.run(all.toArray(String[]::new));
        return exchange.authority.partner(
                exchange.sender.id(),
                List.of(TestAuthority.registered(CertificateUse.SIGNING, signer.certificate())),
                allowances);
    }

    private byte[] encrypt(X509Certificate recipient, Algorithm algorithm, String... options) {
        openssl.write("to.crt", recipient);
        List<String> arguments = new ArrayList<>(
                List.of("cms", "-encrypt", "-in", "signed", "-aes-256-gcm", "-outform", "DER", "-out", "sealed"));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(List.of("-recip", "to.crt"));
        arguments.addAll(
                algorithm == Algorithm.RSA_3072
                        ? List.of(
                                "-keyopt",
                                "rsa_padding_mode:oaep",
                                "-keyopt",
                                "rsa_oaep_md:sha256",
                                "-keyopt",
                                "rsa_mgf1_md:sha256")
                        : List.of("-keyopt", "ecdh_kdf_md:sha256", "-aes256-wrap"));
        openssl.run(arguments.toArray(String[]::new));
        return openssl.read("sealed");
    }

    /** Valid for years around now: openssl signs at the time of the machine. */
    private static Issued issue(Exchange exchange, KeyKind kind, Algorithm algorithm) {
        Issued template = exchange.authority.issue("openssl", algorithm, TestAuthority.profile(kind, algorithm));
        return exchange.authority.issue(
                "openssl " + kind.title(),
                template.keys(),
                TestAuthority.NOW.minus(Duration.ofDays(365)),
                TestAuthority.NOW.plus(Duration.ofDays(4 * 365)),
                TestAuthority.profile(kind, algorithm));
    }

    private static OpenedMessage opened(Exchange exchange, byte[] sealed, Partner sender) {
        Opening opening = exchange.open(sealed, arrival(exchange, sender));
        if (opening instanceof Opening.Opened(OpenedMessage message)) {
            return message;
        }
        throw new AssertionError("not opened: " + opening);
    }

    private static Arrival arrival(Exchange exchange, Partner sender) {
        return new Arrival(exchange.receiver.id(), sender, Exchange.ID, Exchange.NOW);
    }

    private static Partner with(Partner partner, Allowances allowances) {
        return new Partner(
                partner.id(),
                partner.name(),
                partner.country(),
                partner.zone(),
                partner.officeHours(),
                partner.languages(),
                partner.contacts(),
                partner.channel(),
                partner.anchors(),
                partner.revocationLists(),
                partner.certificates(),
                allowances,
                partner.state());
    }
}
