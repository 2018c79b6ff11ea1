package org.comity.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system of its own in memory, where the system lets us mount one; it can be full while the machine's is not. */
final class SmallDisk {
    /** The server's programs, a log of up to two gigabytes before it is recycled, and the rows. */
    private static final String SIZE = "size=3g";

    private SmallDisk() {}

    /** @return {@code directory}, now a disk of its own; empty: this machine does not let us */
    static Optional<Path> at(Path directory) throws IOException {
        Files.createDirectories(directory);
        return run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString()))
                ? Optional.of(directory)
                : Optional.empty();
    }

    static void unmount(Path directory) {
        run(List.of("umount", "--lazy", directory.toString()));
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(end));
        }
    }
}
