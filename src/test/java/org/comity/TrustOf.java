package org.comity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.comity.trust.TrustSettings;

/** As a gateway has them that sets nothing but its password and its data directory. */
final class TrustOf {
    private TrustOf() {}

    static TrustSettings password(String password, Path data) {
        return new TrustSettings(
                data.resolve("keys"),
                null,
                Optional.of(password),
                data.resolve("crl"),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofDays(30),
                true);
    }
}
