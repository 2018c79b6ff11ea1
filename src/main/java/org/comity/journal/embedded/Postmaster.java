package org.comity.journal.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The running server, as its lock file describes it (lines: process, directory, start, port, socket directory, address, shared
 * memory, state). The file is PostgreSQL's: it is read here and written nowhere.
 *
 * @param isReady it accepts connections
 */
record Postmaster(ProcessHandle process, int port, boolean isReady) {
    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATE = 7;
    /** Longer than any number of a process; a file that a power cut spoiled may hold anything. */
    private static final String NUMBER = "\\d{1,10}";

    /**
     * The living PostgreSQL that works in {@code cluster} and whose number the lock file names; empty if there is none, or if the file
     * is still being written.
     */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        List<String> lines = lockFile(cluster);
        if (lines.size() <= PORT
                || !lines.get(PID).strip().matches(NUMBER)
                || !lines.get(PORT).strip().matches(NUMBER)) {
            return Optional.empty();
        }
        boolean ready = lines.size() > STATE && lines.get(STATE).strip().equals("ready");
        int port = Integer.parseInt(lines.get(PORT).strip());
        long number = Long.parseLong(lines.get(PID).strip());
        if (!isPostgresIn(cluster, number)) {
            return Optional.empty();
        }
        return ProcessHandle.of(number)
                .filter(ProcessHandle::isAlive)
                .map(process -> new Postmaster(process, port, ready));
    }

    /**
     * The number that the lock file names, if whatever has it now is not the server of {@code cluster}: after a power cut, or in a
     * container, it soon belongs to another program, or to a thread.
     */
    static Optional<String> numberOfADead(Path cluster) throws IOException {
        return of(cluster).isPresent()
                ? Optional.empty()
                : lockFile(cluster).stream().findFirst().map(String::strip).filter(number -> number.matches(NUMBER));
    }

    boolean runs(Path program) throws IOException {
        return executable(process.pid()).equals(Optional.of(program.toRealPath()));
    }

    private static List<String> lockFile(Path cluster) throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException notRunning) {
            return List.of();
        }
    }

    /** Of any version: PostgreSQL works in its data directory from before it writes the lock file until it ends. */
    private static boolean isPostgresIn(Path cluster, long number) throws IOException {
        return executable(number)
                        .map(path ->
                                path.getFileName().toString().split(" ", 2)[0]) // "postgres (deleted)" after an upgrade
                        .filter("postgres"::equals)
                        .isPresent()
                && link(number, "cwd").equals(Optional.of(cluster.toRealPath()));
    }

    private static Optional<Path> executable(long number) {
        return link(number, "exe");
    }

    /** Empty if there is no such process, or if it is another user's: then it is not ours. */
    private static Optional<Path> link(long number, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(number), name)));
        } catch (IOException noneOfOurs) {
            return Optional.empty();
        }
    }
}
