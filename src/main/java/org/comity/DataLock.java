package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two nodes of one database have a data directory each: the second on the same one would empty the first's uploads and overwrite its
 * checkpoint. The operating system drops the lock with its process, however that ends. (The embedded server has a lock of its own.)
 */
final class DataLock {
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private DataLock() {}

    /** @return whether it is ours from now on; false if another process has it */
    static boolean take(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                HELD.add(channel);
                return true;
            }
            channel.close();
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException("nobody can tell who runs on " + data, failed);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException before) { // by a gateway of this process, which is over
            return true;
        }
    }
}
