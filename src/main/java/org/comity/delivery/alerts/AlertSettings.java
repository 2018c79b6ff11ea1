package org.comity.delivery.alerts;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.comity.delivery.Wire;
import org.comity.people.MailAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How duty officers are woken (UC-08).
 *
 * @param from sender of the mails
 * @param page address of the officers' pages, named in the mail
 * @param webhook called instead of a mail, with the same words as JSON; https (plain http on loopback only), chosen by the operator only
 *     (THREAT-97)
 * @param webhookBundle the `spring.ssl.bundle` that names the webhook's authority; empty: the authorities that the JDK knows
 * @param again how long until the next call if nobody acknowledged
 * @param retry how long until the next try if a call did not get through
 * @param calls calls to one officer before the next in line is called
 */
@ConfigurationProperties("comity.alerts")
public record AlertSettings(
        @DefaultValue("comity@localhost") MailAddress from,
        @DefaultValue("https://localhost:8443") URI page,
        @DefaultValue Optional<URI> webhook,
        @DefaultValue Optional<String> webhookBundle,
        @DefaultValue("5m") Duration again,
        @DefaultValue("30s") Duration retry,
        @DefaultValue("2") int calls) {

    public AlertSettings {
        if (!again.isPositive() || !retry.isPositive() || calls < 1) {
            throw new IllegalArgumentException("comity.alerts: again and retry are positive, calls is 1 or more");
        }
        if (webhook.filter(address -> !Wire.isSafe(address)).isPresent()) {
            throw new IllegalArgumentException("comity.alerts.webhook is an https address without a user in it");
        }
    }
}
