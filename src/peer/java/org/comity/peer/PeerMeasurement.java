package org.comity.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -q -Ppeer test -Dexchanges=2000 -Drounds=3}: exchanges of a round (a tenth as many of 1 MB) and rounds of each kind. */
class PeerMeasurement {
    private static final int EXCHANGES = Integer.getInteger("exchanges", 2000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Warm-up, and 10 KB and 1 MB with 8 and 1 in flight. */
    private static final int SENT = EXCHANGES + ROUNDS * 2 * (EXCHANGES + EXCHANGES / 10);

    @TempDir
    Path data;

    @Test
    void saysWhatAnExchangeOfAnotherAs2ServerCosts() throws Exception {
        Path stored = Files.createDirectories(data.resolve("stored"));
        Path console = data.resolve("receiver.log");
        PeerKeys.make(data);
        String port = String.valueOf(freePort());
        Process receiver = start(PeerReceiver.class, data.toString(), stored.toString(), port)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            await("receiver listens").atMost(PATIENCE).until(() -> {
                assertThat(receiver.isAlive()).as(Files.readString(console)).isTrue();
                return Files.readString(console).contains("receiver listens");
            });
            Process sender = start(
                            PeerSender.class, data.toString(), port, "" + receiver.pid(), "" + EXCHANGES, "" + ROUNDS)
                    .inheritIO()
                    .start();
            assertThat(sender.waitFor()).isZero();
        } finally {
            receiver.destroy();
        }
        try (Stream<Path> files = Files.list(stored)) {
            assertThat(files).as("each is stored once").hasSize(SENT);
        }
    }

    private static ProcessBuilder start(Class<?> main, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
