package org.comity.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** One key pair of a key file. Stays inside this package. */
record KeyEntry(KeyPeriod period, PrivateKey key, List<X509Certificate> chain) {
    KeyEntry {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "KeyEntry[" + Certificates.fingerprint(certificate()) + "]";
    }
}
