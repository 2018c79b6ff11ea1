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
import java.net.http.HttpResponse;
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
    private volatile boolean flowsRun = true;

    @BeforeEach
    void open() {
        OwnAgency agency = OwnAgency.undesignated(US.id(), "Us", "JP", ZoneId.of("Asia/Tokyo"));
        port = new PartnersPort(settings(), new OwnAgencies(List.of(agency), false), tls(US));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        port.customize(tomcat);
        server = tomcat.getWebServer(context -> {
            context.addFilter("fence", new PortFence(port, () -> flowsRun)).addMappingForUrlPatterns(null, false, "/*");
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
    @ValueSource(strings = {"/", "/requests", "/api/v1/requests", "/sign-in", "/actuator/health", "/actuator/heapdump"})
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
    void thePageOfErrorsIsForErrors() throws Exception {
        assertThat(atPartners("/error")).isEqualTo(404);
        assertThat(atOfficers("/error")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /as2", "PUT /as2", "DELETE /as2/receipts", "POST /elsewhere", "GET /error"})
    void whatPartnersHaveNoBusinessWithHearsTheCoarseProblem(String call) throws Exception { // DEL-09
        HttpResponse<String> answer = partner(
                call.substring(call.indexOf('/')), call.substring(0, call.indexOf(' ')), "application/pkcs7-mime");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:comity:problem:E-DEL-09");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-Form-Urlencoded; charset=utf-8",
                "multipart/form-data; boundary=x"
            })
    void aFormIsRefusedAtOnceAndUnread(String type) throws Exception { // DEL-11, THREAT-108
        HttpResponse<String> answer = partner("/as2", "POST", type);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:comity:problem:E-DEL-11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/as2", "/as2/receipts"})
    void whileTheFlowsDoNotRunAPartnerHearsThatWeAreUnwell(String path) throws Exception { // DEL-10, THREAT-118
        flowsRun = false;
        HttpResponse<String> answer = partner(path, "POST", "application/pkcs7-mime");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:comity:problem:E-DEL-10");
        flowsRun = true;
        assertThat(atPartners(path)).isEqualTo(200);
    }

    @Test
    void aStrangersCertificateEndsTheHandshake() { // THREAT-76
        assertThatThrownBy(() -> call(
                        partners("/as2"), "POST", "text/plain", tls(STRANGER).client(STRANGER.id(), US.partner())))
                .isInstanceOf(IOException.class);
    }

    private int atPartners(String path) throws Exception {
        return partner(path, "POST", "application/pkcs7-mime").statusCode();
    }

    private HttpResponse<String> partner(String path, String method, String type) throws Exception {
        return call(partners(path), method, type, tls(THEM).client(THEM.id(), US.partner()));
    }

    private int atOfficers(String path) throws Exception {
        return call("http://localhost:" + server.getPort() + path, "GET", "text/plain", SSLContext.getDefault())
                .statusCode();
    }

    private String partners(String path) {
        return "https://localhost:" + port.number() + path;
    }

    private static HttpResponse<String> call(String url, String method, String type, SSLContext tls)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString("AS2-From=x&a=b"))
                .build();
        return client.send(request, BodyHandlers.ofString());
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
