package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.comity.trust.TestAuthority.NOW;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.comity.partners.AgencyId;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    private static final AgencyId TOKYO = new AgencyId("jp-example");

    @TempDir
    private Path directory;

    private final TestAuthority authority = TestAuthority.create();

    @Test // UC-09, THREAT-112
    void initMakesFourKeysThatOnlyTheirOwnerCanRead() throws IOException {
        assertThat(files("secret").init(TOKYO, KeyAlgorithm.P256, List.of("localhost")))
                .hasSize(4);
        assertThat(files("secret").init(TOKYO, KeyAlgorithm.P256, List.of("localhost")))
                .isEmpty();
        for (String name : List.of("signing", "encryption", "tls", "journal")) {
            Path file = directory.resolve("jp-example/" + name + ".p12");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("jp-example"))))
                .isEqualTo("rwx------");
        OwnKeys keys = keys(NOW);
        assertThat(keys.agencies()).containsExactly(TOKYO);
        byte[] signature = keys.signing(TOKYO).sign(new byte[1]);
        assertThat(keys.signing(TOKYO)
                        .scheme()
                        .verify(keys.signing(TOKYO).certificate().getPublicKey(), new byte[1], signature))
                .isTrue();
        assertThat(keys.decryption(TOKYO)).hasSize(1);
    }

    @Test // THREAT-112
    void aWrongPasswordOpensNothing() {
        files("secret").init(TOKYO, KeyAlgorithm.P256, List.of());
        assertThatThrownBy(() -> new OwnKeys(settings("guess"), TestAuthority.CLOCK))
                .hasMessageContaining("signing.p12")
                .hasMessageNotContaining("guess");
    }

    @Test // THREAT-112: there is no default password
    void withoutAPasswordNothingIsMade() {
        TrustSettings none = new TrustSettings(
                directory, null, Optional.empty(), directory, hours(1), hours(24), Duration.ofDays(30), true);
        KeyFiles files = new KeyFiles(none, TestAuthority.CLOCK);
        assertThatThrownBy(() -> files.init(TOKYO, KeyAlgorithm.P256, List.of()))
                .hasMessageContaining("comity.trust.password-file");
    }

    @Test // UC-09, THREAT-64
    void aNewDecryptionKeyTakesOverWhileTheOldOneStillOpens() throws Exception {
        KeyFiles files = files("secret");
        files.init(TOKYO, KeyAlgorithm.P256, List.of());
        X509Certificate old = keys(NOW).decryption(TOKYO).getFirst().certificate();
        X509Certificate issued =
                certify(files.request(TOKYO, KeyKind.DECRYPTION, KeyAlgorithm.P256, "CN=Tokyo", List.of()));

        assertThat(files.take(TOKYO, KeyKind.DECRYPTION, List.of(issued), NOW)).isInstanceOf(Checked.Passed.class);

        List<DecryptionKey> held = keys(NOW).decryption(TOKYO);
        assertThat(held).extracting(DecryptionKey::certificate).containsExactly(issued, old);
        assertThat(held.getFirst().retires()).isEmpty();
        assertThat(held.getLast().retires()).contains(NOW.plus(Duration.ofDays(30)));
    }

    @Test // UC-09
    void aSigningKeyTakesOverOnlyWhenItsTimeComes() throws Exception {
        KeyFiles files = files("secret");
        files.init(TOKYO, KeyAlgorithm.P256, List.of());
        X509Certificate old = keys(NOW).signing(TOKYO).certificate();
        X509Certificate issued =
                certify(files.request(TOKYO, KeyKind.SIGNING, KeyAlgorithm.P256, "CN=Tokyo", List.of()));
        assertThat(files.take(TOKYO, KeyKind.SIGNING, List.of(issued), NOW.plus(hours(48)))
                        .problems())
                .isEmpty();

        assertThat(keys(NOW).signing(TOKYO).certificate()).isEqualTo(old);
        assertThat(keys(NOW.plus(hours(49))).signing(TOKYO).certificate()).isEqualTo(issued);
    }

    @Test // UC-09
    void aCertificateForAnotherKeyIsRefused() {
        KeyFiles files = files("secret");
        String request = files.request(TOKYO, KeyKind.SIGNING, KeyAlgorithm.P256, "CN=Tokyo", List.of());
        assertThat(request).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        var foreign = authority.issue("other", KeyKind.SIGNING).certificate();
        assertThat(files.take(TOKYO, KeyKind.SIGNING, List.of(foreign), NOW).problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.CERTIFICATE_FOREIGN);
    }

    @Test // THREAT-70
    void anUnfitCertificateNeverGetsIntoUse() throws Exception {
        KeyFiles files = files("secret");
        var request = parse(files.request(TOKYO, KeyKind.SIGNING, KeyAlgorithm.P256, "CN=Tokyo", List.of()));
        var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
        var unfit = authority.issue(
                "CN=Tokyo",
                new KeyPair(key, null),
                NOW,
                NOW.plus(hours(9)),
                TestAuthority.profile(KeyKind.DECRYPTION, Algorithm.P256));
        assertThat(files.take(TOKYO, KeyKind.SIGNING, List.of(unfit.certificate()), NOW)
                        .problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.WRONG_USE);
    }

    @Test
    void theExerciseEquipsAnAgencyOnce() {
        ExerciseAuthority exercise =
                ExerciseAuthority.open(directory.resolve("ca"), settings("secret"), TestAuthority.CLOCK);
        exercise.equip(TOKYO, settings("secret"), List.of("localhost", "127.0.0.1"));
        var first = keys(NOW).signing(TOKYO).certificate();
        exercise.equip(TOKYO, settings("secret"), List.of("localhost"));
        assertThat(keys(NOW).signing(TOKYO).certificate()).isEqualTo(first);
        assertThat(ExerciseAuthority.isExercise(first)).isTrue();
        assertThat(ExerciseAuthority.isExercise(authority.certificate())).isFalse();
    }

    /** As an authority would: checks the proof of possession, then issues what the request asks for. */
    private X509Certificate certify(String pem) throws Exception {
        PKCS10CertificationRequest request = parse(pem);
        var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
        assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)))
                .isTrue();
        assertThat(request.getSubject()).isEqualTo(new X500Name("CN=Tokyo"));
        return authority
                .issue("Tokyo", new KeyPair(key, null), NOW.minus(hours(1)), NOW.plus(hours(99)), builder -> {
                    var extensions = request.getRequestedExtensions();
                    for (var id : extensions.getExtensionOIDs()) {
                        builder.addExtension(extensions.getExtension(id));
                    }
                })
                .certificate();
    }

    private static PKCS10CertificationRequest parse(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return (PKCS10CertificationRequest) parser.readObject();
        }
    }

    private KeyFiles files(String password) {
        return new KeyFiles(settings(password), TestAuthority.CLOCK);
    }

    private OwnKeys keys(Instant now) {
        return new OwnKeys(settings("secret"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private TrustSettings settings(String password) {
        return new TrustSettings(
                directory, null, Optional.of(password), directory, hours(1), hours(24), Duration.ofDays(30), true);
    }

    private static Duration hours(int count) {
        return Duration.ofHours(count);
    }
}
