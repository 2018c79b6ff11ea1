package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;

import org.comity.messages.RiskNotice;
import org.comity.schemas.v1.RiskNoticeElement;

/** {@code riskNotice}. */
final class RiskNoticeMapping {

    private RiskNoticeMapping() {}

    static RiskNotice read(RiskNoticeElement element) {
        return new RiskNotice(ContentMapping.id(element.getRequest()), orEmpty(element.getReason()));
    }

    static RiskNoticeElement write(RiskNotice notice) {
        RiskNoticeElement element = new RiskNoticeElement();
        element.setRequest(notice.request().toString());
        element.setReason(notice.reason().isEmpty() ? null : notice.reason());
        return element;
    }
}
