package org.comity.desk.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.desk.drafts.Item;
import org.comity.law.DataCategory;
import org.comity.law.OffenceCode;
import org.comity.messages.Identifier;
import org.comity.problems.ProblemType;
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

    private final MessageSource words;

    Words(MessageSource words) {
        this.words = words;
    }

    /** A place of the document as a way through the form: "Data 2 › IP address 1 › Port". */
    public String place(String place) {
        return Arrays.stream(place.split("/", -1))
                .filter(step -> !step.isEmpty() && !step.equals("preservationRequest"))
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

    /** What problems' codes mean and what to do about them; codes are separated by commas, and what the catalogue lacks is left out. */
    public List<ProblemType> problems(String codes) {
        return Arrays.stream(codes.split(",", -1))
                .map(code -> Optional.ofNullable(CATALOGUE.get(code.strip())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is amiss at a field, in words for who fills it in; the catalogue speaks to the author of any document. */
    public String amiss(ProblemType type) {
        return word("problem." + type.code(), type.sentence());
    }

    public String remedy(ProblemType type) {
        return word("remedy." + type.code(), type.remedy());
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
