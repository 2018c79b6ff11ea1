package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.trust.PartnerTls;
import org.springframework.stereotype.Component;

/** Whose connection it is: the TLS certificate and the name in the carrier's header must be of one partner (DEL-12, THREAT-76). */
@Component
class Callers {
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Partners partners;
    private final PartnerTls tls;

    Callers(Partners partners, PartnerTls tls) {
        this.partners = partners;
        this.tls = tls;
    }

    /** ENV-15: one answer for whoever is not who it says, so that nobody learns who our partners are. */
    Checked<Partner> identify(HttpServletRequest request, AgencyId claimed) {
        Optional<Partner> partner = partners.find(claimed)
                .filter(known -> known.state() != PartnerState.PROPOSED)
                .filter(known -> isTheirs(request, known));
        if (partner.isEmpty()) {
            return Checked.failed(DeliveryProblem.CHANNEL_MISMATCH.problem());
        }
        return partner.get().isActive()
                ? Checked.passed(partner.get())
                : Checked.failed(DeliveryProblem.SUSPENDED.problem()); // DEL-13
    }

    private boolean isTheirs(HttpServletRequest request, Partner claimed) {
        if (!(request.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            return claimed.allowances().tlsClientCertificate();
        }
        return tls.partnerOf(chain[0])
                .map(Partner::id)
                .filter(claimed.id()::equals)
                .isPresent();
    }
}
