package org.comity.messages;

import java.util.Optional;
import org.comity.law.PreservationFacts;
import org.comity.law.PreservationFacts.Custodian;

/** A preservation request as the law sees it. */
final class PreservationView {
    private PreservationView() {}

    static PreservationFacts of(PreservationRequest request) {
        return new PreservationFacts(
                request.requesting().isPresent(),
                request.offences().stream().map(CaseView::offence).toList(),
                CaseView.said(request.facts()),
                request.data().stream().map(CaseView::data).toList(),
                custodian(request.custodian()),
                CaseView.said(request.necessity()),
                request.followUp()
                        .map(followUp -> !followUp.intendedRequest().isBlank())
                        .orElse(false),
                request.urgency().level() != Urgency.ROUTINE,
                CaseView.said(request.urgency().reason()),
                request.status() instanceof PreservationRequest.Extension,
                request.status() instanceof PreservationRequest.Extension(var previous) && CaseView.said(previous),
                request.daysAsked().isPresent(),
                request.isKindOfStatus());
    }

    private static Custodian custodian(Optional<RequestContent.Custodian> custodian) {
        return custodian
                .map(said -> switch (said) {
                    case RequestContent.Known known -> Custodian.NAMED;
                    case RequestContent.NoneKnown none -> Custodian.NONE_KNOWN;
                })
                .orElse(Custodian.NOT_SAID);
    }
}
