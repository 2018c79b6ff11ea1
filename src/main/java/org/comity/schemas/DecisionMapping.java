package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;

import java.util.Optional;
import org.comity.messages.Decision;
import org.comity.messages.Decision.Accepted;
import org.comity.messages.Decision.Conditional;
import org.comity.messages.Decision.Postponed;
import org.comity.messages.Decision.Refused;
import org.comity.schemas.v1.AcceptedElement;
import org.comity.schemas.v1.ConditionalElement;
import org.comity.schemas.v1.DecisionElement;
import org.comity.schemas.v1.PostponedElement;
import org.comity.schemas.v1.RefusedElement;

/** {@code decision}: accepted or refused. */
final class DecisionMapping {

    private DecisionMapping() {}

    static Decision read(DecisionElement element) {
        return new Decision(ContentMapping.id(element.getRequest()), outcome(element));
    }

    static DecisionElement write(Decision decision) {
        DecisionElement element = new DecisionElement();
        element.setRequest(decision.request().toString());
        switch (decision.outcome()) {
            case Accepted accepted -> element.setAccepted(accepted(accepted));
            case Refused refused -> element.setRefused(refused(refused));
            case Postponed postponed -> element.setPostponed(postponed(postponed));
            case Conditional conditional -> element.setConditional(conditional(conditional));
        }
        return element;
    }

    private static Decision.Outcome outcome(DecisionElement element) {
        AcceptedElement accepted = element.getAccepted();
        if (accepted != null) {
            return new Accepted(orEmpty(accepted.getRemarks()));
        }
        PostponedElement postponed = element.getPostponed();
        if (postponed != null) {
            return new Postponed(
                    orEmpty(postponed.getReasons()),
                    Optional.ofNullable(postponed.getReview()),
                    postponed.isAlternativesConsidered());
        }
        ConditionalElement conditional = element.getConditional();
        if (conditional != null) {
            return new Conditional(
                    conditional.getCondition().stream()
                            .map(CaseMapping::condition)
                            .toList(),
                    orEmpty(conditional.getReasons()));
        }
        RefusedElement refused = element.getRefused();
        return new Refused(
                refused.getGround(),
                orEmpty(refused.getReasons()),
                refused.isAlternativesConsidered(),
                orEmpty(refused.getForecast()));
    }

    private static AcceptedElement accepted(Accepted accepted) {
        AcceptedElement element = new AcceptedElement();
        element.setRemarks(accepted.remarks().isEmpty() ? null : accepted.remarks());
        return element;
    }

    private static RefusedElement refused(Refused refused) {
        RefusedElement element = new RefusedElement();
        element.setGround(refused.ground());
        element.setReasons(refused.reasons().isEmpty() ? null : refused.reasons());
        element.setAlternativesConsidered(refused.alternativesConsidered());
        element.setForecast(CaseMapping.orNull(refused.forecast()));
        return element;
    }

    private static PostponedElement postponed(Postponed postponed) {
        PostponedElement element = new PostponedElement();
        element.setReasons(CaseMapping.orNull(postponed.reasons()));
        element.setReview(postponed.review().orElse(null));
        element.setAlternativesConsidered(postponed.alternativesConsidered());
        return element;
    }

    private static ConditionalElement conditional(Conditional conditional) {
        ConditionalElement element = new ConditionalElement();
        conditional.conditions().stream().map(CaseMapping::condition).forEach(element.getCondition()::add);
        element.setReasons(CaseMapping.orNull(conditional.reasons()));
        return element;
    }
}
