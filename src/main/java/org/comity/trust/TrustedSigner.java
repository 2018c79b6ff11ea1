package org.comity.trust;

import java.security.cert.X509Certificate;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;

/**
 * A signer whom {@link CertificatePaths} vouches for: its certificate is registered by this partner for signing, and its path held at
 * the signing time and at receipt. It says nothing about any signature; who verified one pairs the two.
 */
public final class TrustedSigner {
    private final AgencyId partner;
    private final X509Certificate certificate;
    private final Fingerprint fingerprint;

    TrustedSigner(AgencyId partner, X509Certificate certificate, Fingerprint fingerprint) {
        this.partner = partner;
        this.certificate = certificate;
        this.fingerprint = fingerprint;
    }

    public AgencyId partner() {
        return partner;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "TrustedSigner[" + partner + ", " + fingerprint + "]";
    }
}
