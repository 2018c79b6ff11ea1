package org.comity.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The last checkpoint in a file outside the database: a database that was put back to yesterday does not fit it (THREAT-116). Who
 * copies the file elsewhere has a witness against whoever owns both.
 */
final class Witness {
    private final Path file;

    Witness(Path file) {
        this.file = file;
    }

    Optional<Checkpoint> read() throws IOException {
        try {
            return Optional.of(Checkpoint.parse(Files.readString(file, StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IOException(file + " is not a checkpoint")));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Only after the commit of the checkpoint: the file never runs ahead of the database. */
    void keep(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, checkpoint.note(), StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true); // else a power cut may bring the older file back
        }
    }
}
