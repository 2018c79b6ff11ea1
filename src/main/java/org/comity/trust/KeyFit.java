package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.KeyAgreement;

/** Whether a private and a public key are a pair, found without signing: a decryption key never signs, not even to prove itself. */
final class KeyFit {
    private KeyFit() {}

    static boolean fits(PrivateKey own, PublicKey claimed) {
        return switch (claimed) {
            case ECPublicKey ec -> own.getAlgorithm().equals("EC") && agreesAlike(own, ec);
            case RSAPublicKey rsa ->
                own instanceof RSAPrivateKey key && key.getModulus().equals(rsa.getModulus());
            default -> false;
        };
    }

    /** With a fresh pair (e, E): own * E equals e * claimed only if claimed = own * G. */
    private static boolean agreesAlike(PrivateKey own, ECPublicKey claimed) {
        try {
            var generator =
                    KeyPairGenerator.getInstance("EC", Arithmetic.chosen().agreement());
            generator.initialize(claimed.getParams());
            KeyPair fresh = generator.generateKeyPair();
            return MessageDigest.isEqual(agree(own, fresh.getPublic()), agree(fresh.getPrivate(), claimed));
        } catch (GeneralSecurityException noPair) {
            return false;
        }
    }

    private static byte[] agree(PrivateKey own, PublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement =
                KeyAgreement.getInstance("ECDH", Arithmetic.chosen().agreement());
        agreement.init(own);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }
}
