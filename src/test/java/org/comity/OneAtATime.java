package org.comity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Of the classes that start several gateways one runs at a time, whichever test process has it: two of them beside each other leave no
 * gateway a processor, and take longer than one after the other.
 */
public final class OneAtATime implements BeforeAllCallback {
    private static final Path FILE = Path.of("target", "one-at-a-time.lock");

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        context.getStore(Namespace.create(OneAtATime.class)).put(FILE, Turn.awaited());
    }

    /** Ends with the class that has it. */
    private record Turn(FileChannel file, FileLock lock) implements Store.CloseableResource {
        static Turn awaited() throws IOException {
            FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new Turn(file, file.lock());
        }

        @Override
        public void close() throws IOException {
            lock.release();
            file.close();
        }
    }
}
