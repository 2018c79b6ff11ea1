package org.comity.desk.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.dashboard.RequestFile;
import org.comity.desk.drafts.DraftForm;
import org.comity.desk.drafts.Item;
import org.comity.law.DataCategory;
import org.comity.law.OffenceCode;
import org.comity.matters.Direction;
import org.comity.messages.Identifier;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SchemaProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Words for names of the schema, codes of the law and codes of problems. Templates call it {@code @words}. */
@Component("words")
class Words {
    private static final Map<String, ProblemType> CATALOGUE = Arrays.stream(ProblemType.class.getPermittedSubclasses())
            .flatMap(phase -> Stream.of(phase.getEnumConstants()))
            .map(ProblemType.class::cast)
            .collect(Collectors.toUnmodifiableMap(ProblemType::code, Function.identity()));

    private static final Pattern CODE = Pattern.compile("\\bE-[A-Z]{3}-[0-9]{2}\\b");

    /** Three and more: two are a paragraph. */
    private static final Pattern EMPTY_LINES = Pattern.compile("\n(?:[ \\t]*\n){3,}");

    /** Fields of a content that stand in no group, or in one that no content lacks: they cannot be left empty. */
    private static final Pattern ALONE = Pattern.compile("[A-Za-z]+/(@?[A-Za-z]+|urgency/level)");

    private final MessageSource words;
    private final Clock clock;

    Words(MessageSource words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /** A place of the document as a way through the form: "Data 2 › IP address 1 › Port". */
    public String place(String place) {
        String whole = word("place." + place, ""); // a group of fields has a name of its own
        if (!whole.isEmpty()) {
            return whole;
        }
        String below = place.startsWith("@") ? place : place.replaceFirst("^/?[A-Za-z]+/", "");
        return Arrays.stream(below.split("/", -1))
                .filter(step -> !step.isEmpty())
                .map(this::step)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" › "), way -> way.isEmpty() ? word("place.submission", "") : way));
    }

    private String step(String step) {
        int bracket = step.indexOf('[');
        String name = (bracket < 0 ? step : step.substring(0, bracket)).replace("@", "");
        String number = bracket < 0 ? "" : " " + step.substring(bracket + 1, step.length() - 1);
        return word("place." + name, name) + number;
    }

    public String name(Item item) {
        String name = item.name().replace("@", "");
        return word("place." + name, name);
    }

    /** A text of a document: a word for a code of ours, everything else as it stands, made visible (THREAT-18). */
    public String value(Item item) {
        String code = "value." + item.name().replace("@", "") + "." + item.text();
        String shown = VisibleText.of(item.text());
        return item.text().length() > 40 ? shown : word(code, shown);
    }

    /** As {@link #value}, on paper: many empty lines would make many empty pages, so they are counted. */
    public String printed(Item item) {
        return EMPTY_LINES
                .matcher(value(item))
                .replaceAll(lines ->
                        "\n[" + (lines.group().chars().filter(c -> c == '\n').count() - 1) + "]\n");
    }

    /** What problems' codes mean and what to do about them, wherever in {@code codes} they stand; what the catalogue lacks is left out. */
    public List<ProblemType> problems(String codes) {
        return CODE.matcher(codes)
                .results()
                .map(found -> Optional.ofNullable(CATALOGUE.get(found.group())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** What is amiss at a field, in words for who fills it in; the catalogue speaks to the author of any document. */
    public String amiss(ProblemType type) {
        return word("problem." + type.code(), type.sentence());
    }

    /** The same at a field that is filled in: of a time that cannot be, which of the two is wrong with it. */
    public String amiss(Problem problem, DraftForm form) {
        if (problem.type() == CaseworkProblem.TIME_NOT_POSSIBLE) {
            try {
                boolean ahead = OffsetDateTime.parse(form.text(problem.where()))
                        .toInstant()
                        .isAfter(clock.instant());
                return word(
                        "problem.E-CSW-23." + (ahead ? "ahead" : "early"),
                        problem.type().sentence());
            } catch (DateTimeException noTime) {
                return amiss(problem.type());
            }
        }
        return amiss(problem.type());
    }

    /** What to do about it, with an example of the very field where we have one. */
    public String remedy(Problem problem) {
        String code = problem.type().code();
        String field = problem.where().replaceFirst("^.*/", "").replaceAll("@|\\[[0-9]+]", "");
        if (problem.type() == SchemaProblem.MISSING
                && ALONE.matcher(problem.where()).matches()) {
            return word("remedy.needed", problem.type().remedy());
        }
        return word(
                "remedy." + code + "." + field,
                word("remedy." + code, problem.type().remedy()));
    }

    /** Whose finding the last problem of a message is: the partner's about our text, ours about theirs, or how far the delivery came. */
    public String finding(RequestFile.Sent message) {
        boolean theirs = message.direction() == Direction.IN;
        if (theirs && message.kind().equals("rejection")) {
            return word("finding.partner", "");
        }
        return switch (message.state()) {
            case TURNED_AWAY -> word("finding.turned-away", "");
            case REJECTED -> word("finding.ours", "");
            case PARKED -> word("finding.parked", "");
            default -> word("finding.try", "");
        };
    }

    /** Null where there is nothing to say. */
    public @Nullable String hint(String key) {
        return words.getMessage(key, null, null, LocaleContextHolder.getLocale());
    }

    public List<String> offences() {
        return Arrays.stream(OffenceCode.values()).map(OffenceCode::code).toList();
    }

    public List<String> categories() {
        return Arrays.stream(DataCategory.values()).map(DataCategory::code).toList();
    }

    /** Identifiers that are one value, by the names of their elements. */
    public List<String> plainIdentifiers() {
        return Arrays.stream(Identifier.Form.values())
                .map(Identifier.Form::element)
                .toList();
    }

    public String word(String key, String otherwise) {
        return String.valueOf(words.getMessage(key, null, otherwise, LocaleContextHolder.getLocale()));
    }
}
