package org.comity.casework;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.journal.LinkRows;
import org.comity.journal.RequestRows;
import org.comity.journal.RequestRows.Alike;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-01/4d: what asks a partner for the same as a request that is not over. Never a reason to refuse: a case may ask twice, and only its
 * officers know whether it means to. What stands to the other in a relation (a correction, a follow-up) says so itself.
 */
@Component
public class TwiceAsked {
    private static final int MOST = 10;

    private final Access access;
    private final RequestRows requests;
    private final LinkRows links;
    private final Documents documents;

    TwiceAsked(Access access, RequestRows requests, LinkRows links, Documents documents) {
        this.access = access;
        this.requests = requests;
        this.links = links;
        this.documents = documents;
    }

    /** How the other request asks alike; {@code code} for the pages. */
    public enum How {
        BOTH("both", "the same reference of the case and the same data"),
        REFERENCE_AND_SOME("reference-some", "the same reference of the case and some of the same data"),
        REFERENCE("reference", "the same reference of the case, not for the same data"),
        DATA("data", "the same data"),
        SOME("some", "some of the same data");

        private final String code;
        private final String inWords;

        How(String code, String inWords) {
            this.code = code;
            this.inWords = inWords;
        }

        public String code() {
            return code;
        }

        private static How of(Alike one) {
            if (one.sameReference()) {
                return one.sameData() ? BOTH : one.someData() ? REFERENCE_AND_SOME : REFERENCE;
            }
            return one.sameData() ? DATA : SOME;
        }
    }

    /** The other request. */
    public record Other(MessageId request, String reference, How how) {
        public String inWords() {
            return reference + ", which is not over, asks this partner with " + how.inWords + ".";
        }
    }

    /** Of one that was handed in; only what the actor may read (THREAT-91). */
    @Transactional(readOnly = true)
    public List<Other> of(Actor actor, MessageId request) {
        return access.find(actor, request)
                .filter(found ->
                        found.direction() == Direction.OUT && !found.state().isFinal())
                .flatMap(found -> documents.original(found).map(content -> others(actor, found, content)))
                .orElse(List.of());
    }

    /** Of one that would be handed in. */
    @Transactional(readOnly = true)
    public List<Other> before(Actor actor, Submission submission) {
        return submission.content() instanceof RequestContent content
                ? alike(actor, submission.to(), content)
                        .filter(one -> content.links().stream()
                                .noneMatch(link -> link.message()
                                        .filter(one.request().id()::equals)
                                        .isPresent()))
                        .map(TwiceAsked::other)
                        .toList()
                : List.of();
    }

    private List<Other> others(Actor actor, Request request, RequestContent content) {
        return alike(actor, request.partner(), content)
                .filter(one -> !one.request().id().equals(request.id()))
                .filter(one -> !links.areLinked(one.request().id(), request.id()))
                .map(TwiceAsked::other)
                .toList();
    }

    private Stream<Alike> alike(Actor actor, AgencyId partner, RequestContent content) {
        AgencyId from = new AgencyId(actor.agency());
        Set<Digest> items = SameContent.items(from, partner, content);
        return content.requestKind().stream()
                .flatMap(kind -> requests.alike(from, partner, kind, content.reference(), items).stream())
                .filter(one -> access.find(actor, one.request().id()).isPresent())
                .limit(MOST);
    }

    private static Other other(Alike one) {
        return new Other(one.request().id(), one.request().reference(), How.of(one));
    }
}
