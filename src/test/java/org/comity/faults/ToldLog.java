package org.comity.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the outside was told, a line each, for the checker: {@code approved jp-example-npa REQUEST MESSAGE LINE NUMBER}. Two lines with the same
 * LINE and a smaller NUMBER first were told one after the other.
 */
final class ToldLog implements AutoCloseable {
    private final BufferedWriter out;
    private final AtomicInteger number = new AtomicInteger();

    ToldLog(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    int next() {
        return number.incrementAndGet();
    }

    synchronized void say(Object... words) {
        try {
            for (int i = 0; i < words.length; i++) {
                out.write((i == 0 ? "" : " ") + words[i]);
            }
            out.write("\n");
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
