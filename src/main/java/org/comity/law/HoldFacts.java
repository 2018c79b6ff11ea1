package org.comity.law;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Of the statement that data are held (ETS185/29/7).
 *
 * @param items of the request that are held; none: all
 * @param kind of the request; empty: it is not known here
 * @param asked how many data items the request has; empty: it is not known here
 */
public record HoldFacts(
        Instant from, Instant until, List<Integer> items, Optional<RequestKind> kind, Optional<Integer> asked)
        implements Facts {

    public HoldFacts {
        items = List.copyOf(items);
    }

    /** Places of the items that the request does not have; an extension is of the whole hold, and has none. */
    List<String> notAsked() {
        int most = kind.filter(RequestKind::isExtension).isPresent() ? 0 : asked.orElse(Integer.MAX_VALUE);
        return IntStream.range(0, items.size())
                .filter(index -> items.get(index) > most)
                .mapToObj(index -> "preserved/item[" + (index + 1) + "]")
                .toList();
    }
}
