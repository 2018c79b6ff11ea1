package org.comity.delivery.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.comity.delivery.as2.KnownPartners;
import org.comity.journal.AlertRows;
import org.comity.people.MailAddress;
import org.comity.trust.PartnerTls;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** UC-08/2 and THREAT-97: a webhook behind real TLS, with an authority of the agency's own. */
class BellTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Member RECEIVER = AUTHORITY.member("receiver");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<byte[]> heard = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private int status = 204;

    @BeforeEach
    void listen() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PartnerTls tls = new PartnerTls(RECEIVER.keys(), new KnownPartners(), AUTHORITY.paths(), TestAuthority.CLOCK);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server(RECEIVER.id())));
        server.createContext("/call", exchange -> {
            heard.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Location", "https://localhost:" + port() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsIdsToTheWebhookAndWhoseTurnItIs() throws Exception {
        AlertRows.Alert alert = alert();
        bell(Optional.of("ours")).ring(Optional.empty(), Words.of(alert, URI.create("https://gateway.example"), false));
        JsonNode call = JSON.readTree(heard.getFirst());
        assertThat(call.path("alert").asText()).isEqualTo(alert.id().toString());
        assertThat(call.path("call").asInt()).isEqualTo(3);
        assertThat(call.path("cause").asText()).isEqualTo("urgent-request");
        assertThat(call.path("to").asText()).isEmpty();
        assertThat(call.path("text").asText()).contains("https://gateway.example/alerts/" + alert.id());
        assertThat(call.size()).isEqualTo(6);
    }

    @Test
    void followsNoRedirect() { // THREAT-97
        status = 307;
        assertThatThrownBy(() -> bell(Optional.of("ours")).ring(Optional.empty(), words()))
                .hasMessageContaining("307");
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void anAnswerThatIsNoSuccessIsACallThatDidNotGetThrough() {
        status = 500;
        assertThatThrownBy(() -> bell(Optional.of("ours")).ring(Optional.empty(), words()))
                .hasMessageContaining("500");
    }

    @Test // four such, and nobody would be called any more
    void anAnswerThatNeverEndsIsACallThatDidNotGetThrough() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            try {
                isOver.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            Bell bell = bell(URI.create("https://localhost:" + port() + "/endless"), Optional.of("ours"));
            assertThatThrownBy(() -> bell.ring(Optional.empty(), words())).hasMessageContaining("did not end");
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void tellsNothingToAReceiverOfAnUnknownAuthority() {
        assertThatThrownBy(() -> bell(Optional.empty()).ring(Optional.empty(), words()))
                .hasMessageContaining("certificate");
        assertThat(heard).isEmpty();
    }

    @Test // UC-27: before the first alert fails
    void saysThatAWebhookDoesNotAnswerWithoutCallingIt() {
        Bell trusting = bell(Optional.of("ours"));
        Bell doubting = bell(Optional.empty());
        assertThat(trusting.trouble()).isEmpty();
        await().until(() -> doubting.trouble()
                .filter(why -> why.startsWith("the webhook does not answer: SSL"))
                .isPresent());
        assertThat(trusting.trouble()).isEmpty();
        assertThat(heard).as("a look is no call").isEmpty();
        Bell gone = bell(Optional.of("ours"));
        server.stop(0);
        await().until(() -> gone.trouble().equals(Optional.of("the webhook does not answer: ConnectException")));
    }

    @Test // or alerts would be down for ever where only the proxy reaches the webhook
    void looksAtTheProxyThatItsCallsGoThrough() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        Bell through = bell(URI.create("https://pager.invalid/call"));
        Bell inVain = bell(URI.create("https://pager.invalid/call"));
        try {
            try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                proxy.setSoTimeout(30_000);
                ProxySelector.setDefault(
                        ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", proxy.getLocalPort())));
                assertThat(through.trouble()).isEmpty();
                try (Socket asked = proxy.accept()) {
                    assertThat(asked.getInputStream().read())
                            .as("a look is no call")
                            .isEqualTo(-1);
                }
                assertThat(through.trouble()).isEmpty();
            }
            await().until(() -> inVain.trouble().equals(Optional.of("the webhook does not answer: ConnectException")));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static Bell bell(URI webhook) {
        return new Bell(
                settings(webhook, Optional.empty()), new JavaMailSenderImpl(), JSON, new DefaultSslBundleRegistry());
    }

    @Test
    void saysThatTheMailServerDoesNotAnswer() throws Exception {
        JavaMailSenderImpl nowhere = new JavaMailSenderImpl();
        nowhere.setHost("127.0.0.1");
        try (ServerSocket shut = new ServerSocket(0)) {
            nowhere.setPort(shut.getLocalPort());
        }
        AlertSettings byMail = new AlertSettings(
                new MailAddress("gateway@npa.example"),
                URI.create("https://localhost:8443"),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                2);
        Bell bell = new Bell(byMail, nowhere, JSON, new DefaultSslBundleRegistry());
        await().until(() -> bell.trouble()
                .filter(why -> why.startsWith("the mail server does not answer: "))
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pager.example/call",
                "ftp://pager.example/",
                "file:///etc/passwd",
                "https://user:secret@pager.example/",
                "http://169.254.169.254/latest",
                "call"
            })
    void onlyHttpsOrLoopbackIsAWebhook(String address) { // THREAT-97
        assertThatThrownBy(() -> settings(URI.create(address), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duty@agency.example\r\nRCPT TO:<victim@other.example>",
                "duty@agency.example, victim@other.example",
                "Duty <duty@agency.example>",
                "duty@agency.example\n",
                "@agency.example",
                "duty@",
                "-oQ/tmp@agency.example"
            })
    void nothingElseHidesInAMailAddress(String text) { // THREAT-99
        assertThatThrownBy(() -> new MailAddress(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private Bell bell(Optional<String> bundle) {
        return bell(URI.create("https://localhost:" + port() + "/call"), bundle);
    }

    private static Bell bell(URI webhook, Optional<String> bundle) {
        return new Bell(
                settings(webhook, bundle),
                new JavaMailSenderImpl(),
                JSON,
                new DefaultSslBundleRegistry("ours", SslBundle.of(SslStoreBundle.of(null, null, authority()))));
    }

    private static AlertSettings settings(URI webhook, Optional<String> bundle) {
        return new AlertSettings(
                new MailAddress("comity@localhost"),
                URI.create("https://gateway.example"),
                Optional.of(webhook),
                bundle,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                2);
    }

    private static KeyStore authority() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ours", AUTHORITY.certificate());
            return store;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Words words() {
        return Words.of(alert(), URI.create("https://gateway.example"), false);
    }

    private static AlertRows.Alert alert() {
        return new AlertRows.Alert(
                UUID.randomUUID(),
                RECEIVER.id(),
                "urgent-request",
                "an id",
                Optional.empty(),
                TestAuthority.NOW,
                Optional.empty(),
                1,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
