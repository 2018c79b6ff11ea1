package org.comity.desk.drafts;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.comity.schemas.DocumentTexts;

/**
 * What was typed so far, by place. Rows that can repeat are numbered from 1 without gaps, as the schema counts them.
 *
 * @param texts blank ones too: an empty row that was added stays until the draft is checked
 */
public record Draft(Map<String, String> texts) {
    /** Longest text that is kept of one field, in UTF-16 units: the schema's 20,000 characters and room to see that it is too long. */
    private static final int MOST_TEXT = 60_000;

    private static final Pattern PLACE = Pattern.compile(
            "@?[A-Za-z0-9]{1,40}(\\[[1-9][0-9]{0,2}])?(/@?[A-Za-z0-9]{1,40}(\\[[1-9][0-9]{0,2}])?){0,6}");

    private static final Pattern NUMBER = Pattern.compile("/(telephone(\\[[0-9]+])?|mobile|fax)$");

    private static final String NONE_KNOWN = "/custodian/noneKnown";
    private static final String KNOWN = "/custodian/known";

    /** Why this avenue was chosen: kept with the request in our house, never part of its document. */
    public static final String AVENUE = "@avenue";

    /** Below it stands how something went or came by hand (UC-21): beside a document, never part of one. */
    public static final String BY_HAND = "@hand";

    /** Below it stands what our own people accessed without a request (UC-26): no document at all. */
    public static final String ACCESS = "@access";

    /** What a form can be about: contents of {@code schemas/v1} that officers write. */
    private static final Set<String> CONTENTS = Set.of(
            "preservationRequest",
            "acknowledgement",
            "assistanceRequest",
            "offer",
            "question",
            "answer",
            "decision",
            "preserved",
            "riskNotice",
            "secrecyNotice",
            "delay",
            "referral",
            "result",
            "conditionReply",
            "partialDisclosure",
            "information",
            "useQuery",
            "useExplanation",
            "confirmation",
            "withdrawal");

    public Draft {
        texts = new LinkedHashMap<>(texts);
    }

    /** The fields of a form; other parameters of the call are left out. */
    public static Draft typed(Map<String, String> parameters, ZoneId zone) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (isPlace(name) && value.length() <= MOST_TEXT) {
                texts.put(name, isNumber(name) ? joined(value) : value.replace("\r\n", "\n"));
            }
        });
        return new Draft(new LocalTimes(zone).toDocument(texts));
    }

    private static boolean isNumber(String place) {
        return NUMBER.matcher(place).find();
    }

    /** A number as people write it, "+81 3-5550-1234", is the same number without what separates; one without its country stays wrong. */
    private static String joined(String value) {
        String number = value.strip();
        return number.startsWith("+") ? number.replaceAll("[\\s.\\-/]", "") : number;
    }

    /** A time for a field of type {@code datetime-local}, in the zone of its row or else in {@code zone}. */
    public String time(String place, ZoneId zone) {
        return new LocalTimes(zone).toField(place, texts);
    }

    /** Whether {@code name} can name a field of the form. */
    public static boolean isPlace(String name) {
        boolean ofTheDocument = name.startsWith("@") || CONTENTS.contains(name.replaceFirst("[/\\[].*", ""));
        return ofTheDocument && PLACE.matcher(name).matches();
    }

    public static boolean isRow(String name) {
        return isPlace(name) && name.endsWith("]");
    }

    /** The content that it is to be: {@code preservationRequest}, {@code decision} ... */
    public String root() {
        return texts.keySet().stream()
                .filter(place -> !place.startsWith("@"))
                .map(place -> place.replaceFirst("[/\\[].*", ""))
                .findFirst()
                .orElse("preservationRequest");
    }

    public String text(String place) {
        return texts.getOrDefault(place, "");
    }

    public boolean has(String place) {
        return texts.entrySet().stream()
                .anyMatch(entry ->
                        isAtOrBelow(entry.getKey(), place) && !entry.getValue().isBlank());
    }

    /** How many rows {@code element} has, the empty ones counted. */
    public int rows(String element) {
        int most = 0;
        for (String place : texts.keySet()) {
            if (place.startsWith(element + "[")) {
                int end = place.indexOf(']', element.length());
                most = Math.max(most, Integer.parseInt(place, element.length() + 1, end, 10));
            }
        }
        return most;
    }

    public Draft with(String place, String text) {
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(place, text);
        return new Draft(more);
    }

    /** With everything of {@code more}. */
    public Draft with(Draft more) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(more.texts);
        return new Draft(all);
    }

    /** Only what stands at {@code place} or below. */
    public Draft below(String place) {
        Map<String, String> some = new LinkedHashMap<>(texts);
        some.keySet().removeIf(known -> !isAtOrBelow(known, place));
        return new Draft(some);
    }

    public Draft without(String place) {
        Map<String, String> rest = new LinkedHashMap<>(texts);
        rest.keySet().removeIf(known -> isAtOrBelow(known, place));
        return new Draft(rest);
    }

    /** One more row, empty. */
    public Draft withRow(String element) {
        return with(element + "[" + (rows(element) + 1) + "]", "");
    }

    /** Without the row at {@code place}, such as {@code preservationRequest/data[2]}; the rows behind it move up. */
    public Draft withoutRow(String place) {
        int bracket = place.lastIndexOf('[');
        String element = place.substring(0, bracket);
        int number = Integer.parseInt(place, bracket + 1, place.length() - 1, 10);
        Map<String, String> rest = new LinkedHashMap<>();
        texts.forEach((key, text) -> moved(key, element, number, rest, text));
        return new Draft(rest);
    }

    private static void moved(String key, String element, int removed, Map<String, String> rest, String text) {
        if (!key.startsWith(element + "[")) {
            rest.put(key, text);
            return;
        }
        int end = key.indexOf(']', element.length());
        int number = Integer.parseInt(key, element.length() + 1, end, 10);
        if (number != removed) {
            int now = number > removed ? number - 1 : number;
            rest.put(element + "[" + now + key.substring(end), text);
        }
    }

    /** Without empty rows, so that problems and rows count alike. */
    public Draft compact() {
        Draft draft = this;
        for (String element : new EmptyRows(texts).elements()) {
            for (int number = draft.rows(element); number > 0; number--) {
                String row = element + "[" + number + "]";
                if (!EmptyRows.saysSomething(draft.texts, row)) {
                    draft = draft.withoutRow(row);
                }
            }
        }
        return draft;
    }

    /** As a submission in XML: what is blank, not chosen, or a mere preset of an empty row is left out. */
    public byte[] xml(DocumentTexts documents) {
        Map<String, String> said = new LinkedHashMap<>(texts);
        said.remove(AVENUE);
        said.keySet().removeIf(place -> isAtOrBelow(place, BY_HAND));
        String root = root();
        if (!text(root + NONE_KNOWN).isBlank()) {
            said.keySet().removeIf(place -> isAtOrBelow(place, root + KNOWN));
        }
        said.keySet()
                .removeIf(
                        place -> EmptyRows.isPreset(place) && !EmptyRows.saysSomething(texts, EmptyRows.parent(place)));
        return documents.writeSubmission(said);
    }

    static boolean isAtOrBelow(String place, String above) {
        return place.equals(above) || place.startsWith(above + "/") || place.startsWith(above + "[");
    }
}
