package org.comity.delivery.scan;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.comity.casework.Scanner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * ClamAV's daemon, over its INSTREAM protocol (clamd(8)): {@code zINSTREAM}, then pieces with a length of four octets before each, then a
 * length of zero; it answers {@code stream: OK}, {@code stream: <signature> FOUND} or an error. Every answer but a plain OK is no OK.
 */
@Component
class Clamd implements Scanner {
    private static final Logger LOG = LoggerFactory.getLogger(Clamd.class);

    /** Bytes sent at once; any size below clamd's StreamMaxLength will do. */
    private static final int PIECE = 64 << 10;

    /** Bytes of an answer that are read; clamd's own are below 200. */
    private static final int LONGEST_ANSWER = 1 << 10;

    /** Files at the same time; clamd takes twelve by default, and others use it too. */
    private static final int AT_ONCE = 4;

    private static final int LONGEST_SIGNATURE = 100;
    private static final String PREFIX = "stream: ";
    private static final Duration PING_PATIENCE = Duration.ofSeconds(1);

    private final Semaphore free = new Semaphore(AT_ONCE);

    private final ScanSettings settings;

    Clamd(ScanSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isSetUp() {
        return settings.address().isPresent();
    }

    @Override
    public Duration goodFor() {
        return settings.goodFor();
    }

    @Override
    public Finding scan(InputStream file) {
        return settings.address()
                .map(address -> inTurn(address, file))
                .orElseGet(() -> new Finding.Away("no scanner is set up"));
    }

    /** Why it cannot be asked; empty if it answers. */
    Optional<String> trouble() {
        return settings.address().flatMap(address -> {
            String answer = asked(() -> command(address, "zPING\0"), PING_PATIENCE);
            return answer.equals("PONG") ? Optional.empty() : Optional.of(answer);
        });
    }

    private Finding inTurn(URI address, InputStream file) {
        free.acquireUninterruptibly();
        try {
            String answer = asked(() -> stream(address, file), settings.timeout());
            return finding(answer).orElseGet(() -> unscanned(answer));
        } finally {
            free.release();
        }
    }

    private static Optional<Finding> finding(String answer) {
        if (answer.equals(PREFIX + "OK")) {
            return Optional.of(new Finding.Clean());
        }
        if (answer.startsWith(PREFIX) && answer.endsWith(" FOUND")) {
            return Optional.of(
                    new Finding.Infected(answer.substring(PREFIX.length(), answer.length() - " FOUND".length())));
        }
        return Optional.empty();
    }

    /** clamd hangs up in the middle of what is too long for it, often before its answer is read: only another question tells whether it is there. */
    private Finding unscanned(String why) {
        LOG.warn("a file was not scanned: {}", why);
        return trouble().isPresent() ? new Finding.Away(why) : new Finding.Unscannable(why);
    }

    /** A thread that waits for a socket ends with an interrupt, which closes the socket: so the whole has one time. */
    private static String asked(Callable<String> asking, Duration patience) {
        FutureTask<String> task = new FutureTask<>(asking);
        Thread.ofVirtual().name("clamd").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return "no answer within " + patience.toMillis() + " ms";
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof RuntimeException ofTheFile) {
                throw ofTheFile; // the database that it is read from is away, which says nothing of the file
            }
            return cause.getClass().getSimpleName();
        } catch (InterruptedException stopping) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String stream(URI address, InputStream file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(socket(address))) {
            write(channel, ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
            byte[] piece = new byte[PIECE];
            for (int length = file.read(piece); length >= 0; length = file.read(piece)) {
                if (length > 0) {
                    write(channel, ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
                    write(channel, ByteBuffer.wrap(piece, 0, length));
                }
            }
            write(channel, ByteBuffer.allocate(Integer.BYTES));
            return answer(channel);
        }
    }

    private static String command(URI address, String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(socket(address))) {
            write(channel, ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
            return answer(channel);
        }
    }

    private static SocketAddress socket(URI address) {
        return ScanSettings.isSocket(address)
                ? UnixDomainSocketAddress.of(address.getPath())
                : new InetSocketAddress(address.getHost(), address.getPort());
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Up to its zero octet; shortened, without control characters: it enters journal and page. */
    private static String answer(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        while (answer.hasRemaining() && channel.read(answer) >= 0) {
            if (answer.position() > 0 && answer.get(answer.position() - 1) == 0) {
                break;
            }
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8)
                .replaceAll("\\p{C}", "")
                .strip();
        return text.length() <= LONGEST_SIGNATURE + PREFIX.length() ? text : "an answer that is too long";
    }
}
