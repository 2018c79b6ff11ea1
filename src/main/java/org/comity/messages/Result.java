package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.ResultFacts;
import org.comity.law.StatementFacts;

/**
 * What came of a request; the evidence itself is attached.
 *
 * @param items by data item of the request, where they differ; may be none
 * @param text what was done, and why not more
 */
public record Result(MessageId request, Outcome outcome, List<ItemResult> items, String text) implements Statement {

    public Result {
        items = List.copyOf(items);
    }

    /** What came of it. */
    public enum Outcome {
        /** No more follows; what was not found or not possible is said of its item. Of an item: all of it was done. */
        FULFILLED(AnswerKind.FULFILLED),
        /** More follows. Of an item: some of it was done. */
        PARTIAL(AnswerKind.PARTIAL),
        NO_DATA(AnswerKind.NO_DATA),
        /** It cannot be done, for no reason of law. */
        IMPOSSIBLE(AnswerKind.NO_DATA);

        private final AnswerKind answer;

        Outcome(AnswerKind answer) {
            this.answer = answer;
        }
    }

    /** @param item number of the data item in the request, from 1 */
    public record ItemResult(int item, Outcome outcome, Optional<String> remark) {
        public ItemResult {
            if (item < 1) {
                throw new IllegalArgumentException("data items are numbered from 1");
            }
        }
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(outcome.answer);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return StatementFacts.because(outcome.answer, text);
    }

    /** @param enclosure whether files go with it */
    ResultFacts besideRequest(Exchange exchange, boolean enclosure) {
        return new ResultFacts(
                outcome.answer,
                exchange.kind(),
                enclosure || !text.isBlank(),
                !text.isBlank(),
                items.stream()
                        .map(item -> new ResultFacts.ItemFacts(
                                item.item,
                                item.outcome.name(),
                                item.outcome == Outcome.FULFILLED || item.outcome == Outcome.PARTIAL,
                                item.outcome == Outcome.FULFILLED,
                                item.remark.isPresent()))
                        .toList(),
                exchange.request().map(asked -> asked.data().size()));
    }

    @Override
    public String kind() {
        return "result";
    }
}
