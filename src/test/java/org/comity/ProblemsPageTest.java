package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.comity.problems.Fault;
import org.comity.problems.ProblemType;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} is the catalogue in {@code org.comity.problems}, printed; {@code -Dcomity.print=true} prints it anew. */
class ProblemsPageTest {
    private static final Path PAGE = Path.of("docs", "problems.md");

    @Test
    void thePageIsTheCataloguePrinted() throws IOException {
        if (Boolean.getBoolean("comity.print")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readAllLines(PAGE))
                .as("the catalogue changed; to print it anew: mvn test -Dtest=ProblemsPageTest -Dcomity.print=true")
                .containsExactlyElementsOf(page().lines().toList());
    }

    @Test
    void noCodeIsGivenTwice() {
        assertThat(catalogue().map(ProblemType::code)).doesNotHaveDuplicates();
    }

    @Test
    void everyCodeNamesItsPhaseAndNumber() {
        assertThat(catalogue().map(ProblemType::code)).allMatch(code -> code.matches("E-[A-Z]{3}-[0-9]{2}"));
    }

    @Test
    void everySentenceAndRemedyIsAWholeSentenceForStrangers() {
        assertThat(catalogue().flatMap(type -> Stream.of(type.sentence(), type.remedy())))
                .allMatch(sentence -> sentence.endsWith(".") && !sentence.contains("%") && !sentence.contains("\n"));
    }

    private static Stream<ProblemType> catalogue() {
        return phases().stream()
                .flatMap(phase -> Arrays.stream(phase.getEnumConstants()))
                .map(ProblemType.class::cast);
    }

    private static List<Class<?>> phases() {
        return List.of(ProblemType.class.getPermittedSubclasses());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Problems

                Printed from the enums in `org.comity.problems`; `ProblemsPageTest` fails when page and catalogue differ.
                A problem is technical or validation trouble, found before or beside the law; a *refusal* is a legal decision and is
                never in this list. Codes are stable: never renumbered, never used again for something else. A partner
                hears the code and the sentence, and only after its signature verified ([protocol.md](protocol.md)); nothing here
                holds content, names of persons or keys.

                Who acts: *sender* = the agency that sent the message; *author* = the officer or system of our own agency that wrote
                it; *operator* = whoever runs this gateway; *gateway* = not known yet, look into the log under the reference.
                """);
        for (Class<?> phase : phases()) {
            page.append("\n## ").append(phase.getSimpleName()).append("\n\n");
            page.append(
                    "| code | name | who acts | what the other side is told | remedy | rule |\n|---|---|---|---|---|---|\n");
            Arrays.stream(phase.getEnumConstants())
                    .map(ProblemType.class::cast)
                    .forEach(type -> page.append(row(type)));
        }
        return page.toString();
    }

    private static String row(ProblemType type) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        type.code(),
                        ((Enum<?>) type).name(),
                        word(type.fault()),
                        type.sentence(),
                        type.remedy(),
                        type.rule());
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
