package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {
    private final Provider bouncyCastle = new BouncyCastleProvider();

    @Test
    void bouncyCastlePassesEverySelfTest() {
        assertThat(SelfTest.ecdsa(bouncyCastle)).isTrue();
        assertThat(SelfTest.ecdh(bouncyCastle)).isTrue();
        assertThat(SelfTest.aesGcm(bouncyCastle)).isTrue();
        assertThat(SelfTest.rsa(bouncyCastle)).isTrue();
    }

    @Test
    void correttoPassesEverySelfTestWhereItLoads() {
        assertThat(Arithmetic.corretto()).allSatisfy(corretto -> {
            assertThat(SelfTest.ecdsa(corretto)).isTrue();
            assertThat(SelfTest.ecdh(corretto)).isTrue();
            assertThat(SelfTest.aesGcm(corretto)).isTrue();
            assertThat(SelfTest.rsa(corretto)).isTrue();
        });
    }

    @Test // THREAT-57: a verifier that says yes to everything is found out by the forgeries
    void aProviderThatAcceptsForgedSignaturesFails() {
        assertThat(SelfTest.ecdsa(new Credulous())).isFalse();
        assertThat(Arithmetic.among(List.of(new Credulous())).signatures().getName())
                .isEqualTo("BC");
    }

    @Test
    void theChoiceIsDescribedForTheLog() {
        assertThat(Arithmetic.chosen().describe())
                .startsWith("EC signatures by ")
                .contains("AES-GCM by ");
    }

    @Test
    void aProviderThatCannotDoTheWorkIsPassedOver() {
        Arithmetic fallback = Arithmetic.among(List.of(new Empty()));
        assertThat(fallback.signatures().getName()).isEqualTo("BC");
        assertThat(fallback.agreement().getName()).isEqualTo("BC");
        assertThat(fallback.rsa().getName()).isEqualTo("BC");
        assertThat(fallback.aesGcm().getName()).isEqualTo("SunJCE");
    }

    @ParameterizedTest
    @EnumSource
    void theArithmeticOfAnExchangeIsDoneInBothDirectionsWithEveryKindOfKey(ExerciseKeys theirs) {
        ExchangeArithmetic arithmetic = ExchangeArithmetic.of(ExerciseKeys.RSA3072, theirs, new byte[1024]);
        assertThatCode(arithmetic::once).doesNotThrowAnyException();
        assertThatCode(arithmetic::once).doesNotThrowAnyException();
    }

    @Test
    void whatAnyProviderWrapsForAnRsaKeyEveryOtherUnwraps() throws GeneralSecurityException {
        KeyPair pair = TestAuthority.sharedRsa(3072);
        List<Provider> providers =
                Stream.concat(Arithmetic.corretto(), Stream.of(bouncyCastle)).toList();
        byte[] key = "of thirty-two bytes, as they are".getBytes(StandardCharsets.US_ASCII);
        for (Provider sender : providers) {
            byte[] wrapped = oaep(sender, Cipher.ENCRYPT_MODE, pair.getPublic(), key);
            for (Provider receiver : providers) {
                assertThat(oaep(receiver, Cipher.DECRYPT_MODE, pair.getPrivate(), wrapped))
                        .isEqualTo(key);
            }
        }
    }

    private static byte[] oaep(Provider provider, int mode, Key key, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        cipher.init(mode, key, SelfTest.oaep());
        return cipher.doFinal(bytes);
    }

    /** Has nothing. */
    private static final class Empty extends Provider {
        private Empty() {
            super("Empty", "1", "does nothing");
        }
    }

    /** Takes every signature for good. */
    private static final class Credulous extends Provider {
        private Credulous() {
            super("Credulous", "1", "believes everything");
            put("Signature.SHA256withECDSA", Believer.class.getName());
            put("KeyFactory.EC", "org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi$EC");
        }
    }

    public static final class Believer extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte one) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
