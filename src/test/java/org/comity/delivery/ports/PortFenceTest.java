package org.comity.delivery.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.comity.delivery.as2.KnownPartners;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.trust.PartnerTls;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.unit.DataSize;

/** Every path on every port, over real sockets; the handler behind the fence would answer everything. */
class PortFenceTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Member US = AUTHORITY.member("us-agency");
    private static final Member THEM = AUTHORITY.member("their-agency");
    private static final Member STRANGER = AUTHORITY.member("stranger");

    private PartnersPort port;
    private WebServer server;

    @BeforeEach
    void open() {
        OwnAgency agency = new OwnAgency(US.id(), "Us", "JP", ZoneId.of("Asia/Tokyo"));
        port = new PartnersPort(settings(), new OwnAgencies(List.of(agency), false), tls(US));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        port.customize(tomcat);
        server = tomcat.getWebServer(context -> {
            context.addFilter("fence", new PortFence(port)).addMappingForUrlPatterns(null, false, "/*");
            context.addServlet("everything", new Everything()).addMapping("/");
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/as2", "/as2/receipts"})
    void partnersPathsAnswerOnThePartnersPortOnly(String path) throws Exception {
        assertThat(atPartners(path)).isEqualTo(200);
        assertThat(atOfficers(path)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/requests",
                "/api/v1/requests",
                "/sign-in",
                "/actuator/health",
                "/actuator/heapdump",
                "/error"
            })
    void officersPathsDoNotAnswerOnThePartnersPort(String path) throws Exception {
        assertThat(atPartners(path)).isEqualTo(404);
        assertThat(atOfficers(path)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/as2/", "/AS2", "/as2/x", "/as2;x=1", "/%61s2", "/as2/receipts/.."})
    void noOtherSpellingPassesOnEitherPort(String path) throws Exception {
        assertThat(atPartners(path)).isIn(400, 404);
        assertThat(atOfficers(path)).isIn(400, 404);
    }

    @Test
    void aStrangersCertificateEndsTheHandshake() { // THREAT-76
        assertThatThrownBy(() -> get(partners("/as2"), tls(STRANGER).client(STRANGER.id(), US.partner())))
                .isInstanceOf(IOException.class);
    }

    private int atPartners(String path) throws Exception {
        return get(partners(path), tls(THEM).client(THEM.id(), US.partner()));
    }

    private int atOfficers(String path) throws Exception {
        return get("http://localhost:" + server.getPort() + path, SSLContext.getDefault());
    }

    private String partners(String path) {
        return "https://localhost:" + port.number() + path;
    }

    private static int get(String url, SSLContext tls) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static PartnerTls tls(Member own) {
        return new PartnerTls(
                own.keys(), new KnownPartners(US.partner(), THEM.partner()), AUTHORITY.paths(), TestAuthority.CLOCK);
    }

    private static PortSettings settings() {
        return new PortSettings(
                0,
                Optional.of("127.0.0.1"),
                Optional.empty(),
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(10),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    private static final class Everything extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }
    }
}
