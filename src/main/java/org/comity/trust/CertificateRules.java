package org.comity.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.comity.partners.Allowances;
import org.comity.problems.CertificateProblem;

/** What one certificate must be, its path left aside: strong, in time, and meant for what it is used for. */
final class CertificateRules {
    /** Of the partner's clock against ours (THREAT-66). */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final String ANY = "2.5.29.37.0";
    private static final String EMAIL = "1.3.6.1.5.5.7.3.4";
    /** RFC 9336. */
    private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    /** What a certificate is about to be used for. */
    enum Purpose {
        SIGN,
        ENCRYPT,
        TLS_SERVER,
        TLS_CLIENT
    }

    private CertificateRules() {}

    /** Every objection to the certificate itself, at each of {@code instants}. */
    static List<CertificateProblem> objections(
            X509Certificate leaf, Purpose purpose, Allowances allowances, List<Instant> instants) {
        List<CertificateProblem> found = new ArrayList<>();
        if (!KeyPolicy.admits(leaf.getPublicKey(), allowances) || isWeakAlgorithm(leaf.getSigAlgName())) {
            found.add(CertificateProblem.WEAK_KEY);
        }
        if (leaf.getBasicConstraints() >= 0 || !keyUsageAdmits(leaf, purpose) || !extendedUsageAdmits(leaf, purpose)) {
            found.add(CertificateProblem.WRONG_USE);
        }
        if (!instants.stream().allMatch(instant -> isInTime(leaf, instant))) {
            found.add(CertificateProblem.OUTSIDE_VALIDITY);
        }
        return found;
    }

    /** The same rules for a certificate of ours, so that an unfit one never gets into use. */
    static List<CertificateProblem> objectionsToOwn(X509Certificate leaf, KeyKind kind, Instant from) {
        Purpose purpose = switch (kind) {
            case SIGNING, JOURNAL -> Purpose.SIGN;
            case DECRYPTION, LEGACY_DECRYPTION -> Purpose.ENCRYPT;
            case TLS -> Purpose.TLS_SERVER;
        };
        return objections(leaf, purpose, Allowances.NONE, List.of(from));
    }

    static boolean isInTime(X509Certificate certificate, Instant instant) {
        return !instant.plus(SKEW).isBefore(certificate.getNotBefore().toInstant())
                && !instant.minus(SKEW).isAfter(certificate.getNotAfter().toInstant());
    }

    /** MD5 and SHA-1 signatures of authorities; the JDK refuses them only below authorities that it ships itself. */
    static boolean isWeakAlgorithm(String signatureAlgorithm) {
        String name = signatureAlgorithm.toUpperCase(Locale.ROOT);
        return name.startsWith("MD") || name.startsWith("SHA1");
    }

    /** A certificate without key usage is unrestricted (RFC 5280 4.2.1.3); then the use that the registry pins it for decides alone. */
    private static boolean keyUsageAdmits(X509Certificate leaf, Purpose purpose) {
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null) {
            return true;
        }
        return switch (purpose) {
            case SIGN -> usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
            case ENCRYPT ->
                leaf.getPublicKey() instanceof RSAPublicKey ? usage[KEY_ENCIPHERMENT] : usage[KEY_AGREEMENT];
            case TLS_SERVER, TLS_CLIENT -> usage[DIGITAL_SIGNATURE];
        };
    }

    private static boolean extendedUsageAdmits(X509Certificate leaf, Purpose purpose) {
        Set<String> wanted = switch (purpose) {
            case SIGN -> Set.of(ANY, EMAIL, DOCUMENT_SIGNING);
            case ENCRYPT -> Set.of(ANY, EMAIL);
            case TLS_SERVER -> Set.of(ANY, SERVER);
            case TLS_CLIENT -> Set.of(ANY, CLIENT);
        };
        try {
            List<String> usage = leaf.getExtendedKeyUsage();
            return usage == null || !Collections.disjoint(usage, wanted);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }
}
