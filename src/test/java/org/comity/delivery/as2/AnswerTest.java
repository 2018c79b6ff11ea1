package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.envelope.CoarseAnswer;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.ProblemType;
import org.junit.jupiter.api.Test;

/** The table of answers in docs/protocol.md names each problem that a partner can hear, with the HTTP status that the code gives. */
class AnswerTest {
    private static final Pattern CODE_OR_FAMILY = Pattern.compile("E-[A-Z]{3}(-\\d{2})?");
    private static final Pattern CODE = Pattern.compile("E-[A-Z]{3}-\\d{2}");

    private static final JavaClasses OURS =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.comity");

    /** Which problems are asked of a message whose signature has verified, before its receipt is made. */
    private static final Pattern BEHIND_A_SIGNATURE =
            Pattern.compile("envelope\\.(Acceptance|HeaderForm|SignedContent|mime\\..*)|casework\\.(Parts|Recording)"
                    + "|schemas\\.(?!SubmissionJson).*");

    private static final Pattern BEFORE_IT = Pattern.compile(
            "delivery\\.as2\\.(Answer|Intake|BoundedReading|BodyRoom|Callers|PostedReceipts)|delivery\\.ports\\..*");

    private static final Pattern AFTER_THE_RECEIPT =
            Pattern.compile("casework\\.(IncomingRequests|IncomingAnswers)|law\\..*");

    @Test
    void theTableNamesEveryCodeThatCanBeAnsweredAndNoOther() throws IOException {
        assertThat(codes(rows("200", "processed/error"))).isEqualTo(named(BEHIND_A_SIGNATURE));
        assertThat(codes(rows("200", "`rejection`"))).isEqualTo(named(AFTER_THE_RECEIPT));
        Set<String> unsigned = named(BEFORE_IT);
        for (EnvelopeProblem problem : EnvelopeProblem.values()) {
            unsigned.add(CoarseAnswer.of(List.of(problem.problem())).problem().code());
        }
        assertThat(codes(unsignedRows())).isEqualTo(unsigned);
    }

    /** The codes of the problems that the classes name; those of the schema and of the law, as the table does, by their family. */
    private static Set<String> named(Pattern classes) {
        return OURS.stream()
                .filter(type -> classes.matcher(type.getName()
                                .replaceFirst("^org\\.comity\\.", "")
                                .replaceFirst("\\$.*", ""))
                        .matches())
                .filter(type -> !type.getName().equals("org.comity.delivery.as2.Answer$1")) // a switch over all of them
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isAssignableTo(ProblemType.class))
                .flatMap(access -> constant(access.getTargetOwner().reflect(), access.getName()))
                .map(AnswerTest::family)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> constant(Class<?> problems, String name) {
        return Arrays.stream(problems.getEnumConstants())
                .map(ProblemType.class::cast)
                .filter(type -> ((Enum<?>) type).name().equals(name))
                .map(ProblemType::code);
    }

    private static String family(String code) {
        return code.matches("E-(XSD|LAW)-.*") ? code.substring(0, 5) : code;
    }

    private static Set<String> codes(List<String> rows) {
        return rows.stream()
                .flatMap(row -> CODE_OR_FAMILY.matcher(row.split("\\|", -1)[2]).results())
                .map(MatchResult::group)
                .filter(code -> code.matches("E-(XSD|LAW)|.*\\d"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableOfAnswersIsWhatTheCodeDoes() throws IOException {
        for (String row : unsignedRows()) {
            int status = Integer.parseInt(row.split("\\|", -1)[3].strip());
            CODE.matcher(row.split("\\|", -1)[2])
                    .results()
                    .map(match -> match.group())
                    .forEach(code -> {
                        assertThat(Answer.problem(List.of(type(code).problem())).status())
                                .as(code)
                                .isEqualTo(status);
                    });
        }
    }

    @Test
    void ourOwnSenderDoesWhatTheTableSaysOfTheStatus() throws IOException { // DEL-03, DEL-04
        for (String row : unsignedRows()) {
            int status = Integer.parseInt(row.split("\\|", -1)[3].strip());
            HttpAnswer answer = new HttpAnswer(status, "", new byte[0]);
            assertThat(answer.saysUnwell() || answer.saysBusy()).as(row).isEqualTo(row.contains("until notAfter"));
        }
    }

    @Test
    void whatIsOursOnlyIsNeverSaid() { // THREAT-91
        String said = new String(
                Answer.problem(List.of(EnvelopeProblem.NO_KEY.problem())).body(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).contains("E-ENV-09").doesNotContain(EnvelopeProblem.NO_KEY.code());
    }

    private static List<String> unsignedRows() throws IOException {
        return rows("[45]\\d\\d", "");
    }

    private static List<String> rows(String status, String saying) throws IOException {
        return Files.readAllLines(Path.of("docs", "protocol.md")).stream()
                .filter(line -> line.startsWith("|") && line.split("\\|", -1).length > 4)
                .filter(line -> line.split("\\|", -1)[3].strip().matches(status) && line.contains(saying))
                .toList();
    }

    private static ProblemType type(String code) {
        return Stream.<ProblemType>concat(
                        Arrays.stream(EnvelopeProblem.values()), Arrays.stream(DeliveryProblem.values()))
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
