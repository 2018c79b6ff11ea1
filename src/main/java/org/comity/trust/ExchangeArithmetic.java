package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.Key;
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
 * key sent, the content digested, locked and unlocked. Every second exchange is the acknowledgement of the one before. A measure for
 * benches: what an exchange costs beyond this is ours.
 */
public final class ExchangeArithmetic {
    private static final byte[] NONCE = new byte[12]; // with a key that locks nothing real
    private static final byte[] ATTRIBUTES = new byte[400]; // about as many as a signature covers
    private static final int ACKNOWLEDGEMENT = 2048; // bytes, with its headers
    private static final int TAG_BITS = 128;

    private final Arithmetic providers = Arithmetic.chosen();
    private Side sender;
    private Side receiver;

    private ExchangeArithmetic(Side sender, Side receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Side(ExerciseKeys kind, KeyPair signing, KeyPair encryption, byte[] content) {
        static Side with(ExerciseKeys kind, byte[] content) {
            return new Side(kind, kind.generate(), kind.generate(), content);
        }
    }

    /** @param content as many bytes as a message of ours has; not kept elsewhere */
    public static ExchangeArithmetic of(ExerciseKeys ours, ExerciseKeys theirs, byte[] content) {
        return new ExchangeArithmetic(Side.with(ours, content), Side.with(theirs, new byte[ACKNOWLEDGEMENT]));
    }

    /** One exchange's worth, on the calling thread; the next one goes the other way. */
    public void once() throws GeneralSecurityException {
        MessageDigest.getInstance("SHA-256").digest(sender.content); // of who sends
        byte[] message = sign(sender);
        sendKey();
        byte[] locked = gcm(Cipher.ENCRYPT_MODE, sender.content);
        byte[] opened = gcm(Cipher.DECRYPT_MODE, locked);
        MessageDigest.getInstance("SHA-256").digest(opened); // of who receives
        byte[] receipt = sign(receiver);
        if (!verifies(sender, message) || !verifies(receiver, receipt)) {
            throw new GatewayBug("what was just signed verifies");
        }
        Side next = receiver;
        receiver = sender;
        sender = next;
    }

    private byte[] sign(Side side) throws GeneralSecurityException {
        var signature = scheme(side).signature(providers);
        signature.initSign(side.signing.getPrivate());
        signature.update(ATTRIBUTES);
        return signature.sign();
    }

    private static boolean verifies(Side side, byte[] signature) {
        return scheme(side).verify(side.signing.getPublic(), ATTRIBUTES, signature);
    }

    private static SignatureScheme scheme(Side side) {
        return SignatureScheme.of(side.signing.getPublic());
    }

    private void sendKey() throws GeneralSecurityException {
        KeyPair encryption = receiver.encryption;
        if (encryption.getPublic() instanceof ECPublicKey theirs) {
            KeyPair ephemeral = receiver.kind.generate();
            agree(ephemeral, theirs);
            agree(encryption, ephemeral.getPublic());
        } else {
            byte[] wrapped = oaep(Cipher.ENCRYPT_MODE, encryption.getPublic(), new byte[32]);
            oaep(Cipher.DECRYPT_MODE, encryption.getPrivate(), wrapped);
        }
    }

    private void agree(KeyPair own, PublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", providers.agreement());
        agreement.init(own.getPrivate());
        agreement.doPhase(theirs, true);
        agreement.generateSecret();
    }

    private byte[] oaep(int mode, Key key, byte[] bytes) throws GeneralSecurityException {
        Provider rsa = providers.rsa();
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", rsa);
        cipher.init(mode, key, SelfTest.oaep());
        return cipher.doFinal(bytes);
    }

    private byte[] gcm(int mode, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", providers.aesGcm());
        cipher.init(mode, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
        return cipher.doFinal(bytes);
    }
}
