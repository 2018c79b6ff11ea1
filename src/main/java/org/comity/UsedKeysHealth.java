package org.comity;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.comity.partners.OwnAgencies;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnKeys;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while a key without which no message comes or goes is missing, or its certificate has ended: what readiness asks of {@link KeyHealth}. */
@Component("usedKeys")
class UsedKeysHealth implements HealthIndicator {
    private static final Set<KeyKind> USED = Set.of(KeyKind.SIGNING, KeyKind.DECRYPTION, KeyKind.TLS);

    private final OwnAgencies own;
    private final OwnKeys keys;
    private final Clock clock;

    UsedKeysHealth(OwnAgencies own, OwnKeys keys, Clock clock) {
        this.own = own;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Health health() {
        List<String> wrong = new ArrayList<>();
        own.agencies().forEach(agency -> KeyHealth.look(agency, keys, USED, clock.instant(), wrong, new ArrayList<>()));
        return wrong.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("wrong", wrong).build();
    }
}
