package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.comity.envelope.SealedMessage;
import org.comity.messages.Ping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * THREAT-108: strangers who send a byte now and then, on the real ports. A gateway of its own gives 8 s for a header and 4 s for a
 * body; Tomcat's own bound, of a silence, is longer than the pauses here and is never met.
 */
class SlowConnectionsRouteTest {
    /** Below what a trickle that nobody ended goes on for; far above what is allowed, since the machine may be slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final String HEADER = "POST /as2 HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    private static WholeGateway gateway;
    private static ForeignAgency them;

    @BeforeAll
    static void start() {
        gateway = new WholeGateway(Map.of("comity.port.header-time", "8s", "comity.port.body-time", "4s"));
        them = ForeignAgency.joins(gateway, "innocent-agency");
    }

    @AfterAll
    static void stop() {
        them.close();
        gateway.close();
    }

    @Test
    void sixtyTricklersAreEndedAndInnocentsAreServedMeanwhile() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> tricklers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                for (int port : List.of(partners(), gateway.officersPort())) {
                    Socket shaken = tls(port);
                    tricklers.add(threads.submit(() -> trickles(shaken, HEADER)));
                    Socket bare = new Socket("localhost", port);
                    tricklers.add(threads.submit(() -> trickles(bare, clientHello())));
                }
            }
            for (int i = 0; i < 8; i++) {
                SealedMessage sealed = them.seal(new Ping("meanwhile"));
                assertThat(them.verify(them.posts(sealed), sealed).problems()).isEmpty();
                Thread.sleep(500);
            }
            for (Future<Duration> trickler : tricklers) {
                assertThat(trickler.get()).isLessThan(PATIENCE);
            }
        }
    }

    @Test
    void blankLinesBeforeAHeaderAreNoHeader() throws Exception {
        assertThat(trickles(tls(partners()), "\r\n", "\r\n")).isLessThan(PATIENCE);
    }

    @Test
    void aRefusedBodyIsNotWaitedFor() throws Exception {
        String refused = "POST /no-such-path HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n";
        assertThat(trickles(tls(partners()), refused)).isLessThan(PATIENCE);
    }

    @Test
    void aSignInThatTricklesIsEnded() throws Exception {
        String form = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=";
        assertThat(trickles(tls(gateway.officersPort()), form)).isLessThan(PATIENCE);
    }

    @Test
    void aConnectionThatRestsAfterAnAnswerIsKept() throws Exception {
        try (SSLSocket socket = tls(partners())) {
            byte[] request = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write(request);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 404");
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
                Thread.sleep(i == 0 ? 10_000 : 0); // longer than a header may take
            }
        }
    }

    private static Duration trickles(Socket socket, String beginning) throws IOException {
        return trickles(socket, beginning, "a");
    }

    /** How long the gateway bears it. */
    private static Duration trickles(Socket socket, String beginning, String drop) throws IOException {
        long began = System.nanoTime();
        try (socket) {
            socket.setSoTimeout(800);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(60)) < 0
                    && !isOver(socket.getInputStream())) {
                socket.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException ended) {
            // the write, or the end of the connection, met a reset
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean isOver(InputStream in) throws IOException {
        try {
            while (in.read() >= 0) {
                // an answer: what counts is the end of the connection
            }
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    /** The head of a TLS record of 512 bytes and of the hello in it; the rest trickles. */
    private static String clientHello() {
        return "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";
    }

    private static int partners() {
        return gateway.messages().getPort();
    }

    private static SSLSocket tls(int port) throws Exception {
        return Stranger.connects(port);
    }
}
