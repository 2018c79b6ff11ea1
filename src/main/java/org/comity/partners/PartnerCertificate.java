package org.comity.partners;

import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that a partner's profile pins. Its bytes are parsed by {@code trust} only.
 *
 * @param pem the certificate, one PEM block
 * @param acceptedUntil end of its use after a rollover; empty while it is current
 */
public record PartnerCertificate(
        CertificateUse use, Fingerprint fingerprint, String pem, Optional<Instant> acceptedUntil) {

    public PartnerCertificate until(Instant end) {
        return new PartnerCertificate(use, fingerprint, pem, Optional.of(end));
    }

    public boolean isAcceptedAt(Instant now) {
        return acceptedUntil.map(now::isBefore).orElse(true);
    }
}
