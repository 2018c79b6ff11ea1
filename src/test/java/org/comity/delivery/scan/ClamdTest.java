package org.comity.delivery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.comity.casework.Scanner.Finding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** UC-11/3e: a real clamd, and servers that answer what clamd would not. */
class ClamdTest {
    private static RunningClamd daemon;

    @BeforeAll
    static void start() {
        daemon = new RunningClamd();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void findsWhatItsSignatureNames() {
        assertThat(scan(daemon.address(), RunningClamd.EICAR))
                .isEqualTo(new Finding.Infected("Comity.Test.Eicar.UNOFFICIAL"));
        assertThat(scan(daemon.address(), "a note".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new Finding.Clean());
        assertThat(scan(daemon.address(), new byte[300_000])).isEqualTo(new Finding.Clean());
    }

    @Test
    void whatIsTooLongForItIsNotClean() {
        assertThat(scan(daemon.address(), new byte[RunningClamd.LONGEST + 100_000]))
                .isInstanceOf(Finding.Unscannable.class);
    }

    @Test // THREAT-121: the file is read from the database
    void whatCannotBeReadIsNotSaidOfTheFile() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public int read(byte[] into, int offset, int most) {
                return read();
            }
        };
        Clamd clamd = clamd(daemon.address(), Duration.ofSeconds(5));
        assertThatThrownBy(() -> clamd.scan(broken)).hasMessage("the database is away");
    }

    @Test
    void whoIsNotThereIsNamed() {
        Clamd nobody = clamd(URI.create("tcp://127.0.0.1:1"), Duration.ofSeconds(5));
        assertThat(nobody.scan(new ByteArrayInputStream(new byte[1]))).isInstanceOf(Finding.Away.class);
        assertThat(nobody.trouble()).contains("ConnectException");
        assertThat(clamd(daemon.address(), Duration.ofSeconds(5)).trouble()).isEmpty();
    }

    @Test // THREAT-125: who takes and never answers costs one time-out
    void whoNeverAnswersEndsWithTheTimeout() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Finding finding =
                    clamd(address(server), Duration.ofMillis(500)).scan(new ByteArrayInputStream(new byte[10]));
            assertThat(finding).isEqualTo(new Finding.Away("no answer within 500 ms"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test // nothing but a plain OK is an OK
    void oddAnswersAreNoOk() throws Exception {
        for (String answer :
                new String[] {"", "OK", "stream: OK OK", "x".repeat(5000), "stream: OK\nstream: X FOUND"}) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answer(server, answer));
                assertThat(clamd(address(server), Duration.ofSeconds(5)).scan(new ByteArrayInputStream(new byte[10])))
                        .as("answer of %s characters", answer.length())
                        .isNotInstanceOf(Finding.Clean.class);
            }
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(10 + 4 + 10 + 4);
            socket.getOutputStream().write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // the client had read enough
        }
    }

    private static URI address(ServerSocket server) {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    private static Finding scan(URI address, byte[] bytes) {
        return clamd(address, Duration.ofSeconds(30)).scan(new ByteArrayInputStream(bytes));
    }

    private static Clamd clamd(URI address, Duration timeout) {
        return new Clamd(new ScanSettings(Optional.of(address), timeout, Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
