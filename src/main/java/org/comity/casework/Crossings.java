package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.journal.LinkRows;
import org.comity.journal.RequestRows;
import org.comity.matters.ClockTable;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.RequestContent;
import org.springframework.stereotype.Component;

/**
 * UC-17/2b: a correction of ours and the partner's answer cross. What was held or decided there before the correction arrived, the
 * correction has not replaced; here it seemed to, until the answer came.
 */
@Component
class Crossings {
    private final LinkRows links;
    private final RequestRows requests;
    private final RequestMoves moves;
    private final Holds holds;
    private final Documents documents;
    private final Alerting alerting;

    Crossings(
            LinkRows links,
            RequestRows requests,
            RequestMoves moves,
            Holds holds,
            Documents documents,
            Alerting alerting) {
        this.links = links;
        this.requests = requests;
        this.moves = moves;
        this.holds = holds;
        this.documents = documents;
        this.alerting = alerting;
    }

    /** Whether {@code content}, true since {@code since}, shows that the request was never replaced at the other side. */
    boolean isMet(Request replaced, Content content, Instant since) {
        return isReplaced(replaced)
                && outlastsCorrection(content, replaced)
                && links.correctedAt(replaced.id())
                        .filter(arrived -> !since.isAfter(arrived))
                        .isPresent();
    }

    /** As {@link #isMet}, of a word that came by hand: letters take days, so it counts by when the data are held from. */
    boolean isMetByHand(Request replaced, Content content) {
        return content instanceof Preserved preserved
                && ClockTable.hold(replaced.kind()).isPresent()
                && isMet(replaced, content, preserved.from());
    }

    /** The request as if it had merely been sent. */
    Request reopen(Request replaced, MessageId because, String actor, Instant now) {
        Optional<Request> again = moves.move(replaced, RequestEvent.NOT_REPLACED, Optional.of(because), actor, now);
        again.ifPresent(request -> {
            holds.onlyAsked(request, now);
            documents.original(request).ifPresent(asked -> asksAgain(request, asked));
        });
        return again.orElse(replaced);
    }

    private void asksAgain(Request request, RequestContent asked) {
        requests.asks(request, asked.reference(), SameContent.items(request.agency(), request.partner(), asked));
    }

    /** Whether data are held for what is over here. */
    boolean isHeldInVain(Request asked, Content content) {
        return content instanceof Preserved && isReplaced(asked);
    }

    /** Nothing here keeps the end of that hold: a person is called. */
    void heldInVain(Request asked, Instant now) {
        alerting.raise(asked, Alerting.HELD_THOUGH_REPLACED, now);
    }

    private static boolean isReplaced(Request request) {
        return request.direction() == Direction.OUT && request.state() == RequestState.SUPERSEDED;
    }

    /** What leads where a correction replaces nothing. */
    private static boolean outlastsCorrection(Content content, Request request) {
        return RequestEvents.of(content, request.kind())
                .flatMap(event -> RequestTransitions.find(RequestState.SENT, event))
                .filter(row -> row.to() == RequestState.PRESERVED || row.to().isDecided())
                .isPresent();
    }
}
