package org.comity.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.comity.faults.agent.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness of {@link FaultsJourneyTest} holds on to the program by names, and its checker by nothing. */
class StepsTest {

    @ParameterizedTest
    @EnumSource
    void everyNamedStepIsAMethodOfTheProgram(Step step) throws ClassNotFoundException {
        Class<?> type =
                Class.forName("org.comity." + step.type(), false, getClass().getClassLoader());
        assertThat(Arrays.stream(type.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                .contains(step.method());
    }

    @Test
    void theCheckerSharesNoCodeWithTheProgram() throws IOException {
        Path checker = Path.of("src/test/java/org/comity/faults/check");
        try (Stream<Path> files = Files.list(checker)) {
            for (Path file : files.toList()) {
                assertThat(Files.readAllLines(file).stream()
                                .filter(line -> line.startsWith("import "))
                                .filter(line ->
                                        !line.matches("import (static )?(java\\.|org\\.comity\\.faults\\.check\\.).*")))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
