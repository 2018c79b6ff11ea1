package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The table of bounds in {@code docs/operations.md} says what the program says, and names tests that exist (UC-27). */
class BoundsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| ([^|]+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern SETTING =
            Pattern.compile("^\\| `(comity\\.[^`]+)` \\| `([^`]*)` \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

    private static List<MatchResult> rows;
    private static Map<String, List<Path>> sources;

    @BeforeAll
    static void read() throws IOException {
        String page = SourceTree.read("docs/operations.md");
        String table = page.substring(page.indexOf("\n## Bounds\n"), page.indexOf("\n## Backup and restore\n"));
        rows = ROW.matcher(table).results().toList();
        assertThat(rows)
                .hasSameSizeAs(
                        table.lines().filter(line -> line.startsWith("| `")).toList());
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", "")));
        }
        assertThat(rows).hasSizeGreaterThan(40);
    }

    @Test
    void theSettingsHaveTheValuesOfTheProgram() {
        Map<String, String> settings = SETTING.matcher(SourceTree.read("docs/settings.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        List<MatchResult> named = rows.stream()
                .filter(row ->
                        row.group(1).startsWith("comity.") && row.group(2).startsWith("`"))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> assertThat(settings)
                        .containsEntry(
                                row.group(1), row.group(2).replace("`", "").strip()));
    }

    /** Those of the framework: what we ship, else what it does by itself. */
    @Test
    void theSettingsOfTheFrameworkHaveTheValuesThatAreShipped() {
        List<PropertySource<?>> shipped;
        try {
            shipped = new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yaml"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Map<String, String> ofItself = Map.of(
                "server.tomcat.max-connections",
                String.valueOf(new ServerProperties().getTomcat().getMaxConnections()));
        assertThat(rows.stream()
                        .filter(row -> row.group(1).startsWith("server.")
                                || row.group(1).startsWith("spring."))
                        .toList())
                .hasSizeGreaterThan(4)
                .allSatisfy(row -> assertThat(shipped.stream()
                                .map(source -> source.getProperty(row.group(1)))
                                .filter(Objects::nonNull)
                                .map(String::valueOf)
                                .findFirst()
                                .or(() -> Optional.ofNullable(ofItself.get(row.group(1)))))
                        .as(row.group(1))
                        .contains(row.group(2).replace("`", "").strip()));
    }

    @Test
    void theConstantsHaveTheValuesOfTheProgram() {
        List<MatchResult> constants = rows.stream()
                .filter(row -> row.group(1).matches("[A-Z]\\w+\\.[A-Z_]+"))
                .toList();
        assertThat(constants).hasSizeGreaterThan(15).allSatisfy(row -> {
            String[] name = row.group(1).split("\\.", -1);
            String value = " " + name[1] + " = " + row.group(2).replace("`", "").strip() + ";";
            assertThat(sources.getOrDefault(name[0], List.of()))
                    .as("%s with%s", name[0], value)
                    .anyMatch(file -> SourceTree.read(file.toString()).contains(value));
        });
    }

    @Test
    void theQueuesHaveTheConsumersOfTheProgram() {
        Map<String, String> consumers = Pattern.compile(
                        "^(queue\\.\\w+)=.*concurrentConsumers=(\\d+)", Pattern.MULTILINE)
                .matcher(SourceTree.read("src/main/resources/org/comity/delivery/endpoints.properties"))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        assertThat(rows.stream()
                        .filter(row -> row.group(1).startsWith("queue."))
                        .collect(Collectors.toMap(
                                row -> row.group(1),
                                row -> row.group(2).replace("`", "").strip())))
                .hasSizeGreaterThan(5)
                .isEqualTo(consumers);
    }

    @Test
    void everyTestThatIsNamedExists() {
        assertThat(rows.stream()
                        .flatMap(row -> NAME.matcher(row.group(3)).results().map(test -> test.group(1))))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(sources).containsKey(test));
    }
}
