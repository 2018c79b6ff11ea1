package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.comity.problems.GatewayBug;

/**
 * The arithmetic that one exchange cannot do without, at both sides, and nothing around it: message and receipt signed and verified, one
 * key sent, the content digested, locked and unlocked. A measure for benches: what an exchange costs beyond this is ours.
 */
public final class ExchangeArithmetic {
    private static final byte[] NONCE = new byte[12]; // with a key that locks nothing real
    private static final byte[] ATTRIBUTES = new byte[400]; // about as many as a signature covers
    private static final int TAG_BITS = 128;

    private final Arithmetic providers = Arithmetic.chosen();
    private final KeyAlgorithm algorithm;
    private final KeyPair signing;
    private final KeyPair encryption;
    private final SignatureScheme scheme;
    private final byte[] content;

    private ExchangeArithmetic(KeyAlgorithm algorithm, byte[] content) {
        this.algorithm = algorithm;
        this.signing = algorithm.generate();
        this.encryption = algorithm.generate();
        this.scheme = SignatureScheme.of(signing.getPublic());
        this.content = content;
    }

    /** @param content as many bytes as a message has; not kept elsewhere */
    public static ExchangeArithmetic of(KeyAlgorithm algorithm, byte[] content) {
        return new ExchangeArithmetic(algorithm, content);
    }

    /** One exchange's worth, on the calling thread. */
    public void once() throws GeneralSecurityException {
        MessageDigest.getInstance("SHA-256").digest(content); // of who sends
        byte[] message = sign();
        sendKey();
        byte[] locked = gcm(Cipher.ENCRYPT_MODE, content);
        byte[] opened = gcm(Cipher.DECRYPT_MODE, locked);
        MessageDigest.getInstance("SHA-256").digest(opened); // of who receives
        byte[] receipt = sign();
        if (!scheme.verify(signing.getPublic(), ATTRIBUTES, message)
                || !scheme.verify(signing.getPublic(), ATTRIBUTES, receipt)) {
            throw new GatewayBug("what was just signed verifies");
        }
    }

    private byte[] sign() throws GeneralSecurityException {
        var signature = scheme.signature(providers);
        signature.initSign(signing.getPrivate());
        signature.update(ATTRIBUTES);
        return signature.sign();
    }

    private void sendKey() throws GeneralSecurityException {
        if (encryption.getPublic() instanceof ECPublicKey theirs) {
            KeyPair ephemeral = algorithm.generate();
            agree(ephemeral, theirs);
            agree(encryption, ephemeral.getPublic());
        } else {
            byte[] wrapped = oaep(Cipher.ENCRYPT_MODE, new byte[32]);
            oaep(Cipher.DECRYPT_MODE, wrapped);
        }
    }

    private void agree(KeyPair own, PublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", providers.agreement());
        agreement.init(own.getPrivate());
        agreement.doPhase(theirs, true);
        agreement.generateSecret();
    }

    private byte[] oaep(int mode, byte[] bytes) throws GeneralSecurityException {
        Provider rsa = providers.rsa();
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", rsa);
        cipher.init(
                mode, mode == Cipher.ENCRYPT_MODE ? encryption.getPublic() : encryption.getPrivate(), SelfTest.oaep());
        return cipher.doFinal(bytes);
    }

    private byte[] gcm(int mode, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", providers.aesGcm());
        cipher.init(mode, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
        return cipher.doFinal(bytes);
    }
}
