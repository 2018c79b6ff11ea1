package org.comity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private final TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());

    @Test
    void isValidUntilItExpires() {
        ApiToken token = issued(Duration.ofDays(30));

        assertThat(token.isValidAt(NOW)).isTrue();
        assertThat(token.isValidAt(NOW.plus(Duration.ofDays(30)).minusMillis(1)))
                .isTrue();
        assertThat(token.isValidAt(NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    void isInvalidFromTheMomentItIsRevokedAndStaysRevokedAtTheFirstTime() {
        ApiToken revoked = issued(Duration.ofDays(30)).revoke(NOW.plusSeconds(5));

        assertThat(revoked.isValidAt(NOW.plusSeconds(6))).isFalse();
        assertThat(revoked.revoke(NOW.plusSeconds(60)).revoked()).contains(NOW.plusSeconds(5));
    }

    @Test
    void livesAYearAtMost() {
        assertThatThrownBy(() -> issued(Duration.ofDays(367))).hasMessageContaining("366 days");
        assertThatThrownBy(() -> issued(Duration.ZERO)).hasMessageContaining("366 days");
    }

    @Test
    void keepsTheHashAndNotTheSecret() {
        assertThat(issued(Duration.ofDays(1)).toString()
                        + issued(Duration.ofDays(1)).sha256())
                .doesNotContain(secret.reveal());
    }

    private ApiToken issued(Duration life) {
        return ApiToken.issue(UUID.randomUUID(), "sato", secret, "case system", NOW, life);
    }
}
