package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.comity.trust.TestAuthority.NOW;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.GatewayBug;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static final byte[] DOCUMENT = "a preservation request".getBytes(StandardCharsets.UTF_8);

    private final TestAuthority authority = TestAuthority.create();

    @Test
    void signaturesOfEverySchemeVerifyAndAChangedBitDoesNot() {
        for (Algorithm algorithm : List.of(Algorithm.P256, Algorithm.P384, Algorithm.RSA_3072)) {
            SigningKey key = signing(algorithm);
            byte[] signature = key.sign(DOCUMENT);
            var publicKey = key.certificate().getPublicKey();
            assertThat(key.scheme().verify(publicKey, DOCUMENT, signature)).isTrue();
            byte[] changed = DOCUMENT.clone();
            changed[0] ^= 1;
            assertThat(key.scheme().verify(publicKey, changed, signature)).isFalse();
            assertThat(key.scheme().verify(publicKey, DOCUMENT, new byte[0])).isFalse();
        }
    }

    @Test // THREAT-57
    void verifyingWithAnUnfitKeyIsFalseAndNotAnException() {
        SigningKey small = signing(Algorithm.P256);
        byte[] signature = small.sign(DOCUMENT);
        assertThat(SignatureScheme.ECDSA_P384_SHA384.verify(small.certificate().getPublicKey(), DOCUMENT, signature))
                .isFalse();
        assertThat(SignatureScheme.RSA_PSS_SHA256.verify(small.certificate().getPublicKey(), DOCUMENT, signature))
                .isFalse();
    }

    @Test
    void agreesOnTheSameSecretAsTheSender() throws GeneralSecurityException {
        DecryptionKey key = decryption(CertificateUse.ENCRYPTION);
        KeyPair ephemeral = TestAuthority.ec("secp256r1");
        KeyAgreement sender = KeyAgreement.getInstance("ECDH");
        sender.init(ephemeral.getPrivate());
        sender.doPhase(key.certificate().getPublicKey(), true);
        assertThat(key.agree(ephemeral.getPublic())).isEqualTo(sender.generateSecret());
    }

    @Test // THREAT-42
    void refusesAPointThatIsNotOnItsOwnCurve() throws GeneralSecurityException {
        DecryptionKey key = decryption(CertificateUse.ENCRYPTION);
        ECPublicKey right = (ECPublicKey) TestAuthority.ec("secp256r1").getPublic();
        ECPoint off =
                new ECPoint(right.getW().getAffineX(), right.getW().getAffineY().flipBit(0));
        ECPublicKey invalid =
                (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(off, right.getParams()));
        assertThatThrownBy(() -> key.agree(invalid)).isInstanceOf(GeneralSecurityException.class);
        var otherCurve = TestAuthority.ec("secp384r1").getPublic();
        assertThatThrownBy(() -> key.agree(otherCurve)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test // THREAT-41
    void unwrapsOaepAndRefusesAChangedOne() throws GeneralSecurityException {
        KeyPair pair = TestAuthority.sharedRsa(3072);
        DecryptionKey key = rsaKey(pair, CertificateUse.ENCRYPTION);
        Cipher sender = Cipher.getInstance("RSA/ECB/OAEPPadding");
        sender.init(Cipher.ENCRYPT_MODE, pair.getPublic(), SelfTest.oaep());
        byte[] wrapped = sender.doFinal(new byte[32]);
        assertThat(key.unwrapOaepSha256(wrapped)).isEqualTo(new byte[32]);
        wrapped[9] ^= 1;
        assertThatThrownBy(() -> key.unwrapOaepSha256(wrapped)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test // THREAT-40: a wrong padding looks like a key, always the same one
    void aWrongPaddingOfPkcs1YieldsAPseudoRandomKey() throws GeneralSecurityException {
        KeyPair pair = TestAuthority.sharedRsa(3072);
        DecryptionKey key = rsaKey(pair, CertificateUse.LEGACY_ENCRYPTION);
        Cipher sender = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        sender.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        byte[] content = new byte[32];
        Arrays.fill(content, (byte) 7);
        byte[] wrapped = sender.doFinal(content);
        assertThat(key.unwrapPkcs1(wrapped, 32)).isEqualTo(content);

        byte[] otherLength = key.unwrapPkcs1(wrapped, 16);
        assertThat(otherLength).hasSize(16).isNotEqualTo(Arrays.copyOf(content, 16));
        wrapped[wrapped.length - 1] ^= 1;
        byte[] substitute = key.unwrapPkcs1(wrapped, 32);
        assertThat(substitute).hasSize(32).isNotEqualTo(content).isEqualTo(key.unwrapPkcs1(wrapped, 32));
    }

    @Test // THREAT-40
    void everyDeviationOfThePaddingIsRejectedImplicitly() {
        byte[] wrapped = new byte[256];
        byte[] right = new byte[256];
        Arrays.fill(right, (byte) 1);
        right[0] = 0;
        right[1] = 2;
        right[256 - 17] = 0;
        assertThat(ImplicitRejection.unpad(right, wrapped, 16)).containsOnly(1);
        for (int position : List.of(0, 1, 256 - 17)) {
            byte[] wrong = right.clone();
            wrong[position] = 3;
            assertThat(ImplicitRejection.unpad(wrong, wrapped, 16))
                    .isNotEqualTo(ImplicitRejection.unpad(right, wrapped, 16));
        }
        byte[] early = right.clone();
        early[100] = 0;
        assertThat(ImplicitRejection.unpad(early, wrapped, 16))
                .isNotEqualTo(ImplicitRejection.unpad(right, wrapped, 16));
    }

    @Test // THREAT-33, THREAT-40
    void onlyALegacyKeyIsAskedForPkcs1() {
        DecryptionKey key = rsaKey(TestAuthority.sharedRsa(3072), CertificateUse.ENCRYPTION);
        assertThatThrownBy(() -> key.unwrapPkcs1(new byte[384], 32)).isInstanceOf(GatewayBug.class);
    }

    @Test // THREAT-64
    void aReplacedKeyRetiresWhenItsPeriodEnds() {
        var retiring = new DecryptionKey(
                TestAuthority.ec("secp256r1").getPrivate(),
                authority.certificate(),
                CertificateUse.ENCRYPTION,
                Optional.of(NOW));
        assertThat(retiring.isRetiredAt(NOW.minusSeconds(1))).isFalse();
        assertThat(retiring.isRetiredAt(NOW)).isTrue();
    }

    @Test // THREAT-112
    void capabilitiesShowKindAndFingerprintAndLetNoKeyOut() {
        SigningKey signing = signing(Algorithm.P256);
        DecryptionKey decryption = decryption(CertificateUse.ENCRYPTION);
        assertThat(signing).hasToString("SigningKey[" + Certificates.fingerprint(signing.certificate()) + "]");
        assertThat(decryption)
                .hasToString("DecryptionKey[ENCRYPTION, " + Certificates.fingerprint(decryption.certificate()) + "]");
        for (Class<?> capability : List.of(SigningKey.class, DecryptionKey.class, OwnKeys.class, KeyFiles.class)) {
            assertThat(Arrays.stream(capability.getDeclaredMethods())
                            .filter(method -> Modifier.isPublic(method.getModifiers())))
                    .noneMatch(method -> Key.class.isAssignableFrom(method.getReturnType())
                            || method.getReturnType() == KeyPair.class
                            || method.getReturnType() == KeyEntry.class);
            assertThat(Arrays.stream(capability.getDeclaredFields())
                            .filter(field -> !Modifier.isStatic(field.getModifiers())))
                    .allMatch(field -> Modifier.isPrivate(field.getModifiers()));
        }
    }

    private SigningKey signing(Algorithm algorithm) {
        var member = authority.member("jp-example", algorithm, Allowances.NONE);
        return member.keys().signing(member.id());
    }

    private DecryptionKey decryption(CertificateUse use) {
        var member = authority.member("jp-example");
        return member.keys().decryption(member.id()).stream()
                .filter(key -> key.use() == use)
                .findFirst()
                .orElseThrow();
    }

    private DecryptionKey rsaKey(KeyPair pair, CertificateUse use) {
        var issued = authority.issue(
                "rsa",
                pair,
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(1)),
                TestAuthority.profile(KeyKind.DECRYPTION, Algorithm.RSA_3072));
        return new DecryptionKey(pair.getPrivate(), issued.certificate(), use, Optional.empty());
    }
}
