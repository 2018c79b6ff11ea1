package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prints the law to {@code docs/law.md}; run with {@code -Dcomity.print=true} to write it anew. */
class LawDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/law.md");
    private static final Pattern CITED = Pattern.compile("LAW-[0-9]{2,3}|DR-[0-9]{2}E?|ETS185/[0-9]+(/[0-9a-z]+)*");

    private final Map<String, Set<String>> tests = citations();

    @Test
    void theDocumentIsWhatTheRulesSay() throws IOException {
        if (Boolean.getBoolean("comity.print")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document());
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document());
    }

    @Test
    void everyRuleHasATest() {
        assertThat(Requirements.rules()).allSatisfy(rule -> assertThat(tests).containsKey(rule.id()));
        assertThat(DeadlineRule.values()).allSatisfy(rule -> assertThat(tests).containsKey(rule.id()));
    }

    @Test
    void everyRuleHasAnIdOfItsOwn() {
        assertThat(Requirements.rules()).extracting(Rule::id).doesNotHaveDuplicates();
    }

    @Test
    void everyParagraphOfTheConventionIsShownOrIsNotOurs() {
        assertThat(Paragraphs.ALL)
                .filteredOn(paragraph -> paragraph.otherwise().isEmpty())
                .allSatisfy(paragraph -> assertThat(paragraph.tests(tests)).isNotEmpty());
    }

    private String document() {
        return """
                # The law that Comity checks

                Made from the rules in `org.comity.law` by `LawDocumentTest`; do not edit. A citation such as `ETS185/29/2/f` is
                Article 29, paragraph 2, item f of the Convention on Cybercrime (ETS 185). What binds two states (reservations, days
                of hold, four eyes) is in `src/main/resources/relationships.yaml` and can be overridden in the data directory.

                ## The Convention, paragraph by paragraph

                Chapter III of ETS 185 in short, the rules of this page that it is the source of, and the tests that show them or name the
                paragraph. What is neither is not the gateway's.

                | paragraph | says | rules | shown by |
                |---|---|---|---|
                %s

                ## Other instruments and laws, by what is cited of them

                COMITY is our own policy, no law.

                | paragraph | rules, kinds and grounds of this page | shown by |
                |---|---|---|
                %s

                ## Demands on messages

                | paragraph | rule | what it demands | problem | tests |
                |---|---|---|---|---|
                %s

                ## Deadlines

                | rule | source | length | who | meaning | says | prolonging | applies | tests |
                |---|---|---|---|---|---|---|---|---|
                %s

                "m" behind a source: from memory, not compared with its text. A rule applies where its instrument binds the two states on the
                day; a rule of one state's own law where that state is one of the two. How days are counted is of the relationship
                (`docs/decisions/2026-11-25-how-days-are-counted.md`); both plausible readings are computed. What we hold is released after the
                latest, what we owe is due by the earliest, a warning comes ahead of the earliest. "Promptly" and "expeditiously" are no figures
                and never become one here.
                DR-30 to DR-40 are computed only: no kind of request here is an order under that Regulation, so that nothing starts them.

                ## Instruments

                | code | name | citations | binds |
                |---|---|---|---|
                %s

                ## Kinds of request and their answers

                A kind is on between two states while its instrument binds them (`relationships.yaml`). `DISC-30` is an answer to a
                preservation (`DSC`); what is taken from public sources or by consent (ETS185/32, `PUB-32`) is no request: nothing
                is sent, and what was accessed is an entry of the matter's log (UC-26; LAW-21 to LAW-29 say what it must tell).

                | kind | what it asks | basis | who may send it | form | admitted answers |
                |---|---|---|---|---|---|
                %s

                ## Avenues

                The kinds that serve a need, the first the best where all are open (`law.Avenues`): a treaty of the two States, then ETS 185, then the
                other conventions, then diplomacy. Only what binds the two States on the day is open; life at risk puts %s first, and stored data
                in haste are preserved beside the request for them. The officer chooses and says why.

                | need | avenues |
                |---|---|
                %s

                ## Grounds of refusal

                | ground | source | preservation | assistance | without treaty | question to a contact point |
                |---|---|---|---|---|---|
                %s

                ## Codes

                | offence | source | meaning | within Articles 2 to 11 |
                |---|---|---|---|
                %s

                | data category | source | meaning |
                |---|---|---|
                %s
                """.formatted(
                        paragraphs(),
                        elsewhere(),
                        rules(),
                        deadlines(),
                        instruments(),
                        kinds(),
                        kinds(Avenues.LIFE_AT_RISK),
                        avenues(),
                        grounds(),
                        offences(),
                        categories());
    }

    private String paragraphs() {
        return Paragraphs.ALL.stream()
                .map(paragraph -> row(
                        paragraph.citation(),
                        paragraph.says(),
                        String.join(", ", paragraph.rules()),
                        paragraph.otherwise().isEmpty()
                                ? String.join(", ", paragraph.tests(tests))
                                : paragraph.otherwise()))
                .collect(Collectors.joining("\n"));
    }

    private String elsewhere() {
        Map<String, Set<String>> cited = new TreeMap<>();
        Stream.of(
                        Requirements.rules().stream().map(rule -> Map.entry(rule.source(), rule.id())),
                        Stream.of(DeadlineRule.values()).map(rule -> Map.entry(rule.source(), rule.id())),
                        Stream.of(RequestKind.values()).map(kind -> Map.entry(kind.basis(), kind.code())),
                        Stream.of(RefusalGround.values())
                                .flatMap(ground ->
                                        ground.sources().stream().map(source -> Map.entry(source, ground.name()))))
                .flatMap(all -> all)
                .filter(entry -> !entry.getKey().value().startsWith("ETS185/"))
                .forEach(entry -> cited.computeIfAbsent(entry.getKey().value(), first -> new TreeSet<>())
                        .add(entry.getValue()));
        return cited.entrySet().stream()
                .map(entry -> row(
                        entry.getKey(),
                        String.join(", ", entry.getValue()),
                        entry.getValue().stream()
                                .flatMap(id -> RequestKind.of(id).isPresent()
                                        ? Stream.of("EveryKindEndsTest", "ExamplesTest") // every kind is in both
                                        : tests.getOrDefault(id, Set.of()).stream())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    private static String avenues() {
        return Stream.of(Avenues.Need.values())
                .map(need -> row(need.inWords(), kinds(need.kinds())))
                .collect(Collectors.joining("\n"));
    }

    private static String kinds(List<RequestKind> kinds) {
        return kinds.stream().map(RequestKind::code).collect(Collectors.joining(", "));
    }

    private String rules() {
        return Requirements.rules().stream()
                .map(rule -> row(
                        rule.source(), rule.id(), rule.demand(), rule.problem().code(), testsOf(rule.id())))
                .collect(Collectors.joining("\n"));
    }

    private String deadlines() {
        return Stream.of(DeadlineRule.values())
                .map(rule -> row(
                        rule.id(),
                        rule.source() + (rule.isFromMemory() ? " m" : ""),
                        rule.length().inWords(),
                        rule.obliged().name().toLowerCase(java.util.Locale.ROOT),
                        rule.meaning().inWords(),
                        rule.says(),
                        rule.prolonging()
                                .map(more -> "+" + more.days() + " days, " + more.times() + " time")
                                .orElse("-"),
                        rule.instrument().map(Enum::name).or(rule::state).orElse("always")
                                + (rule.isForWantOfTreaty() ? " without MLA_TREATY" : ""),
                        testsOf(rule.id())))
                .collect(Collectors.joining("\n"));
    }

    private static String instruments() {
        return Stream.of(Instrument.values())
                .map(instrument -> row(
                        instrument.name(),
                        instrument.fullName(),
                        instrument.citationStem(),
                        instrument.needsActivation()
                                ? "from the day of activation that a relationship records, else never"
                                : instrument
                                        .since()
                                        .map(day -> "where recorded, not before " + day)
                                        .orElse("where recorded")))
                .collect(Collectors.joining("\n"));
    }

    private static String kinds() {
        return Stream.of(RequestKind.values())
                .map(kind -> row(
                        kind.code(),
                        kind.label(),
                        kind.basis(),
                        kind.senderInWords(),
                        "`" + kind.element() + "`",
                        kind.answers().stream().map(AnswerKind::code).collect(Collectors.joining(" "))))
                .collect(Collectors.joining("\n"));
    }

    private static String grounds() {
        return Stream.of(RefusalGround.values())
                .map(ground -> row(
                        ground.name(),
                        ground.sources().stream().map(Citation::value).collect(Collectors.joining(", ")),
                        admission(ground, RequestKind.PRES_29),
                        admission(ground, RequestKind.MLA_31),
                        admission(ground, RequestKind.MLA_DIPLO),
                        admission(ground, RequestKind.POC_35)))
                .collect(Collectors.joining("\n"));
    }

    private static String admission(RefusalGround ground, RequestKind kind) {
        return ground.admission(kind).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String offences() {
        return Stream.of(OffenceCode.values())
                .map(code -> row(code.code(), code.source(), code.label(), code.isWithinArticles2To11() ? "yes" : "no"))
                .collect(Collectors.joining("\n"));
    }

    private static String categories() {
        return Stream.of(DataCategory.values())
                .map(category -> row(category.code(), category.source(), category.label()))
                .collect(Collectors.joining("\n"));
    }

    private String testsOf(String rule) {
        return String.join(", ", tests.getOrDefault(rule, Set.of()));
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Rule id to the simple names of the test classes that cite it. */
    private static Map<String, Set<String>> citations() {
        Map<String, Set<String>> citations = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/org/comity"))) {
            List<Path> sources = files.filter(
                            file -> file.toString().endsWith("Test.java") && !file.endsWith("LawDocumentTest.java"))
                    .toList();
            for (Path source : sources) {
                String name = source.getFileName().toString().replace(".java", "");
                Matcher cited = CITED.matcher(Files.readString(source));
                while (cited.find()) {
                    citations
                            .computeIfAbsent(cited.group(), id -> new TreeSet<>())
                            .add(name);
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return citations;
    }
}
