package org.comity.partners;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The agencies that this gateway speaks for, from its configuration.
 *
 * @param agencies at least one
 * @param exercise true: every message is marked as an exercise and only such are accepted; false: none is (production)
 */
@ConfigurationProperties("comity")
public record OwnAgencies(
        @DefaultValue List<OwnAgency> agencies,
        @DefaultValue("false") boolean exercise) {

    public OwnAgencies {
        agencies = List.copyOf(agencies);
    }

    public List<AgencyId> ids() {
        return agencies.stream().map(OwnAgency::id).toList();
    }

    public Optional<OwnAgency> find(AgencyId id) {
        return agencies.stream().filter(agency -> agency.id().equals(id)).findFirst();
    }

    /**
     * The one that the journal is named after.
     *
     * @throws IllegalStateException if none is configured
     */
    public OwnAgency first() {
        return agencies.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no agency: set comity.agencies in gateway.yaml of the data directory"));
    }

    /** @throws IllegalStateException if it is not one of ours */
    public OwnAgency get(AgencyId id) {
        return find(id).orElseThrow(() -> new IllegalStateException(id + " is not an own agency of this gateway"));
    }
}
