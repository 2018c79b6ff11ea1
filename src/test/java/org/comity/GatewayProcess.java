package org.comity;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a process of its own, from the class path of the test, with what it prints in a file. */
public final class GatewayProcess implements AutoCloseable {
    /** A start takes a few seconds; a busy machine takes its time. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    /** The quick compiler and the plain collector: a start takes half the arithmetic, and most journeys live too short for the others. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** As the program runs in production: of megabytes of arithmetic the quick compiler makes minutes. */
    public static final List<String> AS_SHIPPED = List.of();

    private static final List<String> JVM = List.of(
            "--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError", "-Djdk.xml.elementAttributeLimit=200");

    private final Process process;
    private final Path console;

    private GatewayProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /**
     * @param console where its output goes
     * @param heap megabytes
     * @param arguments as after {@code java -jar comity.jar}
     */
    public static GatewayProcess start(Path console, int heap, String... arguments) {
        return start(console, quick(ProgramJar.archive()), heap, arguments);
    }

    /** {@link #SHORT_LIVED}, with an {@link ProgramJar archive}. */
    public static List<String> quick(List<String> archive) {
        return Stream.concat(SHORT_LIVED.stream(), archive.stream()).toList();
    }

    /** @param jvm {@link #quick} or {@link #AS_SHIPPED} */
    public static GatewayProcess start(Path console, List<String> jvm, int heap, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvm);
        command.addAll(List.of("-Xmx" + heap + "m", "-cp", ProgramJar.classPath(), Gateway.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(console.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            return new GatewayProcess(process, console);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String console() {
        try {
            return Files.readString(console);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns once it has printed {@code text}; fails if it ends before. */
    public void awaitLine(String text) {
        await("console of " + process.pid() + ": " + text)
                .atMost(PATIENCE)
                .failFast("it goes on", this::mustRun)
                .until(() -> console().contains(text));
    }

    /** Fails the test with what it printed if it has ended. */
    public void mustRun() {
        if (!process.isAlive()) {
            throw new AssertionError("process " + process.pid() + " ended: " + console());
        }
    }

    /** SIGKILL: it has no time for anything. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as an operator stops it. Returns when it is gone. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** @return its exit code */
    public int awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    /** @return its exit code */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end: " + console());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
