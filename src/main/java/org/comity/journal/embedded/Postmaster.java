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

    /** The living process that the lock file names; empty if there is none, or if the file is still being written. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
        if (lines.size() <= PORT || lines.get(PORT).isBlank()) {
            return Optional.empty();
        }
        boolean ready = lines.size() > STATE && lines.get(STATE).strip().equals("ready");
        int port = Integer.parseInt(lines.get(PORT).strip());
        return ProcessHandle.of(Long.parseLong(lines.get(PID).strip()))
                .filter(ProcessHandle::isAlive)
                .map(process -> new Postmaster(process, port, ready));
    }

    /** Whether the process is a PostgreSQL of any version, and not one that got the number of a dead one. */
    boolean isPostgres() {
        return executable().map(path -> path.endsWith("postgres")).orElse(false);
    }

    boolean runs(Path program) throws IOException {
        return executable().isPresent() && executable().get().equals(program.toRealPath());
    }

    private Optional<Path> executable() {
        return process.info().command().map(Path::of);
    }
}
