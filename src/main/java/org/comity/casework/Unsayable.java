package org.comity.casework;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestTransitions;
import org.comity.messages.MessageId;
import org.springframework.stereotype.Component;

/**
 * What of ours a partner rejected and nobody can say again as the request stands: the gateway's own word, or what the request has left behind
 * (UC-05/4c). A person takes notice of it, and speaks to the partner.
 */
@Component
class Unsayable {
    /** What no person writes. */
    private static final Set<String> OF_THE_GATEWAY = Set.of("acknowledgement", "reminder", "part");

    /** Any of them that can still be said takes the place of any other. */
    private static final Set<RequestEvent> DECIDING = EnumSet.of(
            RequestEvent.ACCEPTED,
            RequestEvent.REFUSED,
            RequestEvent.POSTPONED,
            RequestEvent.CONDITIONS_PROPOSED,
            RequestEvent.PRESERVED,
            RequestEvent.PARTLY_FULFILLED,
            RequestEvent.FULFILLED,
            RequestEvent.NO_DATA);

    private final RequestRows requests;
    private final MessageRows messages;
    private final Documents documents;
    private final OpenQuestions questions;
    private final ActBy actBy;

    Unsayable(RequestRows requests, MessageRows messages, Documents documents, OpenQuestions questions, ActBy actBy) {
        this.requests = requests;
        this.messages = messages;
        this.documents = documents;
        this.questions = questions;
        this.actBy = actBy;
    }

    /** Of what stands rejected about the request, and of which nobody has taken notice. */
    List<MessageRows.Rejected> of(MessageId request) {
        return among(messages.rejected(request), request);
    }

    /** @param standing what stands rejected about the request: of most there is nothing, and nothing is read */
    List<MessageRows.Rejected> among(List<MessageRows.Rejected> standing, MessageId id) {
        return standing.isEmpty()
                ? List.of()
                : requests.find(id).stream()
                        .flatMap(request -> standing.stream().filter(one -> !canBeSaidAgain(one.ours(), request)))
                        .toList();
    }

    /** Somebody has heard of it, which is all that can be done here: it stands no more. */
    void noticed(MessageId request, String message) {
        of(request).stream()
                .filter(one -> one.ours().id().toString().equals(message))
                .forEach(one -> messages.needsNoMore(one.ours().id(), one.by().id()));
        requests.find(request).ifPresent(actBy::reckon);
    }

    private boolean canBeSaidAgain(MessageRow ours, Request request) {
        if (ours.id().equals(request.id())) {
            return RequestTransitions.isCorrectable(request.state());
        }
        if (OF_THE_GATEWAY.contains(ours.kind())) {
            return false;
        }
        if (request.state().isDecided()
                && !ours.kind().equals("result")
                && RequestMoves.DECIDING.contains(ours.kind())) {
            return false; // a result that is sent anew takes the place of a result only (UC-14/5d)
        }
        return RequestMoves.DECIDING.contains(ours.kind())
                ? DECIDING.stream()
                        .anyMatch(event ->
                                RequestTransitions.find(request.state(), event).isPresent())
                : questions.canBeSaid(documents.read(ours).content(), request);
    }
}
