package org.comity;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.comity.problems.ProblemType;
import org.junit.jupiter.api.Test;

/**
 * Order lives in {@code routes/}, meaning in Java, obligation in {@code docs/}, each pointing at the others by the same id. These
 * tests follow the pointers: an obligation that nobody cites and an id that leads nowhere both fail.
 */
class TraceabilityTests {
    /** Where rules of our own are stated, each by a line or a table cell that opens with its id. */
    private static final List<String> RULE_PAGES =
            List.of("docs/protocol.md", "docs/document.md", "docs/law.md", "docs/delivery.md", "docs/rest.md");

    private static final String FAMILIES = "(?:ENV|SIG|MDN|CRT|XSD|DEL|LAW|DSK)";
    private static final Pattern STATED_RULE =
            Pattern.compile("(?:^[\\s>*-]*|\\| ?)`?(" + FAMILIES + "-\\d+)\\b", Pattern.MULTILINE);

    private static final Pattern RULE = Pattern.compile("(?<![\\w-])(" + FAMILIES + "-\\d+)\\b");
    private static final Pattern THREAT = Pattern.compile("\\bTHREAT-(\\d+)\\b");
    private static final Pattern USE_CASE = Pattern.compile("\\b(UC-\\d\\d(?:/\\d+[a-z]?)?)\\b");
    private static final Pattern CODE = Pattern.compile("\\b(E-[A-Z]{3}-\\d\\d)\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:Test|Tests|Properties|Contract|Vectors))`");
    private static final Pattern ROUTE_FILE = Pattern.compile("\\b([a-z0-9-]+\\.camel\\.yaml)\\b");

    /** Numbers of the rows in our list of threats; the last was found since and stands in docs/security.md alone. */
    private static final int THREATS = 131;

    @Test
    void everyStatedRuleIsCitedWhereItIsKept() {
        Set<String> cited = new TreeSet<>(SourceTree.citations(RULE, SourceTree.below("src/main", "routes"))
                .keySet());
        assertThat(missing(statedRules(), cited))
                .as("stated, but cited nowhere in src/main")
                .isEmpty();
    }

    @Test
    void everyCitedRuleIsStated() {
        Map<String, Set<Path>> cited =
                SourceTree.citations(RULE, SourceTree.below("src/main", "src/test/resources", "routes", "examples"));
        assertThat(dangling(cited, statedRules()))
                .as("cited, but no page states them")
                .isEmpty();
    }

    @Test
    void everyCitedThreatIsARowOfTheList() {
        Map<String, Set<Path>> cited = SourceTree.citations(THREAT, SourceTree.below("src", "routes", "examples"));
        assertThat(cited.keySet())
                .allMatch(number -> Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= THREATS);
    }

    @Test
    void everyCitedUseCaseStepIsWritten() {
        Map<String, Set<Path>> cited = SourceTree.citations(USE_CASE, SourceTree.below("src", "routes"));
        List<String> written = writtenSteps();
        assertThat(dangling(cited, Set.copyOf(written)))
                .as("cited, but docs/use-cases.md has no such step")
                .isEmpty();
        assertThat(written).as("one step, one name").doesNotHaveDuplicates();
    }

    @Test
    void everyRouteBelongsToAUseCaseAndEveryRouteNamedThereExists() {
        Set<String> routes = SourceTree.below("routes").keySet().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".camel.yaml"))
                .collect(toCollection(TreeSet::new));
        assertThat(SourceTree.matches(ROUTE_FILE, SourceTree.read("docs/use-cases.md")))
                .isEqualTo(routes);
    }

    @Test
    void everyProblemCodeInThePagesIsInTheCatalogue() {
        Set<String> catalogue = Stream.of(ProblemType.class.getPermittedSubclasses())
                .flatMap(phase -> Arrays.stream(phase.getEnumConstants()))
                .map(type -> ((ProblemType) type).code())
                .collect(toCollection(TreeSet::new));
        assertThat(dangling(SourceTree.citations(CODE, SourceTree.pages()), catalogue))
                .isEmpty();
    }

    @Test
    void everyTestNamedInThePagesExists() {
        assertThat(dangling(
                        SourceTree.citations(TEST_NAME, SourceTree.pages()),
                        testsByName().keySet()))
                .isEmpty();
    }

    /** Who has this repository has every page that it cites: these were notes of its first builders. */
    @Test
    void nothingCitesAPageThatIsNotHere() {
        Pattern elsewhere = Pattern.compile("\\b(DESIGN|FINDINGS|STYLE)\\b");
        Map<Path, String> texts = SourceTree.below("src", "routes", "schemas", "examples");
        texts.keySet().removeIf(file -> file.endsWith("TraceabilityTests.java"));
        texts.put(Path.of("pom.xml"), SourceTree.read("pom.xml"));
        texts.putAll(SourceTree.pages());
        assertThat(SourceTree.citations(elsewhere, texts)).isEmpty();
    }

    @Test
    void everyLinkInThePagesLeadsSomewhere() {
        Set<String> broken = new TreeSet<>();
        SourceTree.pages()
                .forEach((page, text) -> SourceTree.matches(LINK, text).stream()
                        .filter(target -> !Files.exists(page.toAbsolutePath().resolveSibling(target)))
                        .forEach(target -> broken.add(page + " -> " + target)));
        assertThat(broken).isEmpty();
    }

    private static Set<String> statedRules() {
        return RULE_PAGES.stream()
                .flatMap(page -> SourceTree.matches(STATED_RULE, SourceTree.read(page)).stream())
                .collect(toCollection(TreeSet::new));
    }

    /** Use cases with their steps and extensions, from headings and the numbered lines below them. */
    private static List<String> writtenSteps() {
        Pattern heading = Pattern.compile("^## (UC-\\d\\d)\\b.*");
        Pattern step = Pattern.compile("^\\s*(?:- )?(\\d+[a-z]?)\\. .*");
        List<String> written = new ArrayList<>();
        String useCase = "";
        for (String line : SourceTree.read("docs/use-cases.md").lines().toList()) {
            var newCase = heading.matcher(line);
            var newStep = step.matcher(line);
            if (newCase.matches()) {
                useCase = newCase.group(1);
                written.add(useCase);
            } else if (newStep.matches()) {
                written.add(useCase + "/" + newStep.group(1));
            }
        }
        return written;
    }

    private static Map<String, String> testsByName() {
        Map<String, String> tests = new TreeMap<>();
        SourceTree.below("src/test/java")
                .forEach((file, text) -> tests.put(file.getFileName().toString().replace(".java", ""), text));
        return tests;
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    private static Map<String, Set<Path>> dangling(Map<String, Set<Path>> cited, Set<String> there) {
        Map<String, Set<Path>> dangling = new TreeMap<>(cited);
        dangling.keySet().removeAll(there);
        return dangling;
    }
}
