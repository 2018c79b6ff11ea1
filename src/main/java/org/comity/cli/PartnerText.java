package org.comity.cli;

import java.net.URI;
import java.util.Optional;
import org.comity.partners.As2Channel;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.Proposal;
import org.comity.trust.Certificates;
import org.comity.trust.ProfileDocument;
import org.comity.trust.RevocationSchedule;

/** Partners as a terminal shows them. */
final class PartnerText {
    /** Of a fingerprint, in hexadecimal. */
    static final int SHOWN = 16;

    private PartnerText() {}

    static String line(Partner partner, boolean waiting) {
        return partner.id() + " " + partner.state() + " " + partner.name() + " "
                + partner.channel().map(As2Channel::url).map(URI::toString).orElse("(by hand)")
                + (waiting ? " (a profile waits for activation)" : "");
    }

    /** What two officers compare by telephone. */
    static String fingerprint(Partner profile) {
        return "Fingerprint of the profile of " + profile.id() + ":\n  "
                + ProfileDocument.fingerprint(profile).spoken();
    }

    static String whole(Partner partner, Optional<Proposal> waiting) {
        StringBuilder text = new StringBuilder(line(partner, false));
        partner.certificates().forEach(one -> text.append("\n  ").append(line(one)));
        partner.revocationLists()
                .forEach(address -> text.append("\n  revocation list: ")
                        .append(address)
                        .append(", kept as ")
                        .append(RevocationSchedule.fileName(address)));
        partner.allowances()
                .inWords()
                .forEach(word -> text.append("\n  excused: ").append(word));
        waiting.ifPresent(proposal -> text.append("\nImported by ")
                .append(proposal.by())
                .append(" at ")
                .append(proposal.at())
                .append(", waits for the call-back. ")
                .append(fingerprint(proposal.profile()))
                .append(certificates(proposal.profile())));
        return text.toString();
    }

    private static String certificates(Partner profile) {
        StringBuilder text = new StringBuilder();
        profile.certificates().forEach(one -> text.append("\n  ").append(line(one)));
        return text.toString();
    }

    private static String line(PartnerCertificate one) {
        return one.use().title() + " " + one.fingerprint().hex().substring(0, SHOWN) + " until "
                + Certificates.parse(one.pem()).getNotAfter().toInstant()
                + one.acceptedUntil()
                        .map(end -> ", replaced, accepted until " + end)
                        .orElse("");
    }
}
