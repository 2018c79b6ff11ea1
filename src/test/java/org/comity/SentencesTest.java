package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.problems.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway writes as a word of its own, an officer reads as a sentence: events of the journal, causes of alerts, reasons of parking. */
class SentencesTest {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages");

    private static final String PERSONS =
            "partner|holder|officer|author|approver|sender|custodian|provider|unit|agency|gateway|user";

    /** No English plural ends so ("agencys"), no word is written so ("dont", "doesnt"), and of one there is no plural ("the partners law"). */
    private static final Pattern LOST = Pattern.compile(
            String.join(
                    "|",
                    "[bcdfghjklmnpqrstvwxz]ys\\b",
                    "(?i)\\b(?:do|does|did|is|are|was|were|has|have|had|ca|could|should|would|must|need)nt\\b",
                    "(?i)\\b(?:wont|thats|theres|whats|youre|theyre|weve|youve|theyve|oclock)\\b",
                    "(?i)\\b(?:a|an|one|this|that|each|another) (?:" + PERSONS + ")s [a-z]",
                    "(?:" + PERSONS
                            + "|State|day|hour|month|year)s (?:law|notice|office|answer|reference|telephone|gateway|desk|certificate)\\b"));

    /** In a template: a text by its name, with arguments. */
    private static final Pattern WITH_ARGUMENTS = Pattern.compile("#\\{([A-Za-z0-9_.-]+)\\(");

    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[({}]");

    private static final String CASEWORK = String.join(
            "\n", SourceTree.below("src/main/java/org/comity/casework").values());

    /** In a pattern with arguments one apostrophe is a quote of MessageFormat and vanishes; in a plain text two are two. */
    @Test
    void apostrophesAreSeen() {
        Set<String> withArguments = SourceTree.below("src/main/resources/templates").values().stream()
                .flatMap(template -> WITH_ARGUMENTS.matcher(template).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> lost = new TreeSet<>();
        for (String key : WORDS.keySet()) {
            String said = WORDS.getString(key);
            boolean pattern = said.matches("(?s).*\\{[0-9].*") || withArguments.contains(key);
            boolean odd = pattern ? said.replace("''", "").contains("'") : said.contains("''");
            if (odd || LOST.matcher(said).find()) {
                lost.add(key);
            }
        }
        assertThat(lost).isEmpty();
    }

    /** Of two the later counts, and whoever mends the earlier wonders. */
    @Test
    void noTextStandsTwice() throws IOException {
        Set<String> seen = new HashSet<>();
        assertThat(Files.readAllLines(Path.of("src/main/resources/messages.properties")))
                .filteredOn(line -> line.matches("[A-Za-z].*=.*") && !seen.add(line.substring(0, line.indexOf('='))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The agencys page",
                "This doesnt count",
                "You cant",
                "It wont leave",
                "the partners law gives 90 days",
                "Each partners own clock",
                "two days notice"
            })
    void aLostApostropheIsFound(String text) {
        assertThat(LOST.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Partners without a gateway",
                "The partner's law, our units, two officers",
                "Its holder counts days"
            })
    void aTextThatLostNoneIsLeftAlone(String text) {
        assertThat(LOST.matcher(text).find()).isFalse();
    }

    @Test // problems are read by the partner too
    void theCatalogueHasItsApostrophes() {
        assertThat(Stream.of(ProblemType.class.getPermittedSubclasses())
                        .flatMap(phase -> Stream.of(phase.getEnumConstants()))
                        .map(ProblemType.class::cast)
                        .filter(type -> LOST.matcher(type.sentence() + " " + type.remedy())
                                .find())
                        .map(ProblemType::code))
                .isEmpty();
    }

    @Test
    void whatATemplateSaysIsThere() {
        Set<String> missing = new TreeSet<>();
        for (String template : SourceTree.below("src/main/resources/templates").values()) {
            NAMED.matcher(template)
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !WORDS.containsKey(key))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.|\"((?:alert|attachment|deadline|document|errand|matter|message|partner|receipt)\\.[a-z]+(?:-[a-z]+)*)\"",
                "alert.|(?:raise\\([^;]*?|cause = |alert\\(|: |AWAITED = )\"([a-z]+(?:-[a-z]+)+)\"",
                "parked.reason.|REASON = \"([A-Z_]+)\"",
                "parked.reason.|^ {4}[A-Z_]+\\(\"([a-z-]+)\", DeliveryProblem"
            })
    void eachHasASentence(String kind) {
        String prefix = kind.substring(0, kind.indexOf('|'));
        Set<String> missing = new TreeSet<>();
        List<String> said = Pattern.compile(kind.substring(kind.indexOf('|') + 1), Pattern.MULTILINE)
                .matcher(CASEWORK)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(said).as("words found for " + prefix).isNotEmpty();
        said.stream().filter(word -> !WORDS.containsKey(prefix + word)).forEach(missing::add);
        assertThat(missing).isEmpty();
    }
}
