package org.comity.desk.pages;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.dashboard.ListedRequest;
import org.comity.law.Citation;
import org.comity.law.InForce;
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

        /** The partner's State by its English name. */
        public String country() {
            return Locale.of("", partner.country()).getDisplayCountry(Locale.ENGLISH);
        }

        /** As somebody chooses it from a list, and as it comes back from there. */
        public String inWords() {
            return partner.name() + " (" + partner.country() + ", " + partner.id() + ")";
        }

        /** Whether each word of {@code typed} is part of its name, its id or its State's code or name. */
        boolean isCalled(String typed) {
            String all = folded(inWords() + " " + country());
            return Stream.of(folded(typed).split("[^\\p{L}\\p{N}-]+")).allMatch(all::contains);
        }

        private static String folded(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
        }

        /** Instruments by which a request is to be in a language that its State takes, or to come with a translation (LAW-93). */
        public List<String> demanding() {
            return relationship.stream()
                    .flatMap(found -> found.instruments().stream())
                    .filter(InForce::translation)
                    .map(one -> one.instrument().name())
                    .toList();
        }

        public int holdDays() {
            return relationship.map(found -> found.holdDays(partner.country())).orElse(0);
        }
    }

    OwnAgency ours(Actor actor) {
        return own.get(new AgencyId(actor.agency()));
    }

    /** What our own law is recorded to give, in days, towards a partner; 0: nothing binds the two. */
    int ourHoldDays(Actor actor, AgencyId partner) {
        return find(actor, partner.value())
                .flatMap(Correspondent::relationship)
                .map(found -> found.holdDays(ours(actor).country()))
                .orElse(0);
    }

    /** Whether what is said about {@code request} is carried by hand: its partner has no gateway, or none that knows the request. */
    boolean areAnswersCarried(ListedRequest request) {
        return request.isWrittenDown()
                || partners.find(request.partner())
                        .filter(Partner::isReachedByHand)
                        .isPresent();
    }

    List<Correspondent> all(Actor actor) {
        return partners.all().stream().map(partner -> with(actor, partner)).toList();
    }

    /** Others of the same State that can be written to. */
    List<Correspondent> besides(Actor actor, Correspondent one) {
        return all(actor).stream()
                .filter(Correspondent::canBeWrittenTo)
                .filter(other -> other.partner().country().equals(one.partner().country()))
                .filter(other -> !other.partner().id().equals(one.partner().id()))
                .toList();
    }

    /** The one that can be written to and is meant by what somebody typed: its id, the words of the list, or a part that fits no other. */
    Optional<Correspondent> meant(Actor actor, String typed) {
        List<Correspondent> called = all(actor).stream()
                .filter(Correspondent::canBeWrittenTo)
                .filter(one -> one.isCalled(typed))
                .toList();
        return called.stream()
                .filter(one -> typed.strip().equals(one.partner().id().value()) || typed.equals(one.inWords()))
                .findFirst()
                .or(() -> called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty());
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
