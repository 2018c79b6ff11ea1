package org.comity.exercise;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The partner's gateway as a process of its own: own memory, own database server, own broker. It ends when this process does, however
 * this one ends, because it reads our end of its standard input.
 */
final class PartnerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60; // its start may have to finish before it can stop its database

    private static final long MEBIBYTE = 1 << 20;

    private final Process process;

    private PartnerProcess(Process process) {
        this.process = process;
    }

    static PartnerProcess start(Party party) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + Runtime.getRuntime().maxMemory() / MEBIBYTE + "m"); // as much as this side has
        command.addAll(asThisOne());
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 24) { // Netty's; before, java does not know the option and warns of nothing
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.comity.Gateway");
        command.add("serve");
        command.add("--while-stdin-is-open");
        command.add("--settings");
        command.add(party.settings().toAbsolutePath().toString());
        Path log = party.directory().resolve("console.log");
        return new PartnerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start());
    }

    /** The quick compiler alone, an archive of classes and what Java says of itself, where this side was started so. */
    private static List<String> asThisOne() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> Stream.of("-XX:TieredStopAtLevel=", "-XX:SharedArchiveFile=", "-Xlog:")
                        .anyMatch(argument::startsWith))
                .toList();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
