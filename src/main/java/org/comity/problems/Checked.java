package org.comity.problems;

import java.util.List;
import java.util.function.Function;

/**
 * What a check made of its input: the next, more trusted type, or every problem found. Checks gather all problems before they
 * answer; surprises (broker gone, disk full) are exceptions and never end up in here.
 */
public sealed interface Checked<T> {

    record Passed<T>(T value) implements Checked<T> {}

    record Failed<T>(List<Problem> problems) implements Checked<T> {
        public Failed {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new GatewayBug("a failed check names at least one problem");
            }
        }
    }

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Checked<T> failed(Problem problem) {
        return new Failed<>(List.of(problem));
    }

    static <T> Checked<T> failed(List<Problem> problems) {
        return new Failed<>(problems);
    }

    /** {@code value} if {@code problems} is empty, else the problems. */
    static <T> Checked<T> of(T value, List<Problem> problems) {
        return problems.isEmpty() ? passed(value) : failed(problems);
    }

    /** The next check, which runs only on what passed this one. */
    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Passed<T>(var value) -> next.apply(value);
            case Failed<T>(var problems) -> new Failed<>(problems);
        };
    }

    /** Empty if the check passed. */
    default List<Problem> problems() {
        return switch (this) {
            case Passed<T> passed -> List.of();
            case Failed<T>(var problems) -> problems;
        };
    }
}
