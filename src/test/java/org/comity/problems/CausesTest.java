package org.comity.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a log line says of a connection that failed. */
class CausesTest {
    @Test // THREAT-110
    void noneOfAPeersWords() throws Exception {
        for (String answer : new String[] {"Suspect is Jane Doe", "HTTP/1.1 200 OK\r\nJane Doe: suspect"}) {
            assertThat(Causes.of(answered(answer))).isNotBlank().doesNotContain("Jane", "Suspect");
        }
    }

    @Test
    void butWhatTheMachineSaysOfIt() throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertThat(Causes.of(asked(closed))).startsWith("ConnectException");
        assertThat(Causes.of(new IOException("answered with status 404")))
                .isEqualTo("IOException answered with status 404");
    }

    private static Throwable answered(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.startVirtualThread(() -> answer(server, answer + "\r\n\r\n"));
            Throwable failure = asked(server.getLocalPort());
            answering.join();
            return failure;
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // until the client has read it and goes
            }
        } catch (IOException gone) {
            // it goes in a hurry
        }
    }

    private static Throwable asked(int port) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            return catchThrowable(() -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
        }
    }
}
