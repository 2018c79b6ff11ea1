package org.comity.trust;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.comity.partners.AgencyId;
import org.comity.partners.CertificateUse;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/**
 * TLS between gateways (THREAT-76). A client certificate that no partner has registered for TLS ends the handshake; so does a
 * server that does not show a certificate of the very partner we called. Keys and registry are asked anew at each handshake, so a
 * rollover or a suspension needs no restart. All of it is the JDK's TLS (THREAT-77); host names are checked by its client.
 *
 * <p>A resumed session (at most five minutes old) is not asked again: who answers a request asks {@link #partnerOf} once more.
 */
@Component
public class PartnerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Forward secret and authenticated; the names of TLS 1.3, then of TLS 1.2 (BSI TR-02102-2). */
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    };

    private static final Duration SESSION = Duration.ofMinutes(5);

    private final OwnKeys keys;
    private final Partners partners;
    private final CertificatePaths paths;
    private final Clock clock;

    public PartnerTls(OwnKeys keys, Partners partners, CertificatePaths paths, Clock clock) {
        this.keys = keys;
        this.partners = partners;
        this.paths = paths;
        this.clock = clock;
    }

    /** For a port of {@code own} alone. Its listener asks for a client certificate without needing one; see {@link #parameters()}. */
    public SSLContext server(AgencyId own) {
        return context(only(own), new RegisteredClients());
    }

    /** As {@link #server(AgencyId)}, for a port of several: each shows its own certificate. The listener turns away names that are nobody's. */
    public SSLContext server(OwnHosts hosts) {
        return context(hosts, new RegisteredClients());
    }

    /** @param nameless whom a caller means that has an address and no name */
    public OwnHosts hosts(List<AgencyId> agencies, AgencyId nameless) {
        return new OwnHosts(keys, agencies, nameless);
    }

    /** For connections of {@code own} to {@code partner}, and to nobody else. */
    public SSLContext client(AgencyId own, Partner partner) {
        return context(only(own), new PinnedServer(partner.id()));
    }

    /** Protocols and cipher suites for either end, with the client certificate wanted. A fresh object. */
    public static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(SUITES.clone(), PROTOCOLS.clone());
        parameters.setWantClientAuth(true);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** The partner that has registered this TLS certificate, as of now. A suspended one is let in, to hear that it is to come again. */
    public Optional<Partner> partnerOf(X509Certificate client) {
        return partners.owning(Certificates.fingerprint(client))
                .filter(partner -> partner.state() != PartnerState.PROPOSED)
                .filter(partner -> partner.certificates(CertificateUse.TLS, clock.instant()).stream()
                        .anyMatch(one -> one.fingerprint().equals(Certificates.fingerprint(client))));
    }

    /** The certificate that {@code own} shows from now on; connections that showed another one are not to be kept. */
    public Fingerprint shownBy(AgencyId own) {
        return Certificates.fingerprint(keys.current(own, KeyKind.TLS).certificate());
    }

    /** {@code url} of this gateway with a host under which {@code own} is called. */
    public URI called(AgencyId own, URI url) {
        return OwnHosts.of(own, keys, url);
    }

    private OwnHosts only(AgencyId own) {
        return hosts(List.of(own), own);
    }

    private SSLContext context(OwnHosts own, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new TlsKeys(keys, own)}, new TrustManager[] {trust}, null);
            context.getServerSessionContext().setSessionTimeout((int) SESSION.toSeconds());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("every JDK has TLS", impossible);
        }
    }

    private static List<X509Certificate> rest(X509Certificate... chain) {
        return Arrays.asList(chain).subList(1, chain.length);
    }

    private static void require(Checked<X509Certificate> judged) throws CertificateException {
        if (!judged.problems().isEmpty()) {
            throw new CertificateException(judged.problems().toString());
        }
    }

    /** Plain, not extended: then the JDK adds its own checks of algorithms and host names. */
    private final class RegisteredClients implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            Partner partner = partnerOf(chain[0])
                    .orElseThrow(() -> new CertificateException("no partner has registered this certificate"));
            require(paths.client(partner, chain[0], rest(chain), clock.instant()));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            throw new CertificateException("the partner port opens no connections");
        }

        /** None: naming authorities would tell every caller who our partners are. */
        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private final class PinnedServer implements X509TrustManager {
        private final AgencyId called;

        private PinnedServer(AgencyId called) {
            this.called = called;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            throw new CertificateException("this end accepts no connections");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            Partner partner = partners.find(called)
                    .orElseThrow(() -> new CertificateException("the partner is no longer registered"));
            require(paths.server(partner, chain[0], rest(chain), clock.instant()));
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
