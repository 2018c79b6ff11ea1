package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.comity.FreePorts;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.ProgramJar;

/** Both sides of an exercise, each to be started, stopped and killed by itself. */
final class TwoGateways implements AutoCloseable {
    static final int HEAP = 256; // megabytes

    private final Stage stage;
    private List<String> jvm = GatewayProcess.quick(ProgramJar.madeArchive());
    private final List<GatewayProcess> started = new ArrayList<>();
    private final GatewayDatabase here;
    private final GatewayDatabase there;

    private TwoGateways(Stage stage) {
        this.stage = stage;
        this.here = new GatewayDatabase(stage.ours().directory());
        this.there = new GatewayDatabase(stage.theirs().directory());
    }

    /** With keys, certificates and settings, and nothing running. */
    static TwoGateways under(Path data) throws IOException {
        int first = FreePorts.first();
        Stage stage = Stage.under(data, first);
        Told nobody = new Told(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        stage.set(Clock.systemUTC(), Pager.listen(first + 3, nobody).address());
        return on(stage);
    }

    static TwoGateways on(Stage stage) {
        return new TwoGateways(stage);
    }

    /** For a measurement, or a journey that is long. */
    TwoGateways asShipped() {
        jvm = GatewayProcess.AS_SHIPPED;
        return this;
    }

    Party ours() {
        return stage.ours();
    }

    Party theirs() {
        return stage.theirs();
    }

    Path authority() {
        return stage.data().resolve("authority.pem");
    }

    /**
     * Starts it and does not wait.
     *
     * @param settings each a key, an equals sign and a value, beside what the exercise sets
     */
    GatewayProcess start(Party party, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("serve", "--settings", party.settings().toString()));
        for (String setting : settings) {
            arguments.add("--set");
            arguments.add(setting);
        }
        try {
            Files.deleteIfExists(party.tokens());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        GatewayProcess gateway = GatewayProcess.start(
                party.directory().resolve("console.log"), jvm, HEAP, arguments.toArray(String[]::new));
        started.add(gateway);
        return gateway;
    }

    /** Returns once its ports are open and its people are known. */
    void awaitUp(Party party, GatewayProcess gateway) {
        await(party.id() + " is up")
                .atMost(GatewayProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("it goes on", gateway::mustRun)
                .until(() -> Files.exists(party.tokens()));
    }

    Officer officer(Party party, String name) {
        Properties tokens = new Properties();
        try (InputStream in = Files.newInputStream(party.tokens())) {
            tokens.load(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        assertThat(tokens).containsKey(name);
        return new Officer(authority(), party.page(), tokens.getProperty(name));
    }

    GatewayDatabase here() {
        return here;
    }

    GatewayDatabase there() {
        return there;
    }

    static byte[] example() throws IOException {
        return Files.readAllBytes(Path.of("examples", "preservation-request.xml"));
    }

    /** Ends what runs still, and the database servers that killed gateways left behind. */
    @Override
    public void close() {
        started.forEach(GatewayProcess::close);
        here.stop();
        there.stop();
    }
}
