package org.comity.exercise;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import org.comity.problems.GatewayBug;
import org.comity.trust.ExchangeArithmetic;
import org.springframework.util.unit.DataSize;

/**
 * What this machine can do at most, measured in the same run.
 *
 * @param arithmetic milliseconds of one processor for the arithmetic of one exchange and nothing else, both sides together
 * @param fsyncs a second, one after the other
 */
record BenchLimits(double arithmetic, double fsyncs) {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
    private static final int PAGE = 8192;
    private static final double NANOS = 1e9;

    static BenchLimits of(Stage stage, DataSize size, double fsyncs) {
        try {
            ExchangeArithmetic arithmetic =
                    ExchangeArithmetic.of(stage.ourSealing(), stage.sealing(), new byte[(int) size.toBytes()]);
            repeated(arithmetic); // warms up
            return new BenchLimits(repeated(arithmetic), fsyncs);
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("the chosen providers do what an exchange needs", impossible);
        }
    }

    String describe() {
        return String.format(Locale.ROOT, "arithmetic alone takes %.3f ms of a processor for an exchange", arithmetic);
    }

    /** How far an exchange is from what it cannot do without. */
    String against(BenchSide.Counted counted) {
        int processors = Runtime.getRuntime().availableProcessors();
        return String.format(
                Locale.ROOT,
                "arithmetic is %.1f%% of the CPU; %.1f%% of the rate at which %d processors could do the arithmetic alone;"
                        + " fsyncs at %.0f%% of the rate at which the disk does one after the other",
                100 * arithmetic / counted.milliseconds(),
                100 * counted.rate() * arithmetic / 1000 / processors,
                processors,
                100 * counted.rate() * counted.fsyncs() / fsyncs);
    }

    /** Of the machine, over the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** How often a second one small write into a file of {@code directory} is made durable: one page over the other, as into a database's log. */
    static double fsyncs(Path directory) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(directory), "bench", ".fsync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begun < LONG_ENOUGH.toNanos()) {
                channel.write(ByteBuffer.allocate(PAGE), 0);
                channel.force(false);
                done++;
            }
            return done / ((System.nanoTime() - begun) / NANOS);
        } finally {
            Files.delete(file);
        }
    }

    /** @return milliseconds of each, as the kernel counts them for this thread: others may be at work */
    private static double repeated(ExchangeArithmetic arithmetic) throws GeneralSecurityException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        int requests = 0;
        while (threads.getCurrentThreadCpuTime() - begun < LONG_ENOUGH.toNanos()) {
            arithmetic.once();
            arithmetic.once(); // its acknowledgement
            requests++;
        }
        return (threads.getCurrentThreadCpuTime() - begun)
                / NANOS
                * 1000
                / (requests * BenchSide.EXCHANGES_OF_A_REQUEST);
    }
}
