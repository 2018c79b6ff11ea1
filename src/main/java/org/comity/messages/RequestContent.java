package org.comity.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.law.RequestKind;

/**
 * What opens a request: one thing asked of one partner. The records in here are what the templates of every instrument share: who
 * asks whom, about which offence, for which data, how fast and how secretly.
 */
public sealed interface RequestContent extends Content permits PreservationRequest, AssistanceRequest, Offer {

    /** Which request this makes; empty if it names a kind that the law does not know. */
    Optional<RequestKind> requestKind();

    /** The requesting authority's own reference, kept verbatim. */
    String reference();

    /** Of the free text, BCP 47. */
    Optional<String> language();

    /** Who is asked. */
    Authority requested();

    /** The very same, asked of another authority. */
    default RequestContent askedOf(Authority other) {
        return addressed(other, links());
    }

    UrgencyClaim urgency();

    Confidentiality confidentiality();

    List<Offence> offences();

    /** Empty: nothing is asked about data, or the author forgot to say. */
    List<DataItem> data();

    /** Earlier requests and answers that this one builds on, in the order given. */
    List<Link> links();

    /** The same, asked of {@code requested} and built on {@code links}. */
    RequestContent addressed(Authority requested, List<Link> links);

    /** {@link #links()} and one more. */
    default List<Link> linkedBesides(Link link) {
        return Stream.concat(links().stream(), Stream.of(link)).toList();
    }

    /** A request stands alone; what it builds on it names in {@link #links()}. */
    @Override
    default Optional<MessageId> about() {
        return Optional.empty();
    }

    /**
     * @param officeHours as worded by the authority
     * @param preferredReply means of reply, such as {@code gateway}, {@code e-mail}
     */
    record Authority(
            String organisation,
            Optional<Person> inCharge,
            Optional<String> address,
            Optional<String> officeHours,
            Optional<ZoneId> zone,
            Optional<String> preferredReply) {}

    /** Telephone numbers in E.164. */
    record Person(
            String name,
            Optional<String> title,
            Optional<String> function,
            Optional<String> telephone,
            Optional<String> mobile,
            Optional<String> email,
            Optional<String> fax) {

        @Override
        public String toString() {
            return "Person";
        }
    }

    record CaseOffice(String organisation, String caseNumber) {}

    /**
     * @param code of DOMAIN 9.1, {@code BC02} to {@code BC11}, {@code OTH-COMP}, {@code OTH-EVID}
     * @param provision the national provision, as cited at home
     * @param qualification how the conduct is qualified under it
     * @param maximumMonths maximum penalty in months
     */
    record Offence(
            String code, Optional<String> provision, Optional<String> qualification, Optional<Integer> maximumMonths) {}

    /**
     * Data to preserve, of one category and period.
     *
     * @param category of DOMAIN 9.2: {@code SUB}, {@code SUB-ACC}, {@code TRA}, {@code CON}
     * @param linkToOffence ETS185/29/2/c
     */
    record DataItem(
            String category,
            Optional<String> description,
            List<Identifier> identifiers,
            Optional<Period> period,
            Optional<String> linkToOffence) {
        public DataItem {
            identifiers = List.copyOf(identifiers);
        }

        /** The end of its period, where that is still to come: what is stored now cannot have it all. */
        public Optional<OffsetDateTime> endsAfter(Instant now) {
            return period.map(Period::until).filter(end -> end.toInstant().isAfter(now));
        }

        /** Whether both ask for some of the same: of one category, by an identifier that both have or else in the same words, at one time. */
        public boolean overlaps(DataItem other) {
            boolean words =
                    identifiers.isEmpty() && other.identifiers.isEmpty() && description.equals(other.description);
            boolean named = identifiers.stream()
                    .anyMatch(one -> other.identifiers.stream()
                            .anyMatch(two -> one.element().equals(two.element())
                                    && one.value().equals(two.value())));
            return category.equals(other.category)
                    && (words || named)
                    && period.flatMap(ours -> other.period.map(ours::overlaps)).orElse(true);
        }

        @Override
        public String toString() {
            return "DataItem[" + category + "]";
        }
    }

    /** Both ends belong to the period. */
    record Period(OffsetDateTime from, OffsetDateTime until) {
        boolean overlaps(Period other) {
            return from.isBefore(other.until) && other.from.isBefore(until);
        }
    }

    sealed interface Custodian permits Known, NoneKnown {}

    record Known(String name, Optional<String> systemLocation, Optional<String> contact) implements Custodian {}

    /** Said explicitly, so that a forgotten field is not mistaken for "whatever is known". */
    record NoneKnown() implements Custodian {}

    /** @param reason required by {@code law} unless routine */
    record UrgencyClaim(Urgency level, Set<UrgencyGround> grounds, Optional<String> reason) {
        public UrgencyClaim {
            grounds = Set.copyOf(grounds);
        }
    }

    /** Coded, so that it needs no translation. */
    enum UrgencyGround {
        VOLATILE_DATA,
        THREAT_TO_LIFE,
        ONGOING_OFFENCE,
        SUSPECT_IN_CUSTODY,
        SUSPECT_ABOUT_TO_BE_RELEASED,
        OTHER
    }

    /** @param secret the existence and subject stay secret (ETS185/27/8); the user is not told */
    record Confidentiality(boolean secret, Optional<String> instructions) {}

    /**
     * How a request builds on something earlier.
     *
     * @param message its id, where it came through a gateway
     * @param reference the ticket or case number that the partner knows it by
     * @param channel how it went, where it did not go through a gateway
     */
    record Link(
            Relation relation,
            Optional<MessageId> message,
            Optional<String> reference,
            Optional<LocalDate> date,
            Optional<String> channel) {}

    /** What the earlier thing is to this one. */
    enum Relation {
        /** The hold that this request has to follow (template 3 of the Article 31 form; ETS185/29/7). */
        PRESERVATION,
        /** An earlier request in the same matter. */
        EARLIER_REQUEST,
        /** A request of ours that this one replaces: it was wrong, and is asked no more, unless data are held under it. */
        CORRECTED,
        /** A refused or expired request that is asked anew. */
        SUCCEEDED,
        /** A request that went to the executing authority directly at the same time; this is its copy (ETS185/27/9/a). */
        COPY_OF,
        /** The partial disclosure that showed another provider (ETS185/30). */
        DISCLOSURE,
        /** The domestic order or formal paper request that confirms one sent by expedited means (ETS185/25/3). */
        CONFIRMED
    }
}
