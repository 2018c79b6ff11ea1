package org.comity.casework;

import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Relation;
import org.springframework.stereotype.Component;

/** UC-16: which request of ours or of a partner's the text of another names. Changes nothing. */
@Component
class NamedRequests {
    private final RequestRows requests;
    private final MessageRows messages;

    NamedRequests(RequestRows requests, MessageRows messages) {
        this.requests = requests;
        this.messages = messages;
    }

    /** A link names the request, or a message about it. */
    Optional<Request> requestOf(MessageId message) {
        return requests.find(message)
                .or(() -> messages.find(message)
                        .filter(row -> !row.isRequest()) // one that was never opened, and once waited for another
                        .flatMap(MessageRow::request)
                        .flatMap(requests::find));
    }

    /** Of an extension: the number of what it extends, as the template has it. */
    static Optional<String> previous(RequestContent content) {
        return content instanceof PreservationRequest preservation
                        && preservation.status() instanceof PreservationRequest.Extension(var previous)
                ? previous
                : Optional.empty();
    }

    /** Whether {@code content}, which may not be read yet, follows the hold or extends it. */
    boolean isNamedBy(Request held, RequestContent content) {
        return previous(content).filter(number -> isNumberOf(held, number)).isPresent()
                || content.links().stream()
                        .filter(link -> link.relation() == Relation.PRESERVATION)
                        .anyMatch(link -> link.message()
                                        .flatMap(this::requestOf)
                                        .map(Request::id)
                                        .filter(held.id()::equals)
                                        .isPresent()
                                || link.reference()
                                        .filter(number -> isNumberOf(held, number))
                                        .isPresent());
    }

    private boolean isNumberOf(Request held, String number) {
        return MessageId.parse(number).filter(held.id()::equals).isPresent()
                || requests.named(held.agency(), held.partner(), held.direction(), number).stream()
                        .map(Request::id)
                        .anyMatch(held.id()::equals);
    }
}
