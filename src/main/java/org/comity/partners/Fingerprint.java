package org.comity.partners;

import java.util.Locale;
import java.util.regex.Pattern;

/** SHA-256 over the DER form of a certificate, as 64 lower-case hexadecimal digits. {@link #spoken()} is what two officers read to each other. */
public record Fingerprint(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        hex = hex.replace(":", "").toLowerCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a fingerprint is 64 hexadecimal digits (SHA-256)");
        }
    }

    /** Groups of four digits: {@code 3f09 a1c4 ...}. */
    public String spoken() {
        return hex.replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public String toString() {
        return hex;
    }
}
