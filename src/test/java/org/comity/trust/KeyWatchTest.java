package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.comity.partners.AgencyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway takes new key files into use, seen from outside by a real TLS handshake. */
class KeyWatchTest {
    private static final AgencyId TOKYO = new AgencyId("jp-example");
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path directory;

    private final Clock clock = Clock.systemUTC();
    private final List<Object> events = new ArrayList<>();
    private KeyFiles files;
    private OwnKeys keys;
    private KeyWatch watch;
    private SSLServerSocket listener;

    @BeforeEach
    void serve() throws IOException {
        TrustSettings settings = new TrustSettings(
                directory,
                null,
                Optional.of("secret"),
                directory,
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofDays(30),
                true);
        files = new KeyFiles(settings, clock);
        files.init(TOKYO, KeyAlgorithm.P256, List.of("localhost"));
        keys = new OwnKeys(settings, clock);
        watch = new KeyWatch(keys, events::add);
        var paths = new CertificatePaths(new RevocationLists(settings));
        listener = (SSLServerSocket) new PartnerTls(keys, new PartnersInMemory(), paths, clock)
                .server(TOKYO)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setSSLParameters(PartnerTls.parameters());
        listener.setSoTimeout(PATIENCE_MILLIS);
        Thread.ofPlatform().daemon().start(this::answerAll);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void aRenewedTlsKeyIsShownInTheNextHandshakeWithoutARestart() throws Exception {
        X509Certificate before = shown();
        OwnCertificate renewed =
                files.renew(TOKYO, KeyKind.TLS, KeyAlgorithm.P256, List.of("localhost"), clock.instant());
        assertThat(shown()).isEqualTo(before);
        watch.look();
        assertThat(shown()).isEqualTo(renewed.certificate()).isNotEqualTo(before);
        assertThat(events).containsExactly(new KeysChanged());
        watch.look();
        assertThat(events).hasSize(1);
    }

    @Test // THREAT-74: partners have the new profile before the key is in use
    void aKeyThatWaitsForItsDayIsInTheProfileAndNotInUse() throws Exception {
        X509Certificate before = shown();
        files.renew(
                TOKYO,
                KeyKind.TLS,
                KeyAlgorithm.P256,
                List.of("localhost"),
                clock.instant().plus(Duration.ofDays(7)));
        watch.look();
        assertThat(shown()).isEqualTo(before);
        assertThat(keys.certificates(TOKYO))
                .filteredOn(own -> own.kind() == KeyKind.TLS)
                .hasSize(2)
                .anyMatch(own ->
                        keys.isCurrent(TOKYO, own) && own.period().until().isPresent());
    }

    @Test // THREAT-112
    void filesThatCannotBeReadLeaveTheKeysInUse() throws Exception {
        X509Certificate before = shown();
        Path file = directory.resolve("jp-example").resolve("tls.p12");
        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2, 3});
        watch.look();
        assertThat(shown()).isEqualTo(before);
        assertThat(events).isEmpty();
        Files.write(file, good);
        watch.look();
        assertThat(events).hasSize(1);
    }

    @Test // THREAT-112
    void aFileThatIsGoneIsToldAndItsKeyStaysInUse() throws Exception {
        X509Certificate before = shown();
        Path file = directory.resolve("jp-example").resolve("tls.p12");
        Path aside = Files.move(file, directory.resolve("aside"));
        watch.look();
        assertThat(watch.trouble()).hasValueSatisfying(said -> assertThat(said).contains(file + " is gone"));
        assertThat(shown()).isEqualTo(before);
        Files.move(aside, file);
        watch.look();
        assertThat(watch.trouble()).isEmpty();
    }

    private void answerAll() {
        try {
            while (true) {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write('!');
                }
            }
        } catch (SocketTimeoutException nobody) {
            throw new IllegalStateException(nobody);
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** A new TLS context each time, so that no session is resumed. */
    private X509Certificate shown() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[] {new Anything()}, null);
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(listener.getInetAddress(), listener.getLocalPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isEqualTo('!');
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static final class Anything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
