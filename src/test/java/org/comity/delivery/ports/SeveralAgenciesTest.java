package org.comity.delivery.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.comity.delivery.as2.KnownPartners;
import org.comity.partners.AgencyId;
import org.comity.partners.CertificateUse;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.trust.OwnKeys;
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

/** One partners' port of a gateway that hosts three agencies, each called by its host name, over real sockets. */
class SeveralAgenciesTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Member POLICE = AUTHORITY.memberCalled("police.example", "jp-police");
    private static final Member JUSTICE = AUTHORITY.memberCalled("justice.example", "jp-justice");
    private static final Member FOREIGN_AFFAIRS = AUTHORITY.memberCalled("*.foreign.example", "jp-foreign-affairs");
    private static final Member THEM = AUTHORITY.member("their-agency");

    private final SSLContext calling = calling(JUSTICE.partner());
    private PartnersPort port;
    private WebServer server;

    @BeforeEach
    void open() {
        OwnKeys keys = TestAuthority.together(POLICE, JUSTICE, FOREIGN_AFFAIRS);
        port = new PartnersPort(
                settings(),
                new OwnAgencies(List.of(agency(POLICE), agency(JUSTICE), agency(FOREIGN_AFFAIRS)), false),
                new PartnerTls(keys, new KnownPartners(THEM.partner()), AUTHORITY.paths(), TestAuthority.CLOCK));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        port.customize(tomcat);
        server = tomcat.getWebServer(
                context -> context.addServlet("here", new Here()).addMapping("/"));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @ParameterizedTest // THREAT-76: the caller pins the certificate of the very agency that it calls
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void eachAgencyIsCalledByItsNameAndShowsItsCertificate(String protocol) throws IOException {
        for (Member agency : List.of(POLICE, JUSTICE)) {
            try (SSLSocket socket = call(
                    calling(agency.partner()),
                    agency.equals(POLICE) ? "police.example" : "JUSTICE.example",
                    protocol)) {
                assertThat(shown(socket)).isEqualTo(agency.certificate(CertificateUse.TLS));
                assertThat(post(socket)).startsWith("HTTP/1.1 204");
            }
        }
        try (SSLSocket socket = call(calling(FOREIGN_AFFAIRS.partner()), "gateway.foreign.example", protocol)) {
            assertThat(shown(socket)).isEqualTo(FOREIGN_AFFAIRS.certificate(CertificateUse.TLS));
        }
    }

    @ParameterizedTest // THREAT-76: a name that is nobody's
    @ValueSource(
            strings = {"elsewhere.example", "police.example.evil.example", "foreign.example", "a.b.foreign.example"})
    void aNameThatIsNobodysEndsTheHandshake(String name) {
        assertThatThrownBy(() -> call(calling, name, "TLSv1.3").close())
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("unrecognized_name");
    }

    @Test // THREAT-76
    void whoCallsOneAgencyByTheNameOfAnotherRefusesWhatItIsShown() {
        assertThatThrownBy(() -> call(calling(JUSTICE.partner()), "police.example", "TLSv1.3")
                        .close())
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("E-CRT");
    }

    @Test // an address is no name: the agency of comity.port.agency answers
    void whoNamesNoHostMeansTheAgencyOfTheSettings() throws IOException {
        try (SSLSocket socket = call(calling(JUSTICE.partner()), "127.0.0.1", "TLSv1.3")) {
            assertThat(shown(socket)).isEqualTo(JUSTICE.certificate(CertificateUse.TLS));
        }
    }

    private SSLSocket call(SSLContext context, String host, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(new Socket(InetAddress.getLoopbackAddress(), port.number()), host, port.number(), true);
        socket.setSoTimeout(20_000);
        SSLParameters parameters = PartnerTls.parameters();
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private static String post(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("POST /as2 HTTP/1.1\r\nHost: any\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** What {@link #THEM} calls with: it pins the certificate of {@code called}. */
    private static SSLContext calling(Partner called) {
        return new PartnerTls(
                        THEM.keys(), new KnownPartners(called, THEM.partner()), AUTHORITY.paths(), TestAuthority.CLOCK)
                .client(THEM.id(), called);
    }

    private static OwnAgency agency(Member member) {
        return OwnAgency.undesignated(member.id(), "Example", "JP", ZoneId.of("Asia/Tokyo"));
    }

    private static PortSettings settings() {
        AgencyId nameless = JUSTICE.id();
        return new PortSettings(
                0,
                Optional.of("127.0.0.1"),
                Optional.of(nameless.value()),
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(10),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    private static final class Here extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    }
}
