package org.comity.casework;

import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Payloads;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.schemas.MessageXml;
import org.comity.schemas.ValidMessage;
import org.springframework.stereotype.Component;

/** Stored documents, read again. What is stored was valid when it was stored. */
@Component
class Documents {
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
    Optional<PreservationRequest> original(Request request) {
        return messages.find(request.id())
                .map(row -> read(row).content())
                .filter(PreservationRequest.class::isInstance)
                .map(PreservationRequest.class::cast);
    }

    /** Whether the partner asked {@code question} about this very request; its risk notice asks too (UC-05/3b). */
    boolean asks(MessageId question, Request about) {
        return messages.find(question)
                .filter(row -> row.request().equals(Optional.of(about.id())))
                .filter(row -> row.direction() == Direction.IN)
                .filter(row -> row.kind().equals("question") || row.kind().equals("riskNotice"))
                .isPresent();
    }
}
