package org.comity.casework;

import java.util.Optional;
import java.util.Set;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Payloads;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.UseExplanation;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.schemas.MessageXml;
import org.comity.schemas.ValidMessage;
import org.springframework.stereotype.Component;

/** Stored documents, read again. What is stored was valid when it was stored. */
@Component
class Documents {
    private static final Set<String> ASKING = Set.of("question", "riskNotice", "secrecyNotice");
    private static final Set<String> CONDITIONING = Set.of("decision", "offer");
    private static final Set<String> QUERYING = Set.of("useQuery");

    private final MessageRows messages;
    private final Payloads payloads;
    private final MessageXml xml;

    Documents(MessageRows messages, Payloads payloads, MessageXml xml) {
        this.messages = messages;
        this.payloads = payloads;
        this.xml = xml;
    }

    Message read(MessageRow row) {
        return read(xml, row.id(), payloads.read(row.document()));
    }

    /** @param stored the document of {@code id}, for who needs its bytes too */
    static Message read(MessageXml xml, MessageId id, byte[] stored) {
        return switch (xml.read(stored, Optional.empty())) {
            case Checked.Passed<ValidMessage>(var valid) -> valid.message();
            case Checked.Failed<ValidMessage>(var problems) ->
                throw new GatewayBug("stored documents are valid, but of " + id + ": " + problems);
        };
    }

    /** What was asked when {@code request} was made: an answer is judged against it. */
    Optional<RequestContent> original(Request request) {
        return messages.find(request.id())
                .map(row -> read(row).content())
                .filter(RequestContent.class::isInstance)
                .map(RequestContent.class::cast);
    }

    /** Whether the partner said what {@code content} answers about this very request; notices ask too (UC-05/3b). */
    boolean isAnswered(Content content, Request about) {
        return switch (content) {
            case Answer answer -> asks(answer.question(), about, ASKING);
            case ConditionReply reply -> asks(reply.conditions(), about, CONDITIONING);
            case UseExplanation explanation -> asks(explanation.query(), about, QUERYING);
            default -> true;
        };
    }

    private boolean asks(MessageId question, Request about, Set<String> kinds) {
        return messages.find(question)
                .filter(row -> row.request().equals(Optional.of(about.id())))
                .filter(row -> row.direction() == Direction.IN)
                .filter(row -> kinds.contains(row.kind()))
                .isPresent();
    }
}
