package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrustSettingsTest {

    @Test // Spring binds null for an Optional that has neither a value nor a declared default
    void whatIsNotSetIsAbsentAndBreaksNothing() {
        TrustSettings settings = bind(Map.of(), "comity.trust", TrustSettings.class);
        assertThat(settings.passwordFile()).isNull();
        assertThat(settings.password()).isEmpty();
        assertThat(settings.keys()).isEqualTo(Path.of("data/keys"));
        assertThat(settings.keyOverlap()).isEqualTo(Duration.ofDays(30));

        OwnProfile profile = bind(Map.of(), "comity.profile", OwnProfile.class);
        assertThat(profile.url()).isEmpty();
        assertThat(profile.asynchronousReceiptTo()).isEmpty();
        assertThat(profile.contacts()).isEmpty();
    }

    @Test // THREAT-112
    void thePasswordIsNotInTheText() {
        TrustSettings settings =
                bind(Map.of("comity.trust.password", "canary-4711"), "comity.trust", TrustSettings.class);
        assertThat(settings.password()).contains("canary-4711");
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test // THREAT-68: a grace without end would be no revocation at all
    void anEndlessGraceIsRefused() {
        assertThatThrownBy(
                        () -> bind(Map.of("comity.trust.revocation-grace", "90d"), "comity.trust", TrustSettings.class))
                .hasRootCauseMessage("comity.trust.revocation-grace is between 0 and 14d");
    }

    private static <T> T bind(Map<String, String> settings, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
