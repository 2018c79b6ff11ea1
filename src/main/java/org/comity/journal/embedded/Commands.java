package org.comity.journal.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL's programs: with an empty environment but {@code PATH}, and as nobody where we are root. */
final class Commands {
    private static final Path SELF = Path.of("/proc/self");

    private Commands() {}

    /** {@code command} in a user namespace of its own if we are root, who may not run PostgreSQL. */
    static List<String> notAsRoot(List<String> command) throws IOException {
        if (!Files.exists(SELF) || (int) Files.getAttribute(SELF, "unix:uid") != 0) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }

    static String run(List<String> command) throws IOException {
        return run(command, "");
    }

    /** @return what the program printed; throws with it if the exit code is not 0 */
    static String run(List<String> command, String input) throws IOException {
        Process process = prepared(command).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = await(process);
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit + ": " + printed.strip());
        }
        return printed;
    }

    static ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        environment.clear(); // PGPORT, PGDATA, LD_PRELOAD and their like are not for this server
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        return builder;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL's program ran");
        }
    }
}
