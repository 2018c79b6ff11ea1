package org.comity.messages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.HoldFacts;

/**
 * The data are held, all that was asked or some of it.
 *
 * @param from when preservation took effect; the 60 days of ETS185/29/7 run from here
 * @param until the end that the holder gives; at least 60 days after {@code from}
 * @param holderReference the holder's reference for the data, may be empty
 * @param items numbers of the data items of the request that are held, from 1; none: all of them
 * @param rest why the others are not, or what becomes of them; may be empty
 */
public record Preserved(
        MessageId request, Instant from, Instant until, String holderReference, List<Integer> items, String rest)
        implements Statement {

    public Preserved {
        items = items.stream().distinct().sorted().toList();
    }

    /** All that was asked. */
    public Preserved(MessageId request, Instant from, Instant until, String holderReference) {
        this(request, from, until, holderReference, List.of(), "");
    }

    /**
     * The items that are held where others are not; none: all are.
     *
     * @param asked what it answers; empty: unknown here, so that whoever names items may leave others out
     */
    public List<Integer> part(Optional<RequestContent> asked) {
        boolean whole = asked.filter(request -> !request.data().isEmpty()
                        && items.size() >= request.data().size())
                .isPresent();
        return whole ? List.of() : items;
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.FULFILLED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new HoldFacts(
                from,
                until,
                items,
                exchange.kind(),
                exchange.request().map(asked -> asked.data().size()));
    }

    @Override
    public String kind() {
        return "preserved";
    }
}
