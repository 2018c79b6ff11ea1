package org.comity.delivery.ports;

import java.util.List;
import org.comity.partners.OwnAgencies;
import org.comity.trust.PartnerTls;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The officers' door speaks HTTPS with the agency's TLS certificate, read anew at each handshake. An operator whose officers need a
 * certificate of another authority sets {@code server.ssl.*} instead. Either way a connection has its bounds (THREAT-108).
 */
@Component
@DependsOn("startCheck") // says what is missing before keys are asked for
class OfficersTls implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final PortSettings settings;
    private final OwnAgencies own;
    private final PartnerTls tls;

    OfficersTls(PortSettings settings, OwnAgencies own, PartnerTls tls) {
        this.settings = settings;
        this.own = own;
        this.tls = tls;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(BoundedHttp.class.getName());
        server.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof BoundedHttp http) {
                http.bound(settings);
            }
        });
        if (server.getSsl() == null) {
            withOurCertificate(server);
        }
    }

    private void withOurCertificate(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> {
            connector.setScheme("https");
            connector.setSecure(true);
            if (connector.getProtocolHandler() instanceof BoundedHttp http) {
                TomcatTls.secure(http, tls.server(settings.agencyAmong(own)), List.of(), "none");
            }
        });
    }
}
