package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.OfferFacts;
import org.comity.law.RequestKind;

/**
 * Information is offered without a request, on conditions (ETS185/26). Nothing of the information itself is in here: it follows as
 * {@link Information}, and only once the conditions have been accepted.
 *
 * @param reference the offering authority's case number
 * @param subject what the information is about, without giving it
 * @param conditions what accepting it would bind the recipient to; may be none
 */
public record Offer(
        String reference,
        Optional<String> language,
        Authority requested,
        Optional<Authority> requesting,
        List<Offence> offences,
        Optional<String> subject,
        List<Condition> conditions,
        UrgencyClaim urgency,
        Confidentiality confidentiality,
        List<Link> links)
        implements RequestContent {

    public Offer {
        offences = List.copyOf(offences);
        conditions = List.copyOf(conditions);
        links = List.copyOf(links);
    }

    @Override
    public Optional<RequestKind> requestKind() {
        return Optional.of(RequestKind.SPON_26);
    }

    @Override
    public Offer addressed(Authority office, List<Link> others) {
        return new Offer(
                reference,
                language,
                office,
                requesting,
                offences,
                subject,
                conditions,
                urgency,
                confidentiality,
                others);
    }

    @Override
    public List<DataItem> data() {
        return List.of();
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new OfferFacts(
                requesting.isPresent(),
                CaseView.said(subject),
                conditions.stream().allMatch(Condition::isClear));
    }

    @Override
    public String kind() {
        return "offer";
    }

    @Override
    public String toString() {
        return "Offer[" + conditions.size() + " conditions]";
    }
}
