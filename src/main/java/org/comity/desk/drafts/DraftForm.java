package org.comity.desk.drafts;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A draft as its page shows it: the texts, and beside each field the problems and the cautions at its place.
 *
 * @param zone of the times that have none of their own
 */
public record DraftForm(Draft draft, List<Problem> problems, List<Cautions.Caution> cautions, ZoneId zone) {

    /** The parts of the form from top to bottom. */
    private static final List<String> ORDER = List.of(
            "@",
            "reference",
            "@language",
            "extension",
            "urgency",
            "requesting",
            "confirmationContact",
            "investigating",
            "prosecution",
            "court",
            "assistance",
            "measure",
            "question",
            "subject",
            "condition",
            "offence",
            "facts",
            "data",
            "custodian",
            "necessity",
            "followUp",
            "link");

    public DraftForm {
        problems = problems.stream()
                .sorted(Comparator.comparingInt(problem -> part(problem.where())))
                .toList();
        cautions = List.copyOf(cautions);
    }

    public DraftForm(Draft draft, List<Problem> problems, ZoneId zone) {
        this(draft, problems, List.of(), zone);
    }

    private static int part(String where) {
        String place = where.startsWith("@") ? where : where.replaceFirst("^[A-Za-z]+/", "");
        for (int i = 0; i < ORDER.size(); i++) {
            if (place.startsWith(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }

    public String text(String place) {
        return draft.text(place);
    }

    public boolean is(String place, String text) {
        return draft.text(place).equals(text);
    }

    public boolean has(String place) {
        return draft.has(place);
    }

    public String time(String place) {
        return draft.time(place, zone);
    }

    /** Places of the rows of {@code element}; at least {@code least}. */
    public List<String> rows(String element, int least) {
        return IntStream.rangeClosed(1, Math.max(draft.rows(element), least))
                .mapToObj(number -> element + "[" + number + "]")
                .toList();
    }

    public List<Problem> at(String place) {
        return problems.stream()
                .filter(problem -> problem.where().equals(place))
                .toList();
    }

    public boolean isWrong(String place) {
        return problems.stream().anyMatch(problem -> problem.where().equals(place));
    }

    /** Whether {@code text} is among the rows of {@code element}: a box that is ticked. */
    public boolean chose(String element, String text) {
        return rows(element, 0).stream().anyMatch(row -> is(row, text));
    }

    public List<Cautions.Caution> cautionsAt(String place) {
        return cautions.stream()
                .filter(caution -> caution.place().equals(place))
                .toList();
    }

    /** Whether a problem or a caution stands at or below {@code place}: nobody has to look for it behind a fold. */
    public boolean calls(String place) {
        return Stream.concat(
                        problems.stream().map(Problem::where), cautions.stream().map(Cautions.Caution::place))
                .anyMatch(where -> Draft.isAtOrBelow(where, place));
    }

    /** Ids of what a screen reader says of the field at {@code place}; null: nothing. */
    public @Nullable String described(String place, boolean hint) {
        String id = id(place);
        List<String> ids = new ArrayList<>();
        if (isWrong(place)) {
            ids.add(id + "-wrong-0");
        } else if (hint) {
            ids.add(id + "-hint");
        }
        IntStream.range(0, cautionsAt(place).size()).forEach(number -> ids.add(id + "-careful-" + number));
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** Whether something at or below {@code place} is typed, wrong or cautioned about: then its group stands open. */
    public boolean isUsed(String place) {
        return draft.has(place) || calls(place);
    }

    /** A place as an id of HTML that needs no escaping in addresses. */
    public String id(String place) {
        return place.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
