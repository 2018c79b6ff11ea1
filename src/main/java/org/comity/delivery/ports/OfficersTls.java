package org.comity.delivery.ports;

import org.apache.coyote.http11.Http11NioProtocol;
import org.comity.partners.OwnAgencies;
import org.comity.trust.PartnerTls;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The officers' door speaks HTTPS with the agency's TLS certificate, read anew at each handshake. An operator whose officers need a
 * certificate of another authority sets {@code server.ssl.*} instead.
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
        if (server.getSsl() != null) {
            return;
        }
        server.addConnectorCustomizers(connector -> {
            connector.setScheme("https");
            connector.setSecure(true);
            if (connector.getProtocolHandler() instanceof Http11NioProtocol http) {
                TomcatTls.secure(http, tls.server(settings.agencyAmong(own)), "none");
            }
        });
    }
}
