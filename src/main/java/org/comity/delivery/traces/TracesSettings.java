package org.comity.delivery.traces;

import java.net.URI;
import java.util.Optional;
import org.comity.delivery.Wire;
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
    public TracesSettings {
        if (otlp.filter(address -> !Wire.isSafe(address)).isPresent()) {
            throw new IllegalArgumentException("comity.traces.otlp is an https address without a user in it");
        }
    }
}
