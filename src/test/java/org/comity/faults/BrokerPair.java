package org.comity.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Primary and backup broker with one store, as processes, from {@code examples/artemis/broker.xml}. Started again only when asked. */
final class BrokerPair implements AutoCloseable {
    private static final int PROBE_MILLIS = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final Tls tls;
    private final String password = UUID.randomUUID().toString();
    private final String clusterPassword = UUID.randomUUID().toString();
    private final Member primary;
    private final Member backup;

    /** Key stores in PKCS#12, with one password. */
    record Tls(Path key, Path trust, String password) {}

    /** One of the two. */
    final class Member {
        private final int port;
        private final List<String> command;
        private final Path console;
        private Optional<Process> running = Optional.empty();

        private Member(String name, int port, int other, Path configuration) {
            this.port = port;
            this.console = home.resolve(name + ".log");
            this.command = command(name, port, other, configuration);
        }

        void start() throws IOException {
            running = Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                    .start());
        }

        /** SIGKILL. */
        void kill() {
            end(Process::destroyForcibly);
        }

        /** SIGTERM. */
        void stop() {
            end(process -> {
                process.destroy();
                return process;
            });
        }

        /** Whether it is the one of the two that takes connections: a backup that waits does not. */
        boolean serves() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
                return true;
            } catch (IOException refused) {
                return false;
            }
        }

        private void end(UnaryOperator<Process> how) {
            running.ifPresent(process ->
                    how.apply(process).onExit().orTimeout(1, TimeUnit.MINUTES).join());
            running = Optional.empty();
        }
    }

    private BrokerPair(Path home, Tls tls, int first) throws IOException {
        this.home = Files.createDirectories(home);
        this.tls = tls;
        String text = Files.readString(Path.of("examples", "artemis", "broker.xml"));
        Path forPrimary = Files.writeString(home.resolve("primary.xml"), text);
        this.primary = new Member("mq1", first, first + 1, forPrimary);
        Path forBackup = Files.writeString(home.resolve("backup.xml"), backup(text));
        this.backup = new Member("mq2", first + 1, first, forBackup);
    }

    /** Both run when this returns, and the first serves. */
    static BrokerPair start(Path home, Tls tls, int first) throws IOException, InterruptedException {
        BrokerPair pair = new BrokerPair(home, tls, first);
        pair.primary.start();
        for (long begun = System.nanoTime(); !pair.primary.serves(); Thread.sleep(50)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                pair.close();
                throw new IOException("the first broker does not serve: " + home);
            }
        }
        pair.backup.start();
        return pair;
    }

    /** What the comment in the file tells an operator to do on the second machine. */
    private static String backup(String text) {
        return text.replaceFirst(
                        "<primary>.*</primary>",
                        "<backup><failover-on-shutdown>true</failover-on-shutdown><allow-failback>true</allow-failback></backup>")
                .replace("mq1", "mq#")
                .replace("mq2", "mq1")
                .replace("mq#", "mq2");
    }

    Member primary() {
        return primary;
    }

    Member backup() {
        return backup;
    }

    /** What a node is told: {@code comity.broker.*}. */
    List<String> settings() {
        return List.of(
                "comity.broker.url=(tcp://localhost:" + primary.port + ",tcp://localhost:" + backup.port
                        + ")?sslEnabled=true&trustStoreType=PKCS12&trustStorePath="
                        + tls.trust().toAbsolutePath()
                        + "&trustStorePassword=" + tls.password(),
                "comity.broker.user=gateway",
                "comity.broker.password=" + password);
    }

    private List<String> command(String name, int port, int other, Path configuration) {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        Map.of(
                        "name", name,
                        "this", "localhost:" + port,
                        "other", "localhost:" + other,
                        "store", home.resolve("store").toAbsolutePath().toString(),
                        "key", tls.key().toAbsolutePath().toString(),
                        "key-password", tls.password(),
                        "trust", tls.trust().toAbsolutePath().toString(),
                        "trust-password", tls.password(),
                        "cluster-password", clusterPassword)
                .forEach((key, value) -> words.add("-Dcomity.mq." + key + "=" + value));
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                configuration.toString(),
                password));
        return words;
    }

    @Override
    public void close() {
        backup.kill();
        primary.stop();
    }
}
