package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway writes as a word of its own, an officer reads as a sentence: events of the journal, causes of alerts, reasons of parking. */
class SentencesTest {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages");

    /** No English plural ends so: "agencys". */
    private static final Pattern LOST = Pattern.compile("[bcdfghjklmnpqrstvwxz]ys\\b");

    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[({}]");

    private static final String CASEWORK = String.join(
            "\n", SourceTree.below("src/main/java/org/comity/casework").values());

    /** In a pattern with arguments one apostrophe is a quote of MessageFormat and vanishes; in a plain text two are two. */
    @Test
    void apostrophesAreSeen() {
        Set<String> lost = new TreeSet<>();
        for (String key : WORDS.keySet()) {
            String said = WORDS.getString(key);
            boolean pattern = said.matches("(?s).*\\{[0-9].*");
            boolean odd = pattern ? said.replace("''", "").contains("'") : said.contains("''");
            if (odd || LOST.matcher(said).find()) {
                lost.add(key);
            }
        }
        assertThat(lost).isEmpty();
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
