package org.comity.exercise;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code comity.play.*}, written by the exercise for the gateways that it starts.
 *
 * @param partnerProfiles of the agencies of the other side
 * @param tokens where to leave the API tokens of this side's players
 */
@ConfigurationProperties("comity.play")
record PlaySettings(
        @DefaultValue List<Path> partnerProfiles, @Nullable Path tokens) {

    PlaySettings {
        partnerProfiles = List.copyOf(partnerProfiles);
    }
}
