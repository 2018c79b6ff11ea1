package org.comity.schemas;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RiskNotice;
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
            case Acknowledgement acknowledgement ->
                document.setAcknowledgement(AcknowledgementMapping.write(acknowledgement));
            case Question question -> document.setQuestion(QuestionMapping.write(question));
            case Answer answer -> document.setAnswer(AnswerMapping.write(answer));
            case Decision decision -> document.setDecision(DecisionMapping.write(decision));
            case Preserved preserved -> document.setPreserved(PreservedMapping.write(preserved));
            case RiskNotice notice -> document.setRiskNotice(RiskNoticeMapping.write(notice));
            case Withdrawal withdrawal -> document.setWithdrawal(WithdrawalMapping.write(withdrawal));
            case Rejection rejection -> document.setRejection(RejectionMapping.write(rejection));
            case Part part -> document.setPart(PartMapping.write(part));
            case Ping ping -> document.setPing(PingMapping.write(ping));
        }
    }

    static Content read(DocumentElement document) {
        return Stream.<Optional<? extends Content>>of(
                        read(document.getPreservationRequest(), PreservationRequestMapping::read),
                        read(document.getAcknowledgement(), AcknowledgementMapping::read),
                        read(document.getQuestion(), QuestionMapping::read),
                        read(document.getAnswer(), AnswerMapping::read),
                        read(document.getDecision(), DecisionMapping::read),
                        read(document.getPreserved(), PreservedMapping::read),
                        read(document.getRiskNotice(), RiskNoticeMapping::read),
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
