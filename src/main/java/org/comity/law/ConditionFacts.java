package org.comity.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Of the days by which conditions are to be met.
 *
 * @param place of the conditions, without their number
 * @param dueBy as they are listed; empty: it sets none
 * @param said the day on which they were put, where the authority is that puts them
 */
public record ConditionFacts(String place, List<Optional<LocalDate>> dueBy, LocalDate said) implements Facts {

    public ConditionFacts {
        dueBy = List.copyOf(dueBy);
    }

    /** Places of the days that were over when they were named. */
    List<String> over() {
        return IntStream.range(0, dueBy.size())
                .filter(index ->
                        dueBy.get(index).filter(day -> day.isBefore(said)).isPresent())
                .mapToObj(index -> place + "[" + (index + 1) + "]/@dueBy")
                .toList();
    }
}
