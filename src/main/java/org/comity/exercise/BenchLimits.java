package org.comity.exercise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What this machine can do at most, measured in the same run. */
final class BenchLimits {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
    private static final int PAGE = 8192;

    private BenchLimits() {}

    static List<String> measure() throws IOException {
        return List.of(String.format(Locale.ROOT, "this machine: %.0f fsyncs of 8 KB a second", fsyncs()));
    }

    private static double fsyncs() throws IOException {
        Path file = Files.createTempFile("bench", ".fsync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begun < LONG_ENOUGH.toNanos()) {
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                done++;
            }
            return done / ((System.nanoTime() - begun) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
