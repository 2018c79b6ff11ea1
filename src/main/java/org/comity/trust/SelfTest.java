package org.comity.trust;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.comity.problems.GatewayBug;

/**
 * Known answers that a provider must give, and forgeries that it must refuse, before it may serve. A provider that throws where it
 * should say no is taken as saying no; one that throws where it should say yes fails.
 */
final class SelfTest {
    private static final Properties ANSWERS = load();
    private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ORDER = KeyPolicy.P256.getOrder();

    @FunctionalInterface
    private interface Attempt {
        boolean run() throws GeneralSecurityException;
    }

    private SelfTest() {}

    static boolean ecdsa(Provider provider) {
        BigInteger r = number("ecdsa.r");
        BigInteger s = number("ecdsa.s");
        byte[] right = sequence(integer(r), integer(s));
        return says(() -> ecdsaVerifies(provider, right))
                && forgedSignatures(r, s, right).stream()
                        .noneMatch(forged -> says(() -> ecdsaVerifies(provider, forged)));
    }

    /** THREAT-57: numbers outside 1..n-1, encodings that are not DER, bytes behind the end. */
    private static List<byte[]> forgedSignatures(BigInteger r, BigInteger s, byte[] right) {
        byte[] longFormLength =
                concat(new byte[] {0x30, (byte) 0x81, right[1]}, Arrays.copyOfRange(right, 2, right.length));
        byte[] indefiniteLength =
                concat(concat(new byte[] {0x30, (byte) 0x80}, Arrays.copyOfRange(right, 2, right.length)), new byte[2]);
        byte[] paddedInteger = sequence(concat(new byte[] {2, 34, 0, 0}, fixed(r)), integer(s));
        return List.of(
                sequence(integer(BigInteger.ZERO), integer(BigInteger.ZERO)),
                sequence(integer(BigInteger.ZERO), integer(s)),
                sequence(integer(r), integer(BigInteger.ZERO)),
                sequence(integer(ORDER), integer(s)),
                sequence(integer(r), integer(ORDER)),
                sequence(integer(r.add(ORDER)), integer(s)),
                sequence(integer(r), integer(s.add(ORDER))),
                sequence(integer(r.negate()), integer(s)),
                sequence(integer(s), integer(r)),
                longFormLength,
                indefiniteLength,
                paddedInteger,
                sequence(integer(r), concat(integer(s), new byte[] {5, 0})),
                sequence(integer(r), concat(integer(s), new byte[2])),
                concat(new byte[] {0x31}, Arrays.copyOfRange(right, 1, right.length)),
                concat(right, new byte[1]),
                new byte[0]);
    }

    static boolean ecdh(Provider provider) {
        byte[] z = bytes("ecdh.z");
        ECPoint right = new ECPoint(number("ecdh.x"), number("ecdh.y"));
        ECPoint offTheCurve = new ECPoint(right.getAffineX(), right.getAffineY().add(BigInteger.ONE));
        return says(() -> MessageDigest.isEqual(z, agree(provider, right)))
                && !says(() -> agree(provider, offTheCurve).length > 0);
    }

    static boolean aesGcm(Provider provider) {
        byte[] sealed = bytes("gcm.sealed");
        byte[] plain = bytes("gcm.plain");
        byte[] tagFlipped = sealed.clone();
        tagFlipped[sealed.length - 1] ^= 1;
        byte[] bodyFlipped = sealed.clone();
        bodyFlipped[0] ^= 1;
        byte[] tagCut = Arrays.copyOf(sealed, sealed.length - 4);
        return says(() -> MessageDigest.isEqual(sealed, gcm(provider, Cipher.ENCRYPT_MODE, plain)))
                && says(() -> MessageDigest.isEqual(plain, gcm(provider, Cipher.DECRYPT_MODE, sealed)))
                && List.of(tagFlipped, bodyFlipped, tagCut).stream()
                        .noneMatch(forged -> says(() -> gcm(provider, Cipher.DECRYPT_MODE, forged).length > 0));
    }

    static boolean rsa(Provider provider) {
        byte[] signature = bytes("rsa.pss");
        byte[] flipped = signature.clone();
        flipped[flipped.length - 1] ^= 1;
        byte[] wrapped = bytes("rsa.oaep");
        byte[] wrappedFlipped = wrapped.clone();
        wrappedFlipped[0] ^= 1;
        return says(() -> pssVerifies(provider, signature))
                && !says(() -> pssVerifies(provider, flipped))
                && says(() -> MessageDigest.isEqual(MESSAGE, unwrapOaep(provider, wrapped)))
                && !says(() -> unwrapOaep(provider, wrappedFlipped).length > 0);
    }

    private static boolean says(Attempt attempt) {
        try {
            return attempt.run();
        } catch (GeneralSecurityException | RuntimeException no) {
            return false;
        }
    }

    private static boolean ecdsaVerifies(Provider provider, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSA", provider);
        ECPoint point = new ECPoint(number("ecdsa.x"), number("ecdsa.y"));
        verifier.initVerify(
                KeyFactory.getInstance("EC", provider).generatePublic(new ECPublicKeySpec(point, KeyPolicy.P256)));
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }

    private static byte[] agree(Provider provider, ECPoint point) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC", provider);
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
        agreement.init(keys.generatePrivate(new ECPrivateKeySpec(number("ecdh.d"), KeyPolicy.P256)));
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(point, KeyPolicy.P256)), true);
        return agreement.generateSecret();
    }

    private static byte[] gcm(Provider provider, int mode, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, new SecretKeySpec(bytes("gcm.key"), "AES"), new GCMParameterSpec(128, bytes("gcm.nonce")));
        cipher.updateAAD(bytes("gcm.aad"));
        return cipher.doFinal(input);
    }

    private static boolean pssVerifies(Provider provider, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("RSASSA-PSS", provider);
        verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        PublicKey key = KeyFactory.getInstance("RSA", provider)
                .generatePublic(new RSAPublicKeySpec(number("rsa.modulus"), BigInteger.valueOf(65_537)));
        verifier.initVerify(key);
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }

    private static byte[] unwrapOaep(Provider provider, byte[] wrapped) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("RSA", provider)
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        number("rsa.modulus"),
                        BigInteger.valueOf(65_537),
                        number("rsa.privateExponent"),
                        number("rsa.prime1"),
                        number("rsa.prime2"),
                        number("rsa.exponent1"),
                        number("rsa.exponent2"),
                        number("rsa.coefficient")));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        cipher.init(Cipher.DECRYPT_MODE, key, oaep());
        return cipher.doFinal(wrapped);
    }

    /** RSAES-OAEP with SHA-256, MGF1 with SHA-256, empty label. */
    static OAEPParameterSpec oaep() {
        return new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    }

    private static byte[] integer(BigInteger value) {
        byte[] content = value.toByteArray();
        return concat(new byte[] {2, (byte) content.length}, content);
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        byte[] content = concat(first, second);
        return concat(new byte[] {0x30, (byte) content.length}, content);
    }

    private static byte[] fixed(BigInteger value) {
        byte[] signed = value.toByteArray();
        return signed.length == 32 ? signed : Arrays.copyOfRange(signed, signed.length - 32, signed.length);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static BigInteger number(String name) {
        return new BigInteger(ANSWERS.getProperty(name), 16);
    }

    private static byte[] bytes(String name) {
        return HexFormat.of().parseHex(ANSWERS.getProperty(name));
    }

    private static Properties load() {
        try (InputStream file = SelfTest.class.getResourceAsStream("known-answers.properties")) {
            Properties answers = new Properties();
            answers.load(file);
            return answers;
        } catch (IOException | NullPointerException missing) {
            throw new GatewayBug("the known answers are in the jar", missing);
        }
    }
}
