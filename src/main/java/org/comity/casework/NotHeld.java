package org.comity.casework;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.comity.journal.HoldRows;
import org.comity.matters.Direction;
import org.comity.matters.Hold;
import org.comity.matters.Request;
import org.comity.messages.Content;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.RequestContent.Relation;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-16/1d, UC-16/1e: what a request asks for although the holder of what it follows or extends has said that it does not hold that. Never a reason to refuse: it
 * may lie there all the same, or with somebody else.
 */
@Component
public class NotHeld {
    private final Access access;
    private final HoldRows holds;
    private final Documents documents;

    NotHeld(Access access, HoldRows holds, Documents documents) {
        this.access = access;
        this.holds = holds;
        this.documents = documents;
    }

    /**
     * A data item of the request that follows.
     *
     * @param number of it there
     * @param held reference of the preservation, and {@code asked} the number of the item there
     */
    public record Missing(int number, String held, int asked) {
        public String inWords() {
            return "Data item " + number + " was to be preserved as data item " + asked + " of " + held
                    + ", and its holder has said that it does not hold that: it may be gone.";
        }
    }

    /** Only of holds that the actor may read of (THREAT-91). */
    @Transactional(readOnly = true)
    public List<Missing> in(Actor actor, Content content) {
        return content instanceof RequestContent request
                ? request.links().stream()
                        .filter(link -> link.relation() == Relation.PRESERVATION)
                        .flatMap(link -> link.message().stream())
                        .distinct()
                        .flatMap(held -> access.find(actor, held).stream())
                        .filter(held -> held.direction() == Direction.OUT)
                        .flatMap(held -> missing(held, request))
                        .toList()
                : List.of();
    }

    private Stream<Missing> missing(Request held, RequestContent following) {
        List<Integer> part = holds.find(held.id())
                .filter(hold -> hold.state().isHeld())
                .map(Hold::part)
                .orElse(List.of());
        if (part.isEmpty()) {
            return Stream.empty();
        }
        List<DataItem> asked =
                documents.original(held).map(RequestContent::data).orElse(List.of());
        return numbers(asked)
                .filter(number -> !part.contains(number))
                .boxed()
                .flatMap(number -> numbers(following.data())
                        .filter(one -> following.data().get(one - 1).overlaps(asked.get(number - 1)))
                        .mapToObj(one -> new Missing(one, held.reference(), number)));
    }

    private static IntStream numbers(List<DataItem> items) {
        return IntStream.rangeClosed(1, items.size());
    }
}
