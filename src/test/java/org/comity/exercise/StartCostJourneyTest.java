package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.comity.GatewayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a start costs beside that of an {@link EmptyApplication}, each started once before and then in turn. */
@EnabledIfSystemProperty(
        named = "comity.starts",
        matches = "[0-9]+",
        disabledReason = "a measurement: -Dcomity.starts=5, of each")
class StartCostJourneyTest {
    private static final int STARTS = Integer.getInteger("comity.starts", 0);

    @TempDir
    Path data;

    /** @param cpu of the process and of its database, when it is up */
    private record Cost(long milliseconds, double cpu) {}

    @Test
    void saysWhatAStartCostsBesideAnEmptyApplication() throws Exception {
        Path empty = Files.createDirectories(data.resolve("empty"));
        try (TwoGateways two = TwoGateways.under(data.resolve("gateway")).asShipped()) {
            ours(two); // makes the cluster and the tables
            empty(empty);
            List<Cost> gateways = new ArrayList<>();
            List<Cost> empties = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                gateways.add(ours(two));
                empties.add(empty(empty));
            }
            System.out.println("gateway: " + gateways + "\nempty application: " + empties);
        }
    }

    private static Cost ours(TwoGateways two) throws IOException {
        long since = System.nanoTime();
        GatewayProcess gateway = two.start(two.ours());
        two.awaitUp(two.ours(), gateway);
        Cost cost = cost(since, gateway.pid(), two.ours().directory());
        gateway.stop();
        return cost;
    }

    private Cost empty(Path directory) throws Exception {
        Path up = directory.resolve("up");
        Files.deleteIfExists(up);
        Path console = data.resolve("empty.log");
        long since = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx" + TwoGateways.HEAP + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmptyApplication.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            await("the empty application is up")
                    .atMost(GatewayProcess.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        assertThat(process.isAlive())
                                .as(Files.readString(console))
                                .isTrue();
                        return Files.exists(up);
                    });
            return cost(since, process.pid(), directory);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Cost cost(long since, long pid, Path directory) throws IOException {
        long took = Duration.ofNanos(System.nanoTime() - since).toMillis();
        long database = BenchCost.postmaster(directory);
        BenchCost spent = BenchCost.of(new BenchCost.Processes(pid, database, pid, database), 0, 0, 0);
        return new Cost(took, spent.ours() + spent.ourDatabase());
    }
}
