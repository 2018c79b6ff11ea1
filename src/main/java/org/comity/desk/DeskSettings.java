package org.comity.desk;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the desk, {@code comity.desk.*}.
 *
 * @param sessionTimeout a session ends after this much silence
 * @param refresh how often a list that stays open asks for news
 * @param zone of the times on pages; absent: that of our first agency. The interface always speaks UTC
 * @param examplePasswords whether passwords of the exercise may be used; only the exercise sets it
 */
@ConfigurationProperties("comity.desk")
public record DeskSettings(
        @DefaultValue("30m") Duration sessionTimeout,
        @DefaultValue("10s") Duration refresh,
        @Nullable ZoneId zone,
        @DefaultValue("false") boolean examplePasswords) {

    public DeskSettings {
        if (sessionTimeout.compareTo(Duration.ofMinutes(1)) < 0 || sessionTimeout.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("comity.desk.session-timeout is 1 minute to 12 hours");
        }
        if (refresh.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("comity.desk.refresh is at least 1 second");
        }
    }
}
