package org.comity.trust;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code comity.trust.*}.
 *
 * @param keys directory with one directory per own agency, which holds {@code signing.p12}, {@code encryption.p12} and so on
 * @param passwordFile file whose first line is the password of the key files; production uses this
 * @param password the password itself, for {@code COMITY_TRUST_PASSWORD} in the environment
 * @param revocationLists directory where the last fetched revocation lists are kept over a restart
 * @param revocationInterval how often revocation lists are fetched
 * @param revocationGrace how long after its next-update a list still counts, so that an authority's bad day does not stop ours
 * @param dualControl whether who imports a partner's profile cannot be the one who activates it (THREAT-74)
 * @param keyOverlap how long a replaced decryption key still opens messages, and a partner's replaced certificate is accepted
 */
@ConfigurationProperties("comity.trust")
public record TrustSettings(
        @DefaultValue("data/keys") Path keys,
        @Nullable Path passwordFile,
        @DefaultValue Optional<String> password,
        @DefaultValue("data/crl") Path revocationLists,
        @DefaultValue("1h") Duration revocationInterval,
        @DefaultValue("24h") Duration revocationGrace,
        @DefaultValue("30d") Duration keyOverlap,
        @DefaultValue("true") boolean dualControl) {

    public TrustSettings {
        if (revocationInterval.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("comity.trust.revocation-interval is at least 10s");
        }
        if (revocationGrace.isNegative() || revocationGrace.compareTo(Duration.ofDays(14)) > 0) {
            throw new IllegalArgumentException("comity.trust.revocation-grace is between 0 and 14d");
        }
        if (keyOverlap.isNegative()) {
            throw new IllegalArgumentException("comity.trust.key-overlap must not be negative");
        }
    }

    @Override
    public String toString() {
        return "TrustSettings[keys=" + keys + "]";
    }
}
