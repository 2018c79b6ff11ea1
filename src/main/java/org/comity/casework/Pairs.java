package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.comity.law.Designation;
import org.comity.law.Relationship;
import org.comity.law.Relationships;
import org.comity.law.StatePair;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.UnitId;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/** What binds an own agency and a partner: both are looked up by id, their States by what the registry says. */
@Component
class Pairs {
    private final OwnAgencies own;
    private final Partners partners;
    private final Relationships relationships;

    Pairs(OwnAgencies own, Partners partners, Relationships relationships) {
        this.own = own;
        this.partners = partners;
        this.relationships = relationships;
    }

    Optional<Relationship> find(AgencyId agency, AgencyId partner) {
        return partners.find(partner).flatMap(found -> relationships.between(ownCountry(agency), found.country()));
    }

    /** For an exchange that was admitted before: its relationship is known. */
    Relationship of(AgencyId agency, AgencyId partner) {
        return find(agency, partner)
                .orElseThrow(() -> new GatewayBug("a request is only opened within a relationship"));
    }

    /** What is recorded of an own agency's State and {@code other}, which may be nothing. */
    Relationship with(AgencyId agency, Optional<String> other) {
        String ours = ownCountry(agency);
        return other.flatMap(state -> relationships.between(ours, state))
                .orElseGet(() -> Relationship.unrecorded(new StatePair(ours, other.orElse(ours))));
    }

    String ownCountry(AgencyId agency) {
        return own.get(agency).country();
    }

    /** What a unit of ours is designated for: by our settings, else by what is recorded of our State; empty: not recorded. */
    Set<Designation> designations(AgencyId agency, UnitId unit, Relationship pair) {
        Set<Designation> ours = own.get(agency).designationsOf(unit.value());
        return ours.isEmpty() ? pair.designations(ownCountry(agency), agency.value()) : ours;
    }

    /** The day on which something happens, by the calendar of our office. */
    LocalDate today(AgencyId agency, Instant now) {
        return LocalDate.ofInstant(now, ownZone(agency));
    }

    ZoneId ownZone(AgencyId agency) {
        return own.get(agency).zone();
    }

    String partnerCountry(AgencyId partner) {
        return registered(partner).country();
    }

    ZoneId partnerZone(AgencyId partner) {
        return registered(partner).zone();
    }

    /** As the partner's directory entry words them. */
    String officeHours(AgencyId partner) {
        return registered(partner).officeHours();
    }

    private Partner registered(AgencyId partner) {
        return partners.find(partner).orElseThrow(() -> new GatewayBug("partners are never deleted"));
    }
}
