package org.comity.delivery.alerts;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How duty officers are woken (UC-08).
 *
 * @param from sender of the mails
 * @param page address of the officers' pages, named in the mail
 * @param webhook called instead of a mail, with the same words as JSON; https, chosen by the operator only (THREAT-97)
 * @param again how long until the next call if nobody acknowledged
 * @param calls calls to one officer before the next in line is called too
 */
@ConfigurationProperties("comity.alerts")
public record AlertSettings(
        @DefaultValue("comity@localhost") String from,
        @DefaultValue("https://localhost:8443") URI page,
        @DefaultValue Optional<URI> webhook,
        @DefaultValue("5m") Duration again,
        @DefaultValue("2") int calls) {

    public AlertSettings {
        if (!again.isPositive() || calls < 1) {
            throw new IllegalArgumentException("comity.alerts: again is positive, calls is 1 or more");
        }
    }
}
