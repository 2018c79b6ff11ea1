package org.comity.delivery.ports;

import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.comity.partners.OwnAgencies;
import org.comity.trust.OwnHosts;
import org.comity.trust.PartnerTls;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The second HTTPS connector: partners come in here, over TLS 1.2 or 1.3, and find {@code /as2} only. Each own agency is called by the
 * host name of its certificate and shows that one. Bounds on connections, headers
 * and silence hold before anything is read (THREAT-108, THREAT-109).
 */
@Component
@DependsOn("startCheck") // says what is missing before keys are asked for
public class PartnersPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Bytes of a request's headers; AS2 needs less than 2 KB. */
    private static final int LARGEST_HEADERS = 8 * 1024;

    /** Bytes that are read and thrown away so that a refused sender hears the answer. */
    private static final int SWALLOWED = 1024 * 1024;

    private final PortSettings settings;
    private final OwnAgencies own;
    private final PartnerTls tls;
    private final Connector connector = new Connector(BoundedHttp.class.getName());

    PartnersPort(PortSettings settings, OwnAgencies own, PartnerTls tls) {
        this.settings = settings;
        this.own = own;
        this.tls = tls;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        connector.setPort(settings.partners());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
        if (connector.getProtocolHandler() instanceof BoundedHttp http) {
            bound(http);
            OwnHosts hosts = tls.hosts(own.ids(), settings.agencyAmong(own));
            // who may come without a client certificate is in the partner's profile
            TomcatTls.secure(http, tls.server(hosts), List.of(hosts), "optional");
        }
        server.addAdditionalTomcatConnectors(connector);
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ContainerProblems.class.getName());
            }
        });
    }

    /** The port that it listens at; -1 before it does. */
    public int number() {
        return connector.getLocalPort();
    }

    private void bound(BoundedHttp http) {
        settings.address().ifPresent(address -> connector.setProperty("address", address));
        http.setExecutor(new VirtualThreadExecutor("partner-"));
        http.setMaxConnections(settings.connections());
        http.setConnectionTimeout((int) settings.silence().toMillis());
        http.setKeepAliveTimeout((int) settings.idle().toMillis());
        http.bound(settings);
        http.isForPartners();
        http.setMaxKeepAliveRequests(-1);
        http.setMaxHttpRequestHeaderSize(LARGEST_HEADERS);
        http.setMaxSwallowSize(SWALLOWED);
        http.setTcpNoDelay(true);
    }
}
