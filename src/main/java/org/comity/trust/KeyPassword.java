package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the password of the key files comes from: a file, else the environment. There is no default (THREAT-112). */
final class KeyPassword {
    private KeyPassword() {}

    static char[] of(TrustSettings settings) {
        String password = Optional.ofNullable(settings.passwordFile())
                .map(KeyPassword::firstLine)
                .or(settings::password)
                .orElseThrow(() -> new IllegalStateException(
                        "the key files need a password: set comity.trust.password-file, or COMITY_TRUST_PASSWORD"));
        if (password.isBlank()) {
            throw new IllegalStateException("the password of the key files is empty");
        }
        return password.toCharArray();
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("password file " + file + " cannot be read", unreadable);
        }
    }
}
