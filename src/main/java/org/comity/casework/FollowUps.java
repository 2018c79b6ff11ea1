package org.comity.casework;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.comity.journal.LinkRows;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Matter;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.partners.AgencyId;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * UC-16, UC-17: what a request builds on. Only requests between the same two agencies are ever touched: what a partner names beyond
 * them is text in its document and nothing more. Our own requests may also point at what we asked of others, for our own view. A link
 * takes effect when the request has <em>arrived</em>, at both sides alike.
 */
@Component
class FollowUps {
    /** What leads to another agency: the copy, the competent authority, the other provider's State. */
    private static final Set<Relation> BEYOND_THE_PAIR =
            EnumSet.of(Relation.COPY_OF, Relation.SUCCEEDED, Relation.DISCLOSURE, Relation.EARLIER_REQUEST);

    private final LinkRows links;
    private final RequestRows requests;
    private final MessageRows messages;
    private final NamedRequests names;
    private final MatterRows matters;
    private final RequestMoves moves;
    private final RequestClocks clocks;

    FollowUps(
            LinkRows links,
            RequestRows requests,
            MessageRows messages,
            NamedRequests names,
            MatterRows matters,
            RequestMoves moves,
            RequestClocks clocks) {
        this.links = links;
        this.requests = requests;
        this.messages = messages;
        this.names = names;
        this.matters = matters;
        this.moves = moves;
        this.clocks = clocks;
    }

    /**
     * Remembers the links of a request that was just opened.
     *
     * @param mayWorkOn whoever opened it: nobody reaches into a matter that is not theirs by naming its requests, as a partner does
     */
    void opened(Request request, RequestContent content, Predicate<Request> mayWorkOn) {
        for (Link link : content.links()) {
            known(request, link).filter(mayWorkOn).ifPresent(earlier -> link(request, link.relation(), earlier));
        }
        extended(request, content)
                .filter(mayWorkOn)
                .ifPresent(earlier -> links.insert(request, Relation.PRESERVATION, earlier.id()));
    }

    /**
     * UC-16/1a: what stands against a request of ours that is not opened yet: a number alone names two requests, or that of an extension another than
     * its link does.
     */
    List<Problem> unclear(AgencyId from, AgencyId to, RequestContent content) {
        Stream<String> extended =
                NamedRequests.previous(content).filter(number -> isUnclear(from, to, content, number)).stream()
                        .map(number -> "preservationRequest/extension/previous");
        List<Link> all = content.links();
        Stream<String> linked = IntStream.range(0, all.size())
                .filter(index -> isUnclear(from, to, all.get(index)))
                .mapToObj(index -> content.kind() + "/link[" + (index + 1) + "]/reference");
        return Stream.concat(extended, linked)
                .map(CaseworkProblem.WHICH_IS_MEANT::at)
                .toList();
    }

    private boolean isUnclear(AgencyId from, AgencyId to, Link link) {
        return link.message().flatMap(names::requestOf).isEmpty()
                && link.reference()
                        .filter(number -> RequestRows.collide(requests.named(from, to, Direction.OUT, number), number))
                        .isPresent();
    }

    private boolean isUnclear(AgencyId from, AgencyId to, RequestContent content, String number) {
        Set<MessageId> linked = content.links().stream()
                .filter(link -> link.relation() == Relation.PRESERVATION)
                .flatMap(link -> link.message().flatMap(names::requestOf).stream())
                .filter(earlier -> earlier.agency().equals(from)
                        && earlier.partner().equals(to)
                        && earlier.direction() == Direction.OUT)
                .map(Request::id)
                .collect(Collectors.toSet());
        List<Request> named = requests.named(from, to, Direction.OUT, number);
        return linked.isEmpty()
                ? RequestRows.collide(named, number)
                : !named.isEmpty() && named.stream().map(Request::id).noneMatch(linked::contains);
    }

    /** What corrects a follow-up follows the same holds, and what corrects a rest that was asked for is that rest, whether it names them or not. */
    private void link(Request request, Relation relation, Request earlier) {
        links.insert(request, relation, earlier.id());
        if (relation == Relation.CORRECTED) {
            links.preservationsOf(earlier.id()).forEach(held -> links.insert(request, Relation.PRESERVATION, held));
            links.earlier(earlier.id(), Relation.SUCCEEDED)
                    .forEach(held -> links.insert(request, Relation.SUCCEEDED, held));
        }
    }

    /** It reached the requested authority: holds are kept open, of what is not held the rest was asked, and what it corrects is asked no more, unless data are held for that. */
    void arrived(Request request, Instant now) {
        arrived(request, now, now);
    }

    /** @param when it did, which a person may record later (UC-21/3) */
    void arrived(Request request, Instant when, Instant now) {
        links.arrived(request.id(), when);
        clocks.arrived(request, when, now);
        if (request.kind().asksForStoredData()) {
            locked(request, Relation.PRESERVATION).forEach(held -> moves.followedUp(held, now));
        }
        locked(request, Relation.SUCCEEDED).forEach(old -> moves.restAsked(old, request.id(), now));
        locked(request, Relation.CORRECTED)
                .filter(old -> old.isWrittenDown() || !request.isWrittenDown()) // at both sides, or at none (UC-21/6d)
                .forEach(old -> moves.corrected(old, request.id(), now));
    }

    /**
     * A request of the same partner that {@code row} names by its id and that was received but has had no effect yet, since it is parked, or waits for its
     * turn, or is at work in another thread, which is waited for: without it the link would be lost, and with the link the hold. Only what came
     * before, so that no two wait for each other.
     */
    Optional<MessageRow> awaited(MessageRow row, RequestContent content) {
        return named(content)
                .filter(named -> messages.find(named)
                        .filter(found -> isAwaited(row, found) && messages.cameBefore(named, row.id()))
                        .isPresent())
                .flatMap(named -> messages.watch(named).stream())
                .filter(found -> isAwaited(row, found))
                .findFirst();
    }

    private static boolean isAwaited(MessageRow row, MessageRow named) {
        return named.direction() == Direction.IN
                && named.partner().equals(row.partner())
                && named.agency().equals(row.agency())
                && named.isRequest()
                && (named.state() == DeliveryState.RECEIVED || named.state() == DeliveryState.PARKED);
    }

    private static Stream<MessageId> named(RequestContent content) {
        Stream<MessageId> links = content.links().stream()
                .flatMap(link -> link.message().or(() -> link.reference().flatMap(MessageId::parse)).stream());
        return Stream.concat(links, NamedRequests.previous(content).flatMap(MessageId::parse).stream());
    }

    /** The matter that a partner's request belongs to because of what it builds on, held. */
    Optional<Matter> matterOf(MessageRow row, RequestContent content) {
        return content.links().stream()
                .flatMap(link -> link.message().flatMap(names::requestOf).stream())
                .filter(earlier -> earlier.agency().equals(row.agency())
                        && earlier.partner().equals(row.partner())
                        && earlier.direction() == Direction.IN) // into no matter of ours by naming what we asked
                .findFirst()
                .flatMap(earlier -> matters.hold(earlier.matter()));
    }

    /** UC-16/1: the matter of ours that a request joins because of what it builds on, held. */
    Optional<Matter> matterOf(AgencyId agency, RequestContent content, Predicate<Request> mayWorkOn) {
        return content.links().stream()
                .flatMap(link -> link.message().flatMap(names::requestOf).stream())
                .filter(earlier -> earlier.agency().equals(agency) && mayWorkOn.test(earlier))
                .findFirst()
                .flatMap(earlier -> matters.hold(earlier.matter()));
    }

    private Stream<Request> locked(Request request, Relation relation) {
        return links.earlier(request.id(), relation).stream().flatMap(earlier -> requests.lock(earlier).stream());
    }

    private Optional<Request> known(Request request, Link link) {
        Optional<Request> byId = link.message().flatMap(names::requestOf);
        return byId.or(() -> link.reference().flatMap(reference -> byReference(request, reference)))
                .filter(earlier -> isOfTheSamePair(request, earlier) || isOursBeyondThePair(request, link, earlier));
    }

    private static boolean isOursBeyondThePair(Request request, Link link, Request earlier) {
        return request.direction() == Direction.OUT
                && earlier.direction() == Direction.OUT
                && earlier.agency().equals(request.agency())
                && !earlier.id().equals(request.id())
                && BEYOND_THE_PAIR.contains(link.relation());
    }

    /** The template names the extended request by its ticket only (template 3); who links it says which message is meant, and numbers of two sides collide. */
    private Optional<Request> extended(Request request, RequestContent content) {
        boolean linked = content.links().stream()
                .anyMatch(link -> link.relation() == Relation.PRESERVATION
                        && known(request, link).isPresent());
        return linked
                ? Optional.empty()
                : NamedRequests.previous(content).flatMap(ticket -> byReference(request, ticket));
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
