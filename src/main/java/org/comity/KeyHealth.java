package org.comity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.trust.KeyFiles;
import org.comity.trust.KeyKind;
import org.comity.trust.KeyWatch;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnKeys;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while the key files cannot be read as they are, an agency lacks a key or a certificate in use has ended. One that ends within a
 * month is named, and the gateway stays up.
 */
@Component("keys")
class KeyHealth implements HealthIndicator {
    /** As the first of the alerts {@code certificate-ends}. */
    private static final Duration SOON = Duration.ofDays(30);

    private final OwnAgencies own;
    private final OwnKeys keys;
    private final KeyWatch watch;
    private final Clock clock;

    KeyHealth(OwnAgencies own, OwnKeys keys, KeyWatch watch, Clock clock) {
        this.own = own;
        this.keys = keys;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public Health health() {
        List<String> wrong = new ArrayList<>();
        List<String> soon = new ArrayList<>();
        watch.trouble().ifPresent(wrong::add);
        own.agencies()
                .forEach(agency -> look(agency, keys, EnumSet.allOf(KeyKind.class), clock.instant(), wrong, soon));
        Health.Builder health = wrong.isEmpty() ? Health.up() : Health.down().withDetail("wrong", wrong);
        return (soon.isEmpty() ? health : health.withDetail("ends soon", soon)).build();
    }

    static void look(
            OwnAgency agency, OwnKeys keys, Set<KeyKind> kinds, Instant now, List<String> wrong, List<String> soon) {
        for (KeyKind kind : KeyFiles.NEEDED) {
            if (kinds.contains(kind) && !keys.has(agency.id(), kind)) {
                wrong.add("agency " + agency.id() + " has no " + kind + " key");
            }
        }
        for (OwnCertificate certificate : keys.certificates(agency.id())) {
            String what = certificate.kind() + " certificate of " + agency.id() + ", " + certificate.expires();
            if (certificate.period().until().isPresent() || !kinds.contains(certificate.kind())) {
                continue; // replaced already, or not asked for
            }
            if (certificate.expires().isBefore(now)) {
                wrong.add("ended: " + what);
            } else if (certificate.expires().isBefore(now.plus(SOON))) {
                soon.add(what);
            }
        }
    }
}
