package org.comity.trust;

import java.util.Optional;
import org.comity.partners.CertificateUse;

/** The five key pairs of an own agency; one never does another's work. */
public enum KeyKind {
    SIGNING(Optional.of(CertificateUse.SIGNING)),
    DECRYPTION(Optional.of(CertificateUse.ENCRYPTION)),
    TLS(Optional.of(CertificateUse.TLS)),
    /** Signs checkpoints of the journal; partners never see it. */
    JOURNAL(Optional.empty()),
    /** RSA, made only when a partner is allowed legacy encryption (THREAT-33). */
    LEGACY_DECRYPTION(Optional.of(CertificateUse.LEGACY_ENCRYPTION));

    private final Optional<CertificateUse> use;

    KeyKind(Optional<CertificateUse> use) {
        this.use = use;
    }

    /** How a partner's registry files the certificate; empty for a key that no partner needs. */
    public Optional<CertificateUse> use() {
        return use;
    }

    /** The use of its certificate, {@code signing} or {@code legacy-encryption}: the name of its file and on the command line. */
    public String title() {
        return use.map(CertificateUse::title).orElse("journal");
    }

    @Override
    public String toString() {
        return title();
    }
}
