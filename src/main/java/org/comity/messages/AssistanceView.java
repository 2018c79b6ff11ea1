package org.comity.messages;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.comity.law.AssistanceFacts;
import org.comity.law.Item;

/** A request for assistance as the law sees it. */
final class AssistanceView {

    private AssistanceView() {}

    static AssistanceFacts of(AssistanceRequest request) {
        return new AssistanceFacts(
                request.code(),
                items(request),
                request.offences().stream().map(CaseView::offence).toList(),
                request.data().stream().map(CaseView::data).toList(),
                request.urgency().level() != Urgency.ROUTINE,
                CaseView.said(request.urgency().reason()),
                request.ask().measure(),
                request.ask().question(),
                request.noPreservation() && isFollowUp(request));
    }

    private static boolean isFollowUp(AssistanceRequest request) {
        return request.links().stream().anyMatch(link -> link.relation() == RequestContent.Relation.PRESERVATION);
    }

    private static Set<Item> items(AssistanceRequest request) {
        Set<Item> said = EnumSet.noneOf(Item.class);
        add(said, Item.AUTHORITY, request.parties().requesting().isPresent());
        add(said, Item.OFFENCE, !request.offences().isEmpty());
        add(said, Item.PROVISIONS, request.offences().stream().allMatch(offence -> CaseView.said(offence.provision())));
        add(said, Item.FACTS, request.facts());
        add(said, Item.DATA, !request.data().isEmpty());
        add(
                said,
                Item.CUSTODIAN,
                request.custodian()
                        .filter(RequestContent.Known.class::isInstance)
                        .isPresent());
        add(
                said,
                Item.EMERGENCY,
                request.urgency().level() == Urgency.EMERGENCY
                        && CaseView.said(request.urgency().reason()));
        add(said, Item.PRESERVATION, request.noPreservation() || isFollowUp(request));
        AssistanceRequest.Ask ask = request.ask();
        add(said, Item.ASSISTANCE, ask.assistance());
        add(said, Item.MEASURE, ask.measure());
        add(said, Item.QUESTION, ask.question());
        add(said, Item.NECESSITY, ask.necessity());
        add(said, Item.PERSON, ask.person());
        add(said, Item.COLLECTION_PERIOD, ask.collection().isPresent());
        add(said, Item.PROCEDURES, ask.procedures());
        add(said, Item.HANDLING, ask.handling());
        add(said, Item.CALL_BACK, ask.callBack());
        AssistanceRequest.Basis basis = request.basis();
        add(said, Item.TREATY, basis.treaty());
        add(said, Item.DOMESTIC_BASIS, basis.domestic());
        add(said, Item.RECIPROCITY, basis.reciprocity());
        add(said, Item.ESSENTIALITY, basis.essentiality());
        return said;
    }

    private static void add(Set<Item> said, Item item, Optional<String> text) {
        add(said, item, CaseView.said(text));
    }

    private static void add(Set<Item> said, Item item, boolean there) {
        if (there) {
            said.add(item);
        }
    }
}
