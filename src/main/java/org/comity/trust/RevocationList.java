package org.comity.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * One complete revocation list, as its authority issued it. Delta lists, indirect lists, lists for some reasons only and lists with
 * critical extensions that we do not know cannot become one (THREAT-68, THREAT-69).
 */
final class RevocationList {
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String DELTA_INDICATOR = "2.5.29.27";

    private final X509CRL crl;
    private final int bytes;
    private final Optional<IssuingDistributionPoint> scope;
    private final BoundedCache<X509Certificate, Boolean> issuers = new BoundedCache<>(16);
    private volatile Optional<X509Certificate> signer = Optional.empty();

    private RevocationList(X509CRL crl, int bytes, Optional<IssuingDistributionPoint> scope) {
        this.crl = crl;
        this.bytes = bytes;
        this.scope = scope;
    }

    /** @throws CertificateException with the reason, if the bytes are no list that we understand whole */
    static RevocationList parse(byte[] der) throws CertificateException {
        try {
            var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            if (crl.getNextUpdate() == null) {
                throw new CertificateException("the list names no next update");
            }
            if (crl.getExtensionValue(DELTA_INDICATOR) != null) {
                throw new CertificateException("delta lists are not supported");
            }
            Set<String> critical = crl.getCriticalExtensionOIDs();
            if (critical != null && !Set.of(ISSUING_DISTRIBUTION_POINT).containsAll(critical)) {
                throw new CertificateException("the list has a critical extension that is not known");
            }
            requirePlainEntries(crl);
            return new RevocationList(crl, der.length, scope(crl));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException malformed) {
            throw new CertificateException("not a revocation list: " + malformed.getMessage(), malformed);
        }
    }

    /** Whether it speaks for {@code certificate}: issued and signed by its issuer, and not limited to others. */
    boolean covers(X509Certificate certificate, X509Certificate issuer) {
        return crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                && isInScope(certificate)
                && isSignedBy(issuer);
    }

    /** Still counts at {@code now}, with {@code grace} after its next update. A newer list also speaks for an earlier {@code now}. */
    boolean isCurrentAt(Instant now, Duration grace) {
        return now.isBefore(crl.getNextUpdate().toInstant().plus(grace));
    }

    /** Revoked at {@code now}; a hold counts as revocation. */
    boolean revokes(X509Certificate certificate, Instant now) {
        X509CRLEntry entry = crl.getRevokedCertificate(certificate);
        return entry != null && !entry.getRevocationDate().toInstant().isAfter(now);
    }

    Instant issued() {
        return crl.getThisUpdate().toInstant();
    }

    Instant nextUpdate() {
        return crl.getNextUpdate().toInstant();
    }

    boolean hasIssuerOf(RevocationList other) {
        return crl.getIssuerX500Principal().equals(other.crl.getIssuerX500Principal());
    }

    /** Of its encoding; as objects it is up to 27 times that. */
    int bytes() {
        return bytes;
    }

    /**
     * Whether it is signed by the one of {@code anchors} whose name it bears. If it bears the name of none it may be of an authority between
     * them and a leaf, whose certificate comes along with messages only: then it is not proven, and speaks for nobody until {@link #covers}.
     */
    boolean mayBeBelow(List<X509Certificate> anchors) {
        List<X509Certificate> named = anchors.stream()
                .filter(anchor -> anchor.getSubjectX500Principal().equals(crl.getIssuerX500Principal()))
                .toList();
        return named.isEmpty() || named.stream().anyMatch(this::isSignedBy);
    }

    /** Whether an authority is known that signed it. */
    boolean isProven() {
        return signer.isPresent();
    }

    /** Whether it is as good as {@code old}: nobody knows who signed that one, or who did signed this one too, or another authority did. */
    boolean isProvenLike(RevocationList old) {
        return isProven() || old.signer.map(this::isSignedBy).orElse(true);
    }

    private boolean isSignedBy(X509Certificate issuer) {
        return issuers.get(issuer).orElseGet(() -> {
            boolean signed = verifies(issuer);
            if (signed) {
                signer = Optional.of(issuer);
            }
            issuers.put(issuer, signed);
            return signed;
        });
    }

    private boolean verifies(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        boolean mayIssue = usage == null || usage[6];
        try {
            crl.verify(issuer.getPublicKey());
            return mayIssue && !CertificateRules.isWeakAlgorithm(crl.getSigAlgName());
        } catch (GeneralSecurityException otherIssuer) {
            return false;
        }
    }

    private boolean isInScope(X509Certificate certificate) {
        boolean authority = certificate.getBasicConstraints() >= 0;
        return scope.map(limits -> !(limits.onlyContainsUserCerts() && authority)
                        && !(limits.onlyContainsCACerts() && !authority)
                        && (limits.getDistributionPoint() == null
                                || points(certificate, limits.getDistributionPoint())))
                .orElse(true);
    }

    /** RFC 5280 6.3.3 (b)(2)(i): a partitioned list speaks for the certificates that point at it. */
    private static boolean points(X509Certificate certificate, DistributionPointName list) {
        byte[] extension = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (extension == null || list.getType() != DistributionPointName.FULL_NAME) {
            return false;
        }
        var names = Set.of(GeneralNames.getInstance(list.getName()).getNames());
        return Arrays.stream(CRLDistPoint.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getDistributionPoints())
                .map(DistributionPoint::getDistributionPoint)
                .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
                .flatMap(name ->
                        Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()))
                .anyMatch(names::contains);
    }

    private static Optional<IssuingDistributionPoint> scope(X509CRL crl) throws CertificateException {
        byte[] extension = crl.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        if (extension == null) {
            return Optional.empty();
        }
        var scope = IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        if (scope.isIndirectCRL() || scope.getOnlySomeReasons() != null || scope.onlyContainsAttributeCerts()) {
            throw new CertificateException("indirect lists and lists for some reasons are not supported");
        }
        return Optional.of(scope);
    }

    private static void requirePlainEntries(X509CRL crl) throws CertificateException, IOException {
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        if (entries == null) {
            return;
        }
        for (X509CRLEntry entry : entries) {
            Set<String> critical = entry.getCriticalExtensionOIDs();
            if (critical != null && !critical.isEmpty()) {
                throw new CertificateException("an entry has a critical extension");
            }
        }
    }
}
