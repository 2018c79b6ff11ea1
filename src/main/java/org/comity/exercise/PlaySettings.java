package org.comity.exercise;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code comity.play.*}, written by the exercise for the gateways that it starts.
 *
 * @param partnerProfile the other side's profile
 * @param tokens where to leave the API tokens of this side's players
 */
@ConfigurationProperties("comity.play")
record PlaySettings(@Nullable Path partnerProfile, @Nullable Path tokens) {}
