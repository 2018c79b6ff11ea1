package org.comity.partners;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.comity.law.Designation;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An agency that this gateway speaks for.
 *
 * @param country ISO 3166-1 alpha-2
 * @param zone the zone of its office, which governs the day count of its deadlines
 * @param designations what the agency as a whole is designated for; empty: not recorded
 * @param units those that have designations of their own
 */
public record OwnAgency(
        AgencyId id,
        String name,
        String country,
        ZoneId zone,
        @DefaultValue Set<Designation> designations,
        @DefaultValue List<OwnUnit> units) {

    public OwnAgency {
        designations = Set.copyOf(designations);
        units = List.copyOf(units);
    }

    /** One of which no designation is recorded. */
    public static OwnAgency undesignated(AgencyId id, String name, String country, ZoneId zone) {
        return new OwnAgency(id, name, country, zone, Set.of(), List.of());
    }

    /** Of the unit if they are recorded, else of the agency; empty: not recorded. */
    public Set<Designation> designationsOf(String unit) {
        return units.stream()
                .filter(one -> one.id().equals(unit))
                .findFirst()
                .map(OwnUnit::designations)
                .orElse(designations);
    }
}
