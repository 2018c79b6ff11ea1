package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.journal.LinkRows;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.journal.RequestRows;
import org.comity.law.RequestKind;
import org.comity.matters.Matter;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/**
 * UC-16, UC-17: what a request builds on. Only requests between the same two agencies are ever touched: what a partner names beyond
 * them is text in its document and nothing more. A link takes effect when the request has <em>arrived</em>, at both sides alike.
 */
@Component
class FollowUps {
    private final LinkRows links;
    private final RequestRows requests;
    private final MatterRows matters;
    private final RequestMoves moves;

    FollowUps(LinkRows links, RequestRows requests, MatterRows matters, RequestMoves moves) {
        this.links = links;
        this.requests = requests;
        this.matters = matters;
        this.moves = moves;
    }

    /** Remembers the links of a request that was just opened. */
    void opened(Request request, RequestContent content) {
        for (Link link : content.links()) {
            known(request, link).ifPresent(earlier -> links.insert(request, link.relation(), earlier.id()));
        }
        extended(request, content).ifPresent(earlier -> links.insert(request, Relation.PRESERVATION, earlier.id()));
    }

    /** It reached the requested authority: holds are kept open, and what it corrects is asked no more. */
    void arrived(Request request, Instant now) {
        links.arrived(request.id(), now);
        if (request.kind() != RequestKind.PRES_29X) {
            locked(request, Relation.PRESERVATION).forEach(held -> moves.followedUp(held, now));
        }
        locked(request, Relation.CORRECTED)
                .forEach(old -> moves.move(old, RequestEvent.CORRECTED, Optional.of(request.id()), Actor.GATEWAY, now));
    }

    /** The matter that a partner's request belongs to because of what it builds on. */
    Optional<Matter> matterOf(MessageRow row, RequestContent content) {
        return content.links().stream()
                .flatMap(link -> link.message().flatMap(requests::find).stream())
                .filter(earlier -> earlier.agency().equals(row.agency())
                        && earlier.partner().equals(row.partner()))
                .findFirst()
                .flatMap(earlier -> matters.find(earlier.matter()));
    }

    private Stream<Request> locked(Request request, Relation relation) {
        return links.earlier(request.id(), relation).stream().flatMap(earlier -> requests.lock(earlier).stream());
    }

    private Optional<Request> known(Request request, Link link) {
        Optional<Request> byId = link.message().flatMap(requests::find);
        return byId.or(() -> link.reference().flatMap(reference -> byReference(request, reference)))
                .filter(earlier -> isOfTheSamePair(request, earlier));
    }

    /** The template names the extended request by its ticket only (template 3). */
    private Optional<Request> extended(Request request, RequestContent content) {
        return content instanceof PreservationRequest preservation
                        && preservation.status() instanceof PreservationRequest.Extension(var previous)
                ? previous.flatMap(ticket -> byReference(request, ticket))
                : Optional.empty();
    }

    private Optional<Request> byReference(Request request, String reference) {
        Optional<MessageId> id = MessageId.parse(reference);
        return id.isPresent()
                ? id.flatMap(requests::find).filter(earlier -> isOfTheSamePair(request, earlier))
                : requests.byReference(request, reference);
    }

    private static boolean isOfTheSamePair(Request request, Request earlier) {
        return !earlier.id().equals(request.id())
                && earlier.agency().equals(request.agency())
                && earlier.partner().equals(request.partner())
                && earlier.direction() == request.direction();
    }
}
