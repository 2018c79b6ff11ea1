package org.comity.schemas;

import org.comity.messages.Rejection;
import org.comity.schemas.v1.FindingElement;
import org.comity.schemas.v1.RejectionElement;

/** {@code rejection}: every problem of a message that was turned away. */
final class RejectionMapping {

    private RejectionMapping() {}

    static Rejection read(RejectionElement element) {
        return new Rejection(
                ContentMapping.id(element.getRejected()),
                element.getProblem().stream()
                        .map(problem -> new Rejection.Finding(
                                problem.getCode(), problem.getRule(), problem.getWhere(), problem.getSentence()))
                        .toList());
    }

    static RejectionElement write(Rejection rejection) {
        RejectionElement element = new RejectionElement();
        element.setRejected(rejection.rejected().toString());
        rejection.findings().stream().map(RejectionMapping::finding).forEach(element.getProblem()::add);
        return element;
    }

    private static FindingElement finding(Rejection.Finding finding) {
        FindingElement element = new FindingElement();
        element.setCode(finding.code());
        element.setRule(finding.rule());
        element.setWhere(finding.where().isEmpty() ? null : finding.where());
        element.setSentence(finding.sentence());
        return element;
    }
}
