package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway writes as a word of its own, an officer reads as a sentence: events of the journal, causes of alerts, reasons of parking. */
class SentencesTest {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages");

    private static final String CASEWORK = String.join(
            "\n", SourceTree.below("src/main/java/org/comity/casework").values());

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
