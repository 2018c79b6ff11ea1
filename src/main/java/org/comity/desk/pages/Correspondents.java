package org.comity.desk.pages;

import java.util.List;
import java.util.Optional;
import org.comity.law.Citation;
import org.comity.law.Relationship;
import org.comity.law.Relationships;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/** To whom somebody can write, with what binds the two States as far as it is recorded. */
@Component
class Correspondents {
    private final OwnAgencies own;
    private final Partners partners;
    private final Relationships relationships;

    Correspondents(OwnAgencies own, Partners partners, Relationships relationships) {
        this.own = own;
        this.partners = partners;
        this.relationships = relationships;
    }

    /** @param relationship empty: nothing may be sent to it */
    record Correspondent(Partner partner, Optional<Relationship> relationship) {

        public boolean canBeWrittenTo() {
            return partner.isActive() && relationship.isPresent();
        }

        /** What the partner's State has declared, in citation form. */
        public List<String> reservations() {
            return relationship
                    .map(Relationship::reservations)
                    .map(all -> all.getOrDefault(partner.country(), java.util.Set.of()))
                    .stream()
                    .flatMap(java.util.Set::stream)
                    .map(Citation::toString)
                    .sorted()
                    .toList();
        }

        public int holdDays() {
            return relationship.map(found -> found.holdDays(partner.country())).orElse(0);
        }
    }

    OwnAgency ours(Actor actor) {
        return own.get(new AgencyId(actor.agency()));
    }

    List<Correspondent> all(Actor actor) {
        return partners.all().stream().map(partner -> with(actor, partner)).toList();
    }

    Optional<Correspondent> find(Actor actor, String id) {
        return Optional.of(id)
                .filter(AgencyId::isValid)
                .map(AgencyId::new)
                .flatMap(partners::find)
                .map(partner -> with(actor, partner));
    }

    private Correspondent with(Actor actor, Partner partner) {
        return new Correspondent(partner, relationships.between(ours(actor).country(), partner.country()));
    }
}
