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
        try {
            return switch (this) {
                case P256 -> ec("secp256r1");
                case P384 -> ec("secp384r1");
                case RSA3072 -> {
                    var generator = KeyPairGenerator.getInstance(
                            "RSA", Arithmetic.chosen().rsa());
                    generator.initialize(3072);
                    yield generator.generateKeyPair();
                }
            };
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("the chosen providers make " + name() + " keys", impossible);
        }
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", Arithmetic.chosen().agreement());
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
