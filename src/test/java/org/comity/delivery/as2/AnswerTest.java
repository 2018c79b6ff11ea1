package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.ProblemType;
import org.junit.jupiter.api.Test;

/** The table of answers in docs/protocol.md says of each problem the HTTP status that the code gives. */
class AnswerTest {
    private static final Pattern CODE = Pattern.compile("E-[A-Z]{3}-\\d{2}");

    /** What a partner can be answered with; the others stay in our house. */
    private static final Set<DeliveryProblem> HEARD = Set.of(
            DeliveryProblem.NO_RECEIPT,
            DeliveryProblem.TOO_LARGE,
            DeliveryProblem.TOO_SLOW,
            DeliveryProblem.UNAVAILABLE,
            DeliveryProblem.HEADERS_MISSING,
            DeliveryProblem.CHANNEL_MISMATCH,
            DeliveryProblem.SUSPENDED,
            DeliveryProblem.REPLY_ADDRESS_REFUSED);

    @Test
    void theTableOfAnswersIsWhatTheCodeDoes() throws IOException {
        Set<String> listed = new HashSet<>();
        for (String row : unsignedRows()) {
            int status = Integer.parseInt(row.split("\\|", -1)[3].strip());
            CODE.matcher(row.split("\\|", -1)[2])
                    .results()
                    .map(match -> match.group())
                    .forEach(code -> {
                        listed.add(code);
                        assertThat(Answer.problem(List.of(type(code).problem())).status())
                                .as(code)
                                .isEqualTo(status);
                    });
        }
        assertThat(listed).containsAll(HEARD.stream().map(DeliveryProblem::code).toList());
    }

    @Test
    void ourOwnSenderDoesWhatTheTableSaysOfTheStatus() throws IOException { // DEL-03, DEL-04
        for (String row : unsignedRows()) {
            int status = Integer.parseInt(row.split("\\|", -1)[3].strip());
            assertThat(new HttpAnswer(status, "", new byte[0]).saysUnwell())
                    .as(row)
                    .isEqualTo(row.contains("until notAfter"));
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
        return Files.readAllLines(Path.of("docs", "protocol.md")).stream()
                .filter(line -> line.startsWith("|") && line.split("\\|", -1).length > 4)
                .filter(line -> line.split("\\|", -1)[3].strip().matches("[45]\\d\\d"))
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
