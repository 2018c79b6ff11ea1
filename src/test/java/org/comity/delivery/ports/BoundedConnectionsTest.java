package org.comity.delivery.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.comity.delivery.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** THREAT-108: one address cannot take every connection of a port. */
class BoundedConnectionsTest {
    private static final int CONNECTIONS = 8;

    private WebServer server;

    @BeforeEach
    void open() {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.setProtocol(BoundedHttp.class.getName());
        tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("maxConnections", String.valueOf(CONNECTIONS)));
        server = tomcat.getWebServer();
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void anAddressHoldsAQuarterOfThemAndOneThatItGivesUpIsFreeAgain() throws Exception {
        try (Socket first = new Socket("localhost", server.getPort())) {
            assertThat(isKept(first)).isTrue();
            try (Socket second = new Socket("localhost", server.getPort());
                    Socket third = new Socket("localhost", server.getPort())) {
                assertThat(isKept(second)).isTrue();
                assertThat(isKept(third, 60_000)).isFalse();
            }
            await().untilAsserted(() -> {
                try (Socket next = new Socket("localhost", server.getPort())) {
                    assertThat(isKept(next)).isTrue();
                }
            });
        }
    }

    @Test // whoever has one address of such a network has 2^64
    void theAddressesOfANetworkOfIpv6CountAsOne() throws Exception {
        assertThat(network("2001:db8:0:7::1")).isEqualTo(network("2001:db8:0:7:ffff::9"));
        assertThat(network("2001:db8:0:7::1")).isNotEqualTo(network("2001:db8:0:8::1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    }

    private static InetAddress network(String address) throws IOException {
        return Network.of(InetAddress.getByName(address));
    }

    private static boolean isKept(Socket socket) throws IOException {
        return isKept(socket, 500);
    }

    /** Until it is ended, for so many milliseconds. */
    private static boolean isKept(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
