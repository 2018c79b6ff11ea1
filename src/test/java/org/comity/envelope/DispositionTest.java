package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.Test;

/** The table of answers in docs/protocol.md names the modifier of RFC 4130 that each problem's receipt has (MDN-03). */
class DispositionTest {
    private static final Pattern ROW =
            Pattern.compile("\\|[^|]*\\|([^|]*)\\| 200 \\| receipt, `processed/error: ([a-z-]+)`");
    private static final Pattern CODE = Pattern.compile("E-[A-Z]{3}-\\d{2}");

    @Test
    void theTableNamesTheModifierThatTheReceiptHas() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(Path.of("docs", "protocol.md")));
        int checked = 0;
        while (rows.find()) {
            String modifier = rows.group(2);
            for (String code : CODE.matcher(rows.group(1))
                    .results()
                    .map(match -> match.group())
                    .toList()) {
                assertThat(Disposition.of(List.of(type(code).problem())).modifier())
                        .as(code)
                        .isEqualTo(modifier);
                checked++;
            }
        }
        assertThat(checked).as("codes in receipts that a partner hears").isEqualTo(14);
    }

    private static ProblemType type(String code) {
        return Stream.<ProblemType[]>of(SignatureProblem.values(), EnvelopeProblem.values(), CaseworkProblem.values())
                .flatMap(Arrays::stream)
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
