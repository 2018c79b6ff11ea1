package org.comity;

import java.util.Optional;
import org.comity.casework.LoadedRelationships;
import org.comity.messages.Digest;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while another node of the same database has loaded other relationships since: the two would apply different law. */
@Component("relationships")
class RelationshipsHealth implements HealthIndicator {
    private final LoadedRelationships loaded;

    RelationshipsHealth(LoadedRelationships loaded) {
        this.loaded = loaded;
    }

    @Override
    public Health health() {
        Optional<Digest> otherwise = loaded.otherwise();
        return otherwise.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("elsewhere", otherwise.get().hex())
                        .withDetail("remedy", "the same relationships.yaml at each node, and a reload at each")
                        .build();
    }
}
