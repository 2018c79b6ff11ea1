package org.comity.journal.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One gateway, or one command, has the server of a directory. The operating system drops the lock with its process, however that ends. */
final class DirectoryLock {
    private DirectoryLock() {}

    static FileChannel take(Path home) throws IOException {
        return tryTake(home).orElseThrow(() -> new IOException("another gateway runs on " + home));
    }

    /** Empty if somebody has it; this process may be the one. */
    static Optional<FileChannel> tryTake(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException ours) {
            // as if another process had it
        }
        channel.close();
        return Optional.empty();
    }
}
