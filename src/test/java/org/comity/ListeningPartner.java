package org.comity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.comity.trust.Certificates;

/**
 * The web server of a partner without a gateway: asks for the client certificate that the gateway's profile names, gives the body of
 * each POST to {@code open.sh}, and answers with what {@code receipt.sh} made, or with 500 if it could not be opened.
 */
final class ListeningPartner implements AutoCloseable {
    private final HttpsServer server;
    private final Path home;
    private final OpensslPartner partner;
    private final BlockingQueue<String> opened = new LinkedBlockingQueue<>();
    private int posts;

    /** @param home where the partner has {@code tls.key}, {@code tls.crt} and {@code gateway-tls.pem} */
    ListeningPartner(int port, Path home) throws IOException, GeneralSecurityException {
        this.home = home;
        this.partner = new OpensslPartner(home);
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        SSLContext tls = tls(home);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = tls.getDefaultSSLParameters();
                parameters.setNeedClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        });
        server.createContext("/as2", this::take);
        server.start();
    }

    /** Names of the directories of {@link OpensslPartner} into which messages were opened, in order of arrival. */
    BlockingQueue<String> opened() {
        return opened;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sealed = exchange.getRequestBody().readAllBytes();
            String work = "in-" + ++posts;
            OpensslPartner.Outcome outcome = partner.open(sealed, work);
            if (outcome.status() != 0) {
                Files.writeString(home.resolve(work + "-not-opened.log"), outcome.said());
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            partner.makeReceipt(work).isGood();
            byte[] body = partner.bytes(work, "answer.body");
            exchange.getResponseHeaders().set("Content-Type", partner.said(work, "answer.type"));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            opened.add(work);
        }
    }

    private static SSLContext tls(Path home) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        Certificate certificate = Certificates.parse(Files.readString(home.resolve("tls.crt")));
        own.setKeyEntry("tls", key(home.resolve("tls.key")), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore gateway = KeyStore.getInstance("PKCS12");
        gateway.load(null, null);
        for (var authority : Certificates.parseAll(Files.readString(home.resolve("gateway-tls.pem")))) {
            gateway.setCertificateEntry(Certificates.fingerprint(authority).hex(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(gateway);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }
}
