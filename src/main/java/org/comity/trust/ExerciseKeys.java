package org.comity.trust;

import java.security.KeyPair;

/** What one side of an exercise signs and encrypts with: all that our own keys may be, and what only a partner may have whom we excuse. */
public enum ExerciseKeys {
    P256,
    P384,
    RSA3072,

    /** Needs the allowance {@link org.comity.partners.Allowances#rsa2048}. */
    RSA2048;

    KeyPair generate() {
        return switch (this) {
            case P256 -> KeyAlgorithm.P256.generate();
            case P384 -> KeyAlgorithm.P384.generate();
            case RSA3072 -> KeyAlgorithm.RSA3072.generate();
            case RSA2048 -> KeyAlgorithm.rsa(2048);
        };
    }
}
