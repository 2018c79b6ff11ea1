package org.comity.schemas;

import java.util.Optional;
import org.comity.messages.Offer;
import org.comity.schemas.v1.OfferElement;

/** {@code offer}: information without a request. */
final class OfferMapping {

    private OfferMapping() {}

    static Offer read(OfferElement element) {
        return new Offer(
                element.getReference(),
                Optional.ofNullable(element.getLanguage()),
                AuthorityMapping.read(element.getRequested()),
                Optional.ofNullable(element.getRequesting()).map(AuthorityMapping::read),
                element.getOffence().stream().map(CaseMapping::offence).toList(),
                Optional.ofNullable(element.getSubject()),
                element.getCondition().stream().map(CaseMapping::condition).toList(),
                Optional.ofNullable(element.getInformation()),
                CaseMapping.urgency(element.getUrgency()),
                CaseMapping.confidentiality(element.getConfidentiality()),
                element.getLink().stream().map(CaseMapping::link).toList());
    }

    static OfferElement write(Offer offer) {
        OfferElement element = new OfferElement();
        element.setReference(offer.reference());
        element.setLanguage(offer.language().orElse(null));
        element.setRequested(AuthorityMapping.write(offer.requested()));
        element.setRequesting(offer.requesting().map(AuthorityMapping::write).orElse(null));
        offer.offences().stream().map(CaseMapping::offence).forEach(element.getOffence()::add);
        element.setSubject(offer.subject().orElse(null));
        offer.conditions().stream().map(CaseMapping::condition).forEach(element.getCondition()::add);
        element.setInformation(offer.information().orElse(null));
        element.setUrgency(CaseMapping.urgency(offer.urgency()));
        element.setConfidentiality(CaseMapping.confidentiality(offer.confidentiality()));
        offer.links().stream().map(CaseMapping::link).forEach(element.getLink()::add);
        return element;
    }
}
