package org.comity.law;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Of what a result says beside its request: that it says something, and of the data items one by one.
 *
 * @param answer what it says of the whole
 * @param kind of the request; empty: it is not known here
 * @param substance whether there is a text or a file
 * @param explained whether there is a text
 * @param items as they are listed
 * @param asked how many data items the request has; empty: it is not known here
 */
public record ResultFacts(
        AnswerKind answer,
        Optional<RequestKind> kind,
        boolean substance,
        boolean explained,
        List<ItemFacts> items,
        Optional<Integer> asked)
        implements Facts {

    public ResultFacts {
        items = List.copyOf(items);
    }

    /**
     * @param number of the data item, from 1
     * @param outcome its code
     * @param done whether something came of it
     * @param whole whether all of it was done
     * @param remarked whether something is said of it
     */
    public record ItemFacts(int number, String outcome, boolean done, boolean whole, boolean remarked) {}

    /** Places of the items that the request does not have. */
    List<String> notAsked() {
        return places(
                index -> asked.filter(most -> items.get(index).number() > most).isPresent());
    }

    /** Places of the items of which something else was said before. */
    List<String> contradicted() {
        return places(index -> items.subList(0, index).stream()
                .anyMatch(earlier -> earlier.number() == items.get(index).number()
                        && !earlier.outcome().equals(items.get(index).outcome())));
    }

    boolean isToQuestion() {
        return kind.filter(RequestKind::isQuestion).isPresent();
    }

    boolean isAnyDone() {
        return items.stream().anyMatch(ItemFacts::done);
    }

    /** Whether of every data item of the request it is said that nothing came of it. */
    boolean isNoneDone() {
        long undone = items.stream()
                .filter(item -> !item.done())
                .mapToInt(ItemFacts::number)
                .distinct()
                .count();
        return undone > 0 && asked.filter(all -> undone == all).isPresent();
    }

    /** Places of the items that were not done wholly, and nothing says why. */
    List<String> unexplained() {
        return explained
                ? List.of()
                : places(index -> !items.get(index).whole() && !items.get(index).remarked());
    }

    private List<String> places(IntPredicate broken) {
        return IntStream.range(0, items.size())
                .filter(broken)
                .mapToObj(index -> "result/item[" + (index + 1) + "]")
                .toList();
    }
}
