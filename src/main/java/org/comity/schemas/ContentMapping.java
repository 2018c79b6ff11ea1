package org.comity.schemas;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.AssistanceRequest;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.MessageId;
import org.comity.messages.Offer;
import org.comity.messages.Part;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Referral;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;
import org.comity.problems.GatewayBug;
import org.comity.schemas.v1.DocumentElement;
import org.jspecify.annotations.Nullable;

/** The one content element of a document: finds the kind and hands over to its mapping. */
final class ContentMapping {

    private ContentMapping() {}

    static void write(Content content, DocumentElement document) {
        switch (content) {
            case PreservationRequest request ->
                document.setPreservationRequest(PreservationRequestMapping.write(request));
            case AssistanceRequest request -> document.setAssistanceRequest(AssistanceRequestMapping.write(request));
            case Offer offer -> document.setOffer(OfferMapping.write(offer));
            case Acknowledgement acknowledgement ->
                document.setAcknowledgement(AcknowledgementMapping.write(acknowledgement));
            case Question question -> document.setQuestion(QuestionMapping.write(question));
            case Answer answer -> document.setAnswer(AnswerMapping.write(answer));
            case Decision decision -> document.setDecision(DecisionMapping.write(decision));
            case Preserved preserved -> document.setPreserved(PreservedMapping.write(preserved));
            case RiskNotice notice -> document.setRiskNotice(RiskNoticeMapping.write(notice));
            case SecrecyNotice notice -> document.setSecrecyNotice(StatementMapping.write(notice));
            case Delay delay -> document.setDelay(StatementMapping.write(delay));
            case Referral referral -> document.setReferral(StatementMapping.write(referral));
            case Result result -> document.setResult(ResultMapping.write(result));
            case ConditionReply reply -> document.setConditionReply(StatementMapping.write(reply));
            case PartialDisclosure disclosure -> document.setPartialDisclosure(ResultMapping.write(disclosure));
            case Information information -> document.setInformation(StatementMapping.write(information));
            case UseQuery query -> document.setUseQuery(StatementMapping.write(query));
            case UseExplanation explanation -> document.setUseExplanation(ResultMapping.write(explanation));
            case Confirmation confirmation -> document.setConfirmation(StatementMapping.write(confirmation));
            case Reminder reminder -> document.setReminder(StatementMapping.write(reminder));
            case Withdrawal withdrawal -> document.setWithdrawal(WithdrawalMapping.write(withdrawal));
            case Rejection rejection -> document.setRejection(RejectionMapping.write(rejection));
            case Part part -> document.setPart(PartMapping.write(part));
            case Ping ping -> document.setPing(PingMapping.write(ping));
        }
    }

    static Content read(DocumentElement document) {
        return Stream.<Optional<? extends Content>>of(
                        read(document.getPreservationRequest(), PreservationRequestMapping::read),
                        read(document.getAssistanceRequest(), AssistanceRequestMapping::read),
                        read(document.getOffer(), OfferMapping::read),
                        read(document.getAcknowledgement(), AcknowledgementMapping::read),
                        read(document.getQuestion(), QuestionMapping::read),
                        read(document.getAnswer(), AnswerMapping::read),
                        read(document.getDecision(), DecisionMapping::read),
                        read(document.getPreserved(), PreservedMapping::read),
                        read(document.getRiskNotice(), RiskNoticeMapping::read),
                        read(document.getSecrecyNotice(), StatementMapping::read),
                        read(document.getDelay(), StatementMapping::read),
                        read(document.getReferral(), StatementMapping::read),
                        read(document.getResult(), ResultMapping::read),
                        read(document.getConditionReply(), StatementMapping::read),
                        read(document.getPartialDisclosure(), ResultMapping::read),
                        read(document.getInformation(), StatementMapping::read),
                        read(document.getUseQuery(), StatementMapping::read),
                        read(document.getUseExplanation(), ResultMapping::read),
                        read(document.getConfirmation(), StatementMapping::read),
                        read(document.getReminder(), StatementMapping::read),
                        read(document.getWithdrawal(), WithdrawalMapping::read),
                        read(document.getRejection(), RejectionMapping::read),
                        read(document.getPart(), PartMapping::read),
                        read(document.getPing(), PingMapping::read))
                .<Content>flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new GatewayBug("a valid document has one content"));
    }

    /** Of a reference that the schema has matched. */
    static MessageId id(String valid) {
        return MessageId.parse(valid).orElseThrow(() -> new IllegalArgumentException("a message id is uuid@agency"));
    }

    private static <E, C extends Content> Optional<C> read(@Nullable E element, Function<E, C> mapping) {
        return Optional.ofNullable(element).map(mapping);
    }
}
