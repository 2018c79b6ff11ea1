package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.FreePorts;
import org.comity.GatewayProcess;
import org.comity.OneAtATime;
import org.comity.trust.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The bench measures and ends; what it measures on this machine is no test's business. */
@ExtendWith(OneAtATime.class)
class BenchJourneyTest {
    private static final int HEAP = 256;

    /** Two gateways start in it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path data;

    /**
     * Twenty requests of 10 KB, the last begun 19 s after the first, whatever the machine could carry; UC-09: the partner has keys that
     * only an allowance lets pass.
     */
    @Test
    void countsTheExchangesItBeginsAtTheRateItIsToldOfSmallRequestsAndOfRequestsWithFilesAndEnds() throws Exception {
        String printed = measured("--keys", "RSA2048", "--size", "10KB,64KB", "--requests", "20", "--rate", "1");
        assertThat(printed)
                .contains("rsa2048, 10KB, 8 in flight", "rsa2048, 64KB, 8 in flight")
                .containsPattern(
                        "40 exchanges in [0-9.]+ s: [1-9][0-9]* a second, with [1-9][0-9]*% of [1-9][0-9]* processors")
                .containsPattern("4 exchanges in [0-9.]+ s: [0-9]+ a second")
                .containsPattern("post to verified receipt, ours: p50 [1-9][0-9]* ms")
                .containsPattern("each: [1-9][0-9.]* ms CPU \\(ours [0-9.]+ \\+ database [0-9.]+, partner [0-9.]+")
                .containsPattern("[1-9][0-9.]* fsyncs of our database and [1-9][0-9.]* of the partner's")
                .containsPattern("messages of 64KB: [0-9.]+ a second, [1-9][0-9.]* ms CPU for each")
                .containsPattern("fsyncs at [0-9]+% of the rate")
                .containsPattern("this machine: [1-9][0-9]* fsyncs")
                .doesNotContain("Exception");
        Matcher took = Pattern.compile("40 exchanges in ([0-9.]+) s").matcher(printed);
        assertThat(took.find()).isTrue();
        assertThat(Double.parseDouble(took.group(1))).isGreaterThan(18);
        hasKeysOf2048Bits(data.resolve("rsa2048/us-example-poc/profiles/us-example-poc.json"));
    }

    private static void hasKeysOf2048Bits(Path profile) throws IOException {
        JsonNode certificates = new ObjectMapper().readTree(profile.toFile()).path("certificates");
        assertThat(certificates)
                .filteredOn(one -> !one.path("use").asText().equals("TLS"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(
                                Certificates.parse(one.path("pem").asText()).getPublicKey())
                        .isInstanceOfSatisfying(
                                RSAPublicKey.class,
                                key -> assertThat(key.getModulus().bitLength()).isEqualTo(2048)));
    }

    private String measured(String... options) {
        List<String> line = new ArrayList<>(List.of("bench", "--data", data.toString()));
        line.addAll(List.of("--port", String.valueOf(FreePorts.first()), "--rounds", "1", "--warm-up", "1"));
        line.addAll(List.of(options));
        try (GatewayProcess bench = GatewayProcess.start(data.resolve("console"), HEAP, line.toArray(String[]::new))) {
            assertThat(bench.awaitEnd(PATIENCE)).as(bench.console()).isZero();
            return bench.console();
        }
    }
}
