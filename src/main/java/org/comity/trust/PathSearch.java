package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.comity.partners.Fingerprint;

/**
 * Finds the path from a certificate to one of the given anchors with the JDK's PKIX (signatures, names, constraints, lengths, critical
 * extensions; RFC 5280 6.1), and remembers it: building one costs 3 ms, the rest of an exchange 1.3 ms. A remembered path holds
 * for the very anchors it was found with, so a change of the partner's profile forgets it. Time and revocation are not remembered;
 * where they speak against an intermediate, another may have taken its place.
 */
final class PathSearch {
    /** Certificates that came along with a message and are looked at. */
    private static final int MOST_OTHERS = 8;

    /** Intermediates between leaf and anchor. */
    private static final int MOST_INTERMEDIATES = 4;

    private record Question(Fingerprint leaf, List<String> anchors) {}

    private final BoundedCache<Question, List<X509Certificate>> found = new BoundedCache<>(1_000);

    /** Leaf first, anchor last. A leaf that is itself an anchor is its own path: the profile trusts it and nothing below it. */
    Optional<List<X509Certificate>> path(
            X509Certificate leaf, List<X509Certificate> others, List<String> anchors, Instant now) {
        Question question = new Question(Certificates.fingerprint(leaf), anchors);
        Optional<List<X509Certificate>> remembered = found.get(question);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<List<X509Certificate>> built = build(leaf, others, anchors, now);
        built.ifPresent(path -> found.put(question, path));
        return built;
    }

    /**
     * Whether what came along now leads to an anchor otherwise than {@code remembered} does, which holds no longer; it is remembered from now
     * on. Not how often this is asked is bounded, but of what: a path with intermediates. Who sends an old one must not keep the new one out.
     */
    boolean anew(
            List<X509Certificate> remembered,
            List<X509Certificate> others,
            List<String> anchors,
            Instant now,
            Predicate<List<X509Certificate>> holds) {
        if (remembered.size() <= 2) { // leaf and anchor: nothing that comes along is between them
            return false;
        }
        X509Certificate leaf = remembered.getFirst();
        Optional<List<X509Certificate>> built =
                build(leaf, others, anchors, now).filter(holds);
        built.ifPresent(path -> found.put(new Question(Certificates.fingerprint(leaf), anchors), path));
        return built.isPresent();
    }

    int remembered() {
        return found.size();
    }

    private static Optional<List<X509Certificate>> build(
            X509Certificate leaf, List<X509Certificate> others, List<String> anchors, Instant now) {
        List<X509Certificate> trusted =
                anchors.stream().map(Certificates::parse).toList();
        if (trusted.contains(leaf)) {
            return Optional.of(List.of(leaf));
        }
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        try {
            var builder = CertPathBuilder.getInstance("PKIX");
            var result = (PKIXCertPathBuilderResult) builder.build(parameters(leaf, others, trusted, now));
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(step -> path.add((X509Certificate) step));
            path.add(result.getTrustAnchor().getTrustedCert());
            boolean weak = path.stream()
                    .limit(path.size() - 1L) // the anchor's own signature proves nothing and is not looked at
                    .anyMatch(step -> CertificateRules.isWeakAlgorithm(step.getSigAlgName()));
            // the JDK does not look at the path length of an anchor
            boolean tooLong = path.getLast().getBasicConstraints() < path.size() - 2;
            return weak || tooLong ? Optional.empty() : Optional.of(List.copyOf(path));
        } catch (GeneralSecurityException noPath) {
            return Optional.empty();
        }
    }

    private static PKIXBuilderParameters parameters(
            X509Certificate leaf, List<X509Certificate> others, List<X509Certificate> trusted, Instant now)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors =
                trusted.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet());
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        List<X509Certificate> pool = new ArrayList<>(others.subList(0, Math.min(others.size(), MOST_OTHERS)));
        pool.add(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
        parameters.setMaxPathLength(MOST_INTERMEDIATES);
        // revocation is judged by RevocationLists: the JDK and others differ on delta and indirect lists (THREAT-69)
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(within(leaf, now)));
        return parameters;
    }

    /** The skew that {@link CertificateRules} grants must not fail here. */
    private static Instant within(X509Certificate leaf, Instant now) {
        Instant begin = leaf.getNotBefore().toInstant();
        Instant end = leaf.getNotAfter().toInstant();
        return now.isBefore(begin) ? begin : now.isAfter(end) ? end : now;
    }
}
