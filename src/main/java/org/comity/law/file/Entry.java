package org.comity.law.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in a file, as text, with the line where it stands: types come later, so that {@code NO} stays Norway. */
sealed interface Entry {

    Line line();

    record Line(String file, int number) {}

    record Text(String value, Line line) implements Entry {}

    record Row(List<Entry> items, Line line) implements Entry {}

    record Branch(Map<String, Entry> fields, Line line) implements Entry {

        /** The fields of both; of what stands in both, {@code over} wins unless it too is a branch. */
        Branch overriddenBy(Branch over) {
            Map<String, Entry> merged = new LinkedHashMap<>(fields);
            over.fields.forEach((key, entry) -> merged.merge(
                    key,
                    entry,
                    (first, second) -> first instanceof Branch base && second instanceof Branch change
                            ? base.overriddenBy(change)
                            : second));
            return new Branch(merged, over.line);
        }
    }
}
