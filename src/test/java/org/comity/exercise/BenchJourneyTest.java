package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.comity.FreePorts;
import org.comity.GatewayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench measures and ends; what it measures on this machine is no test's business. */
class BenchJourneyTest {
    private static final int HEAP = 256;

    @TempDir
    Path data;

    @Test
    void countsTheExchangesOfSmallRequestsAndOfRequestsWithFilesAndEnds() {
        String[] line = {
            "bench",
            "--data",
            data.toString(),
            "--port",
            String.valueOf(FreePorts.first()),
            "--size",
            "10KB,64KB",
            "--requests",
            "20",
            "--rounds",
            "1",
            "--warm-up",
            "1"
        };
        try (GatewayProcess bench = GatewayProcess.start(data.resolve("console"), HEAP, line)) {
            assertThat(bench.awaitEnd()).as(bench.console()).isZero();
            assertThat(bench.console())
                    .contains("p256, 10KB, 8 in flight", "p256, 64KB, 8 in flight")
                    .containsPattern("40 exchanges in [0-9.]+ s: [1-9][0-9]* a second")
                    .containsPattern("4 exchanges in [0-9.]+ s: [0-9]+ a second")
                    .containsPattern("post to verified receipt: p50 [1-9][0-9]* ms")
                    .containsPattern("each: [1-9][0-9.]* ms CPU \\(ours [0-9.]+ \\+ database [0-9.]+, partner [0-9.]+")
                    .containsPattern("this machine: [1-9][0-9]* fsyncs")
                    .doesNotContain("Exception");
        }
    }
}
