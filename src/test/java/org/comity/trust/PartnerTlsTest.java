package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets on loopback: what ends a handshake and what does not. */
class PartnerTlsTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final TestAuthority authority = TestAuthority.create();
    private final Member tokyo = authority.member("jp-example");
    private final Member washington = authority.member("us-example");
    private final Member stranger = authority.member("xx-stranger");
    private final PartnersInMemory known = new PartnersInMemory(washington.partner());
    private final PartnerTls port = tls(tokyo, known);
    private SSLServerSocket listener;
    private CompletableFuture<String> caller;

    @BeforeEach
    void listen() throws IOException {
        listener = (SSLServerSocket) port.server(tokyo.id())
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSSLParameters(PartnerTls.parameters());
        listener.setSoTimeout(PATIENCE_MILLIS);
        caller = CompletableFuture.supplyAsync(this::serveOne);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test // THREAT-76
    void anActivePartnerIsRecognisedByItsCertificate() throws IOException {
        assertThat(call(tls(washington, new PartnersInMemory(tokyo.partner()))
                        .client(washington.id(), tokyo.partner())))
                .isEqualTo('!');
        assertThat(caller.join()).isEqualTo("us-example");
    }

    @Test // THREAT-76: below the very same authority, but registered by nobody
    void aCertificateThatNoPartnerRegisteredIsRefusedInTheHandshake() {
        refusesCaller(stranger);
    }

    @Test // UC-09/7b: it is answered 503 and comes again; a broken handshake would tell it nothing
    void aSuspendedPartnerIsLetInToHearThatItIsSuspended() throws IOException {
        known.save(washington.partner().in(PartnerState.SUSPENDED));
        assertThat(call(tls(washington, new PartnersInMemory(tokyo.partner()))
                        .client(washington.id(), tokyo.partner())))
                .isEqualTo('!');
        assertThat(caller.join()).isEqualTo("us-example");
    }

    @Test // THREAT-76
    void aProposedPartnerIsRefusedInTheHandshake() {
        known.save(washington.partner().in(PartnerState.PROPOSED));
        refusesCaller(washington);
    }

    @Test // THREAT-76: some partners are excused from client certificates; the signature still tells who they are
    void aCallerWithoutACertificateGetsThroughTheHandshakeAsNobody() throws Exception {
        assertThat(call(anonymous())).isEqualTo('!');
        assertThat(caller.join()).isEqualTo("nobody");
    }

    @Test // THREAT-76
    void tls11IsRefused() throws Exception {
        SSLSocket socket = connect(anonymous());
        SSLParameters old = new SSLParameters();
        old.setProtocols(new String[] {"TLSv1.1"});
        socket.setSSLParameters(old);
        assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        assertThat(PartnerTls.parameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }

    @Test // THREAT-76: another partner's server, or anybody with a certificate of the same authority
    void aServerThatIsNotTheCalledPartnerIsRefused() {
        PartnerTls calling = tls(washington, new PartnersInMemory(stranger.partner()));
        SSLContext toTheStranger = calling.client(washington.id(), stranger.partner());
        assertThatThrownBy(() -> call(toTheStranger)).isInstanceOf(IOException.class);
    }

    @Test // THREAT-77: the pinned certificate, but called by another name
    void aHostNameThatTheCertificateDoesNotHoldIsRefused() throws IOException {
        SSLContext context =
                tls(washington, new PartnersInMemory(tokyo.partner())).client(washington.id(), tokyo.partner());
        SSLSocket plain = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()),
                        "gateway.example",
                        listener.getLocalPort(),
                        true);
        SSLParameters checking = PartnerTls.parameters();
        checking.setEndpointIdentificationAlgorithm("HTTPS");
        plain.setSSLParameters(checking);
        assertThatThrownBy(plain::startHandshake).isInstanceOf(IOException.class);
    }

    @Test // THREAT-76
    void onlyATlsCertificateOfAnActivePartnerNamesIt() {
        assertThat(port.partnerOf(stranger.certificate(CertificateUse.TLS))).isEmpty();
        assertThat(port.partnerOf(washington.certificate(CertificateUse.TLS)))
                .map(Partner::id)
                .contains(washington.id());
        assertThat(port.partnerOf(washington.certificate(CertificateUse.SIGNING)))
                .isEmpty();
    }

    private void refusesCaller(Member member) {
        SSLContext calling = tls(member, new PartnersInMemory(tokyo.partner())).client(member.id(), tokyo.partner());
        assertThatThrownBy(() -> call(calling)).isInstanceOf(IOException.class);
        assertThat(caller.join()).startsWith("refused");
    }

    private PartnerTls tls(Member own, PartnersInMemory partners) {
        return new PartnerTls(own.keys(), partners, authority.paths(), TestAuthority.CLOCK);
    }

    /** Says who called, then answers with one byte. */
    private String serveOne() {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            String who = who(socket);
            socket.getOutputStream().write('!');
            return who;
        } catch (IOException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private String who(SSLSocket socket) {
        try {
            X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return port.partnerOf(leaf).map(partner -> partner.id().value()).orElse("unknown");
        } catch (SSLPeerUnverifiedException none) {
            return "nobody";
        }
    }

    /** In TLS 1.3 the server judges the client after the client's handshake is done: only reading tells. */
    private int call(SSLContext context) throws IOException {
        try (SSLSocket socket = connect(context)) {
            socket.startHandshake();
            try (InputStream answer = socket.getInputStream()) {
                int first = answer.read();
                if (first < 0) {
                    throw new IOException("closed without an answer");
                }
                return first;
            }
        }
    }

    private SSLSocket connect(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = PartnerTls.parameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private SSLContext anonymous() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[] {new Credulous(authority)}, null);
        return context;
    }

    /** A caller that believes any server below the test's authority. */
    private record Credulous(TestAuthority authority) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) {
            throw new IllegalStateException("only calls");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) {
            assertThat(List.of(chain).getFirst().getIssuerX500Principal())
                    .isEqualTo(authority.certificate().getSubjectX500Principal());
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
