package org.comity.delivery.traces;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether it is told step by step how long each message takes (UC-27/4).
 *
 * @param otlp where spans are posted by OTLP over HTTP, such as `http://127.0.0.1:4318/v1/traces`; https (plain http on loopback only);
 *     empty: no traces are made
 */
@ConfigurationProperties("comity.traces")
public record TracesSettings(@DefaultValue Optional<URI> otlp) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public TracesSettings {
        if (otlp.filter(address -> !isSafe(address)).isPresent()) {
            throw new IllegalArgumentException("comity.traces.otlp is an https address without a user in it");
        }
    }

    private static boolean isSafe(URI address) {
        boolean plainAtHome = "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
        return ("https".equals(address.getScheme()) || plainAtHome)
                && address.getHost() != null
                && address.getUserInfo() == null;
    }
}
