package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;
import static org.comity.schemas.CaseMapping.orNull;

import java.util.Optional;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.Referral;
import org.comity.messages.Reminder;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseQuery;
import org.comity.partners.AgencyId;
import org.comity.schemas.v1.ConditionReplyElement;
import org.comity.schemas.v1.ConfirmationElement;
import org.comity.schemas.v1.DelayElement;
import org.comity.schemas.v1.InformationElement;
import org.comity.schemas.v1.ReferralElement;
import org.comity.schemas.v1.ReminderElement;
import org.comity.schemas.v1.SecrecyNoticeElement;
import org.comity.schemas.v1.UseQueryElement;

/** What an authority says about a request in a few fields: notices, delay, referral, queries. */
final class StatementMapping {

    private StatementMapping() {}

    static SecrecyNotice read(SecrecyNoticeElement element) {
        return new SecrecyNotice(ContentMapping.id(element.getRequest()), orEmpty(element.getReason()));
    }

    static SecrecyNoticeElement write(SecrecyNotice notice) {
        SecrecyNoticeElement element = new SecrecyNoticeElement();
        element.setRequest(notice.request().toString());
        element.setReason(orNull(notice.reason()));
        return element;
    }

    static Delay read(DelayElement element) {
        return new Delay(
                ContentMapping.id(element.getRequest()),
                orEmpty(element.getReasons()),
                Optional.ofNullable(element.getExpected()));
    }

    static DelayElement write(Delay delay) {
        DelayElement element = new DelayElement();
        element.setRequest(delay.request().toString());
        element.setReasons(orNull(delay.reasons()));
        element.setExpected(delay.expected().orElse(null));
        return element;
    }

    static Referral read(ReferralElement element) {
        return new Referral(
                ContentMapping.id(element.getRequest()),
                orEmpty(element.getAuthority()),
                Optional.ofNullable(element.getAgency()).map(AgencyId::new),
                orEmpty(element.getReasons()));
    }

    static ReferralElement write(Referral referral) {
        ReferralElement element = new ReferralElement();
        element.setRequest(referral.request().toString());
        element.setAuthority(orNull(referral.authority()));
        element.setAgency(referral.agency().map(AgencyId::value).orElse(null));
        element.setReasons(orNull(referral.reasons()));
        return element;
    }

    static ConditionReply read(ConditionReplyElement element) {
        return new ConditionReply(
                ContentMapping.id(element.getRequest()),
                ContentMapping.id(element.getConditions()),
                element.isAccepted(),
                orEmpty(element.getReason()));
    }

    static ConditionReplyElement write(ConditionReply reply) {
        ConditionReplyElement element = new ConditionReplyElement();
        element.setRequest(reply.request().toString());
        element.setConditions(reply.conditions().toString());
        element.setAccepted(reply.accepted());
        element.setReason(orNull(reply.reason()));
        return element;
    }

    static Information read(InformationElement element) {
        return new Information(ContentMapping.id(element.getRequest()), orEmpty(element.getText()));
    }

    static InformationElement write(Information information) {
        InformationElement element = new InformationElement();
        element.setRequest(information.request().toString());
        element.setText(orNull(information.text()));
        return element;
    }

    static UseQuery read(UseQueryElement element) {
        return new UseQuery(ContentMapping.id(element.getRequest()), orEmpty(element.getText()));
    }

    static UseQueryElement write(UseQuery query) {
        UseQueryElement element = new UseQueryElement();
        element.setRequest(query.request().toString());
        element.setText(orNull(query.text()));
        return element;
    }

    static Reminder read(ReminderElement element) {
        return new Reminder(ContentMapping.id(element.getRequest()), orEmpty(element.getText()));
    }

    static ReminderElement write(Reminder reminder) {
        ReminderElement element = new ReminderElement();
        element.setRequest(reminder.request().toString());
        element.setText(orNull(reminder.text()));
        return element;
    }

    static Confirmation read(ConfirmationElement element) {
        return new Confirmation(
                ContentMapping.id(element.getRequest()), orEmpty(element.getRegistry()), orEmpty(element.getText()));
    }

    static ConfirmationElement write(Confirmation confirmation) {
        ConfirmationElement element = new ConfirmationElement();
        element.setRequest(confirmation.request().toString());
        element.setRegistry(orNull(confirmation.registry()));
        element.setText(orNull(confirmation.text()));
        return element;
    }
}
