package org.comity.law.file;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one branch, read by type; what does not fit is noted as a mistake and read as if it were absent. */
final class Fields {
    private final Entry.Branch branch;
    private final String path;
    private final List<Mistake> mistakes;
    private final List<String> asked = new ArrayList<>();

    Fields(Entry.Branch branch, String path, List<Mistake> mistakes) {
        this.branch = branch;
        this.path = path;
        this.mistakes = mistakes;
    }

    Optional<String> text(String key) {
        return find(key).flatMap(entry -> text(entry, inside(key)));
    }

    String needed(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !branch.fields().containsKey(key)) {
            mistake(branch, inside(key), "is missing");
        }
        return text.orElse("");
    }

    Optional<Integer> number(String key, int least, int most) {
        return find(key).flatMap(entry -> number(entry, inside(key), least, most));
    }

    Optional<Boolean> yesOrNo(String key) {
        return read(key, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<LocalDate> date(String key) {
        return read(key, "a day such as 2027-01-31", Fields::day);
    }

    /** The field, if {@code reading} makes something of its text; else a mistake that says {@code rule}. */
    <T> Optional<T> read(String key, String rule, Function<String, Optional<T>> reading) {
        return find(key).flatMap(entry -> read(entry, inside(key), rule, reading));
    }

    /** Each text of a list; one text alone stands for a list of one. */
    <T> List<T> each(String key, String rule, Function<String, Optional<T>> reading) {
        return items(key).stream()
                .flatMap(item -> read(item, inside(key), rule, reading).stream())
                .toList();
    }

    Optional<Fields> fields(String key) {
        return find(key).flatMap(entry -> fields(entry, inside(key)));
    }

    /** Each branch of a list of branches. */
    List<Fields> rows(String key) {
        return items(key).stream()
                .flatMap(item -> fields(item, inside(key)).stream())
                .toList();
    }

    /** Every field of this branch, by key: a branch whose keys are names. An entry without fields stands for an empty branch. */
    Map<String, Fields> all() {
        Map<String, Fields> all = new LinkedHashMap<>();
        branch.fields().keySet().forEach(key -> fields(key).ifPresent(found -> all.put(key, found)));
        return all;
    }

    /** Notes every key that nobody asked for. */
    void done() {
        branch.fields().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                mistake(entry, inside(key), "is not a field; there are " + String.join(", ", asked));
            }
        });
    }

    void mistake(String rule) {
        mistake(branch, path, rule);
    }

    void mistakeAt(String key, String rule) {
        mistake(branch.fields().getOrDefault(key, branch), inside(key), rule);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private Optional<Entry> find(String key) {
        asked.add(key);
        return Optional.ofNullable(branch.fields().get(key));
    }

    private List<Entry> items(String key) {
        return find(key)
                .map(entry -> entry instanceof Entry.Row row ? row.items() : List.of(entry))
                .orElse(List.of());
    }

    private Optional<Fields> fields(Entry entry, String where) {
        return switch (entry) {
            case Entry.Branch inner -> Optional.of(new Fields(inner, where, mistakes));
            case Entry.Text text
            when text.value().isEmpty() ->
                Optional.of(new Fields(new Entry.Branch(Map.of(), text.line()), where, mistakes));
            case Entry.Text text -> {
                mistake(text, where, "has fields of its own, not a text");
                yield Optional.empty();
            }
            case Entry.Row row -> {
                mistake(row, where, "has fields of its own, not a list");
                yield Optional.empty();
            }
        };
    }

    private <T> Optional<T> read(Entry entry, String where, String rule, Function<String, Optional<T>> reading) {
        return text(entry, where).flatMap(text -> {
            Optional<T> made = reading.apply(text);
            if (made.isEmpty()) {
                mistake(entry, where, rule);
            }
            return made;
        });
    }

    private Optional<Integer> number(Entry entry, String where, int least, int most) {
        return read(
                entry,
                where,
                least + " to " + most,
                text -> text.matches("[0-9]{1,6}")
                        ? Optional.of(Integer.parseInt(text)).filter(number -> number >= least && number <= most)
                        : Optional.empty());
    }

    private Optional<String> text(Entry entry, String where) {
        if (entry instanceof Entry.Text text && !text.value().isBlank()) {
            return Optional.of(text.value().strip());
        }
        mistake(entry, where, "is one text");
        return Optional.empty();
    }

    private void mistake(Entry entry, String where, String rule) {
        mistakes.add(new Mistake(entry.line().file(), entry.line().number(), where, rule));
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
