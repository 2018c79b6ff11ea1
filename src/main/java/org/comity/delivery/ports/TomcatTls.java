package org.comity.delivery.ports;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.comity.trust.PartnerTls;

/** Lets Tomcat use a TLS context that {@code trust} made, so that keys and registry are asked at each handshake. */
final class TomcatTls implements SSLContext {
    private final javax.net.ssl.SSLContext tls;
    private final List<SNIMatcher> names;

    private TomcatTls(javax.net.ssl.SSLContext tls, List<SNIMatcher> names) {
        this.tls = tls;
        this.names = names;
    }

    /**
     * @param names by which it may be called; none: by any
     * @param clientCertificate {@code none} or {@code optional}, in Tomcat's words
     */
    static void secure(
            Http11NioProtocol http, javax.net.ssl.SSLContext tls, List<SNIMatcher> names, String clientCertificate) {
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(String.join(":", PartnerTls.parameters().getCipherSuites()));
        host.setCertificateVerification(clientCertificate);
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new TomcatTls(tls, names));
        host.addCertificate(certificate);
        http.addSslHostConfig(host);
        http.setSSLEnabled(true);
    }

    @Override
    public void init(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        // made and ready: Tomcat has nothing to add
    }

    @Override
    public void destroy() {
        // holds nothing
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return tls.getServerSessionContext();
    }

    @Override
    public SSLEngine createSSLEngine() {
        SSLEngine engine = tls.createSSLEngine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(names);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
        return tls.getServerSocketFactory();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        return tls.getSupportedSSLParameters();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[0];
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
