package org.comity.partners;

/** What a registered certificate may be used for. One key pair never serves two uses. */
public enum CertificateUse {
    SIGNING,
    ENCRYPTION,
    TLS,
    /** Key transport with algorithms that only a partner's allowance admits; a key pair of its own (THREAT-33). */
    LEGACY_ENCRYPTION
}
