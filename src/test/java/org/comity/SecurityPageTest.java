package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The last column of {@code docs/security.md} is the list of test classes that cite the threat, a dash if there is none;
 * {@code -Dcomity.print=true} prints it anew. No threat is left out: what does not arise here, or is not done, has a row that says so.
 */
class SecurityPageTest {
    private static final Path PAGE = Path.of("docs", "security.md");
    private static final Pattern ROW = Pattern.compile("\\| (THREAT-\\d+) \\| (.*) \\| [^|]* \\|");
    private static final Pattern TEST = Pattern.compile(".*(?:Test|Tests|Properties|Contract)\\.java");

    private static final int LAST = 131;

    /** Runs every vector; a threat that a vector cites is shown by it. */
    private static final String VECTORS = "EnvelopeVectorsTest.java";

    private final Map<Path, String> tests = SourceTree.below("src/test/java");
    private final String vectors =
            String.join("\n", SourceTree.below("src/test/resources/vectors").values());

    @Test
    void eachThreatNamesTheTestsThatCiteIt() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> printed = page.stream().map(this::withTests).toList();
        if (Boolean.getBoolean("comity.print")) {
            Files.writeString(PAGE, String.join("\n", printed) + "\n");
        }
        assertThat(Files.readAllLines(PAGE)).containsExactlyElementsOf(printed);
    }

    @Test
    void noThreatIsLeftOut() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LAST)
                        .mapToObj(number -> "THREAT-" + number)
                        .toList());
    }

    private String withTests(String line) {
        Matcher row = ROW.matcher(line);
        return row.matches() ? "| %s | %s | %s |".formatted(row.group(1), row.group(2), citing(row.group(1))) : line;
    }

    private String citing(String threat) {
        Pattern citation = Pattern.compile("\\b" + threat + "\\b");
        String names = tests.entrySet().stream()
                .filter(test -> TEST.matcher(test.getKey().toString()).matches())
                .filter(test ->
                        citation.matcher(text(test.getKey(), test.getValue())).find())
                .map(test -> "`" + test.getKey().getFileName().toString().replace(".java", "") + "`")
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "-" : names;
    }

    private String text(Path file, String text) {
        return file.endsWith(VECTORS) ? text + vectors : text;
    }
}
