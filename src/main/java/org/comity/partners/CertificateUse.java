package org.comity.partners;

import java.util.Locale;

/** What a registered certificate may be used for. One key pair never serves two uses. */
public enum CertificateUse {
    SIGNING,
    ENCRYPTION,
    TLS,
    /** Key transport with algorithms that only a partner's allowance admits; a key pair of its own (THREAT-33). */
    LEGACY_ENCRYPTION;

    /** {@code signing}, {@code legacy-encryption}: as every command, page and alert names it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
