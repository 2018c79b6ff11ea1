package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.comity.problems.GatewayBug;

/** Key pairs that we make. */
public enum KeyAlgorithm {
    P256,
    P384,
    RSA3072;

    KeyPair generate() {
        return switch (this) {
            case P256 -> ec("secp256r1");
            case P384 -> ec("secp384r1");
            case RSA3072 -> rsa(3072);
        };
    }

    /** Of any length; what ours must be is for the caller to know. */
    static KeyPair rsa(int bits) {
        try {
            var generator =
                    KeyPairGenerator.getInstance("RSA", Arithmetic.chosen().rsa());
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("the chosen provider makes RSA keys of " + bits + " bits", impossible);
        }
    }

    private static KeyPair ec(String curve) {
        try {
            var generator =
                    KeyPairGenerator.getInstance("EC", Arithmetic.chosen().agreement());
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("the chosen provider makes keys on " + curve, impossible);
        }
    }
}
