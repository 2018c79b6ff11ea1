package org.comity.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.comity.partners.Fingerprint;

/**
 * The public half of one of our key pairs.
 *
 * @param chain the certificate, then its intermediates
 */
public record OwnCertificate(KeyKind kind, KeyPeriod period, List<X509Certificate> chain) {
    public OwnCertificate {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public Fingerprint fingerprint() {
        return Certificates.fingerprint(certificate());
    }

    public Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "OwnCertificate[" + kind + ", " + fingerprint() + "]";
    }
}
