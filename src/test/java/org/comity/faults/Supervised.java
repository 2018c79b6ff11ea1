package org.comity.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.comity.Gateway;
import org.comity.exercise.TwoSides.Side;

/**
 * A gateway with a supervisor that starts it again whenever it ended, as systemd does where it is installed. The start that follows a kill
 * is the ordinary one; only the time until then is the harness's.
 */
final class Supervised implements AutoCloseable {
    private static final int ANSWER_MS = 10_000;

    private static final long PAUSE_MILLIS = 200;

    /** What is late otherwise by minutes or hours: about the shortest that the settings allow. */
    private static final List<String> HASTE = List.of(
            "comity.relay.lease=12s",
            "comity.relay.first-pause=1s",
            "comity.relay.longest-pause=5s",
            "comity.as2.answer-timeout=8s",
            "comity.as2.longest-pause=2s",
            "comity.as2.longest-probe-pause=2s");

    private final Side side;
    private final int partnersPort;
    private volatile List<String> settings;
    private final Program program;
    private final Path control;
    private volatile boolean wanted = true;
    private volatile boolean paused;
    private volatile Optional<Process> running = Optional.empty();
    private final AtomicInteger starts = new AtomicInteger();

    /**
     * @param partnersPort where it listens behind its {@link Wire}
     * @param more settings, each a key, an equals sign and a value
     */
    Supervised(Side side, int partnersPort, List<String> more, Program program) {
        this.side = side;
        this.partnersPort = partnersPort;
        this.settings = Stream.of(HASTE, more, List.of("comity.port.partners=" + partnersPort))
                .flatMap(List::stream)
                .toList();
        this.program = program;
        this.control = program.control(side);
        Thread.ofPlatform().name("supervisor of " + side.agency()).start(this::supervise);
    }

    /**
     * From its next start on.
     *
     * @param setting a key, an equals sign and a value
     */
    void set(String setting) {
        settings = Stream.concat(settings.stream(), Stream.of(setting)).toList();
    }

    Side side() {
        return side;
    }

    /** Where it listens for partners, behind its {@link Wire}. */
    int partnersPort() {
        return partnersPort;
    }

    /** How often it was started. */
    int starts() {
        return starts.get();
    }

    /** SIGKILL. Returns when it is gone. */
    void kill() {
        running.ifPresent(Supervised::kill);
    }

    /** SIGKILL, {@code between} while nothing runs, and then a start. */
    void kill(Runnable between) {
        paused = true;
        try {
            kill();
            between.run();
        } finally {
            paused = false;
        }
    }

    /** Of the gateway, if it runs. */
    Optional<Long> pid() {
        return running.filter(Process::isAlive).map(Process::pid);
    }

    /** Whether its people are known and its ports open, since its last start. */
    boolean isUp() {
        return running.filter(Process::isAlive).isPresent() && Files.exists(side.tokens());
    }

    /** How many status events it has sent since it was started, by its own figures; 0 if it does not say. */
    int happened() {
        int management = URI.create(side.page()).getPort() + 2;
        try {
            URLConnection figures = URI.create("http://127.0.0.1:" + management + "/actuator/prometheus")
                    .toURL()
                    .openConnection();
            figures.setConnectTimeout(ANSWER_MS);
            figures.setReadTimeout(ANSWER_MS);
            try (InputStream text = figures.getInputStream()) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("comity_events_total{"))
                        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
            }
        } catch (IOException down) {
            return 0;
        }
    }

    /** Tells the agent inside it what to do; empty: nothing. */
    void steps(String text) {
        try {
            Path fresh = control.resolveSibling(control.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, control, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The program's own {@code verify}, beside the gateway. @return its exit code */
    int verify() throws InterruptedException {
        return run("verify").waitFor();
    }

    /** Main process of its PostgreSQL, by the server's own lock file. */
    Optional<ProcessHandle> postmaster() {
        Path lock = side.directory().resolve("postgres").resolve("cluster").resolve("postmaster.pid");
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(lock).getFirst().strip()));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** One of its server's processes: a session's, the log writer's ... */
    Stream<ProcessHandle> backends() {
        return postmaster().stream().flatMap(ProcessHandle::children);
    }

    private void supervise() {
        while (wanted) {
            if (!paused) {
                Process process = start();
                running = Optional.of(process);
                process.onExit().join();
            }
            pause();
        }
    }

    private Process start() {
        steps("");
        try {
            Files.deleteIfExists(side.tokens());
            starts.incrementAndGet();
            return run("serve");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process run(String command) {
        List<String> arguments = new ArrayList<>(program.command(control, Gateway.class));
        arguments.addAll(List.of(command, "--settings", side.settings().toString()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        try {
            return new ProcessBuilder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            program.console(side).toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM, as an operator stops it, and an end of the server that a killed one left. */
    @Override
    public void close() {
        wanted = false;
        running.ifPresent(process -> {
            process.destroy();
            process.onExit()
                    .orTimeout(2, TimeUnit.MINUTES)
                    .exceptionally(late -> {
                        kill(process);
                        return process;
                    })
                    .join();
        });
        postmaster().ifPresent(ProcessHandle::destroy);
    }
}
