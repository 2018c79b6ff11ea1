package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.OfferFacts;
import org.comity.law.RequestKind;

/**
 * Information is offered without a request (ETS185/26). On conditions nothing of it is in here: it follows as {@link Information}, and only
 * once they have been accepted. Without conditions it may be in here, for a life may hang on it.
 *
 * @param reference the offering authority's case number
 * @param subject what the information is about, without giving it
 * @param information the information itself; only without conditions (LAW-99)
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
        Optional<String> information,
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
                information,
                urgency,
                confidentiality,
                others);
    }

    /** Whether nothing more is to come of it. */
    public boolean isWhole() {
        return conditions.isEmpty() && CaseView.said(information);
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
                conditions.stream().allMatch(Condition::isClear),
                !conditions.isEmpty() && CaseView.said(information));
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
