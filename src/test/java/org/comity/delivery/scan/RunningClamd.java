package org.comity.delivery.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Debian's clamd (package clamav-daemon, which {@code .ci/run} installs) with a database of one signature: the MD5 of the file that the
 * anti-virus industry tests with. Nothing is fetched from the Internet.
 */
public final class RunningClamd implements AutoCloseable {
    /** The EICAR test file, in two halves so that no scanner takes this source for it. */
    public static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    /** Bytes; clamd turns away what is longer. */
    public static final int LONGEST = 1 << 20;

    private static final String SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Comity.Test.Eicar\n";

    private final Path directory;
    private final Path socket;
    private Process process;

    public RunningClamd() {
        try {
            directory = Files.createTempDirectory("clamd");
            socket = directory.resolve("s");
            Path database = Files.createDirectory(directory.resolve("db"));
            Files.writeString(database.resolve("test.hdb"), SIGNATURE);
            Files.writeString(
                    directory.resolve("clamd.conf"),
                    "LocalSocket " + socket + "\nDatabaseDirectory " + database + "\nForeground yes\nStreamMaxLength "
                            + LONGEST + "\nTemporaryDirectory " + directory + "\nMaxThreads 4\n");
            process = start();
        } catch (IOException failed) {
            throw new UncheckedIOException("clamd does not start; install the package clamav-daemon", failed);
        }
    }

    public URI address() {
        return URI.create("unix:" + socket);
    }

    /** As an operator's mistake, or an update, would. */
    public void stop() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void startAgain() {
        try {
            process = start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process start() throws IOException {
        Files.deleteIfExists(socket);
        Process started = new ProcessBuilder("/usr/sbin/clamd", "--config-file=" + directory.resolve("clamd.conf"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > giveUp) {
                throw new IOException(Files.readString(directory.resolve("log")));
            }
            pause();
        }
        return started;
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
