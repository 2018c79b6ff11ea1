package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.comity.problems.GatewayBug;

/**
 * Takes the padding of PKCS#1 v1.5 off a content key of known length without telling whether it was right: a wrong one yields a
 * pseudo-random key instead, derived from the ciphertext and a secret of this process. No branch and no index depends on the
 * padding. After the "Implicit rejection" of draft-irtf-cfrg-rsa-guidance, simplified by the length being known.
 */
final class ImplicitRejection {
    private static final byte[] SECRET = secret();

    private ImplicitRejection() {}

    /** @param block the whole decrypted block, as long as the modulus (a provider that drops leading zeros is made up for) */
    static byte[] unpad(byte[] block, byte[] wrapped, int keyLength) {
        byte[] padded = new byte[wrapped.length];
        int missing = Math.max(0, padded.length - block.length);
        System.arraycopy(block, block.length - (padded.length - missing), padded, missing, padded.length - missing);

        int separator = padded.length - keyLength - 1;
        int wrong = padded[0] | (padded[1] ^ 2) | padded[separator];
        for (int i = 2; i < separator; i++) {
            wrong |= isZero(padded[i]);
        }
        byte[] substitute = substitute(wrapped, keyLength);
        int keep = -isZero(fold(wrong)); // all ones if nothing was wrong, else zero
        byte[] key = new byte[keyLength];
        for (int i = 0; i < keyLength; i++) {
            key[i] = (byte) ((padded[separator + 1 + i] & keep) | (substitute[i] & ~keep));
        }
        return key;
    }

    /** 1 for zero, 0 for any other byte, without a branch. */
    private static int isZero(int value) {
        return ((value & 0xff) - 1) >>> 31;
    }

    private static int fold(int value) {
        return (value | value >>> 8 | value >>> 16 | value >>> 24) & 0xff;
    }

    private static byte[] substitute(byte[] wrapped, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(wrapped), length);
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("every JDK has HmacSHA256", impossible);
        }
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
