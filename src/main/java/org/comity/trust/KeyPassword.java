package org.comity.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the password of the key files comes from: a file, else the environment. There is no default (THREAT-112). */
final class KeyPassword {
    private KeyPassword() {}

    /** @throws KeysUnusable if there is none */
    static char[] of(TrustSettings settings) {
        String password = Optional.ofNullable(settings.passwordFile())
                .map(KeyPassword::firstLine)
                .or(settings::password)
                .orElseThrow(() -> new KeysUnusable(List.of(
                        "the key files need a password: set comity.trust.password-file, or COMITY_TRUST_PASSWORD")));
        if (password.isBlank()) {
            throw new KeysUnusable(List.of("the password of the key files is empty: the first line of "
                    + source(settings) + " is the password"));
        }
        return password.toCharArray();
    }

    /** Where an operator looks if it is wrong. */
    static String source(TrustSettings settings) {
        return Optional.ofNullable(settings.passwordFile())
                .map(file -> file + " (comity.trust.password-file)")
                .orElse("COMITY_TRUST_PASSWORD");
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new KeysUnusable(
                    "the password file " + file + " " + Unreadable.why(unreadable)
                            + ": put it back, or set comity.trust.password-file",
                    unreadable);
        }
    }
}
