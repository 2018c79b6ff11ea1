package org.comity.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.trust.CertificateRules.Purpose;
import org.springframework.stereotype.Component;

/**
 * Decides whether a partner's certificate may be used now: registered for that use (pinned), strong, meant for it, in time, below an
 * anchor of the partner's own profile, and unrevoked. All of it, every time; only the building of the path is remembered.
 *
 * <p>Whether the partner is active is the caller's question. With {@code now} set to the time of receipt, a stored message can be
 * judged again years later: a revocation that came after does not change what held then (THREAT-67).
 */
@Component
public class CertificatePaths {
    private final RevocationLists revocations;
    private final PathSearch search = new PathSearch();

    public CertificatePaths(RevocationLists revocations) {
        this.revocations = revocations;
    }

    /**
     * @param others certificates that came along; at most eight are looked at, none is ever trusted for being there (THREAT-60)
     * @param signingTime as the sender claims it, within the signature
     */
    public Checked<TrustedSigner> signer(
            Partner partner, X509Certificate leaf, List<X509Certificate> others, Instant signingTime, Instant now) {
        return accept(partner, leaf, others, CertificateUse.SIGNING, Purpose.SIGN, List.of(signingTime, now))
                .then(accepted ->
                        Checked.passed(new TrustedSigner(partner.id(), accepted, Certificates.fingerprint(accepted))));
    }

    /**
     * Whether it is a certificate that the partner has not registered, strong, in time and meant for signing. It costs nothing, so ask it before
     * the key is used: a stranger chooses how much work its key is (THREAT-56).
     */
    public boolean isUnregisteredAndFit(Partner partner, X509Certificate leaf, Instant signingTime, Instant now) {
        return partner.certificate(Certificates.fingerprint(leaf)).isEmpty()
                && CertificateRules.objections(leaf, Purpose.SIGN, partner.allowances(), List.of(signingTime, now))
                        .isEmpty();
    }

    /**
     * Whether a certificate that {@link #isUnregisteredAndFit} is one that an authority of the partner's profile issued: perhaps its new
     * one, of which it has not told us yet (THREAT-74). It is trusted with nothing. One that issued itself is a stranger's: anybody can make one.
     * It costs the building of a path, so ask it last, of a caller whose connection is the partner's.
     */
    public boolean mayBeNew(
            Partner partner, X509Certificate leaf, List<X509Certificate> others, Instant signingTime, Instant now) {
        return isUnregisteredAndFit(partner, leaf, signingTime, now)
                && pathObjection(partner, leaf, others, List.of(signingTime, now))
                        .isEmpty();
    }

    /** The certificate to encrypt to: the newest one that the profile does not phase out. */
    public Checked<X509Certificate> recipient(Partner partner, Instant now) {
        return newest(partner, CertificateUse.ENCRYPTION, now)
                .map(leaf -> accept(partner, leaf, List.of(), CertificateUse.ENCRYPTION, Purpose.ENCRYPT, List.of(now)))
                .orElseGet(() -> Checked.failed(CertificateProblem.NOT_REGISTERED.at("ENCRYPTION")));
    }

    /** The far end of a connection that the partner opened. */
    Checked<X509Certificate> client(Partner partner, X509Certificate leaf, List<X509Certificate> others, Instant now) {
        return accept(partner, leaf, others, CertificateUse.TLS, Purpose.TLS_CLIENT, List.of(now));
    }

    /** The far end of a connection that we opened to the partner. */
    Checked<X509Certificate> server(Partner partner, X509Certificate leaf, List<X509Certificate> others, Instant now) {
        return accept(partner, leaf, others, CertificateUse.TLS, Purpose.TLS_SERVER, List.of(now));
    }

    /** @param instants the last one is now: registration and revocation are judged at it */
    private Checked<X509Certificate> accept(
            Partner partner,
            X509Certificate leaf,
            List<X509Certificate> others,
            CertificateUse use,
            Purpose purpose,
            List<Instant> instants) {
        Instant now = instants.getLast();
        Optional<CertificateProblem> unregistered = registrationObjection(partner, leaf, use, now);
        if (unregistered.isPresent()) {
            // first, and alone: a stranger's certificate must not cost us the building of a path
            return Checked.failed(unregistered.get().at(use.name()));
        }
        List<Problem> problems = new ArrayList<>();
        CertificateRules.objections(leaf, purpose, partner.allowances(), instants)
                .forEach(objection -> problems.add(objection.at(use.name())));
        if (CertificateRules.isInTime(leaf, now)) {
            pathObjection(partner, leaf, others, instants)
                    .ifPresent(objection -> problems.add(objection.at(use.name())));
        }
        return Checked.of(leaf, problems);
    }

    /** THREAT-72: only what the profile pins, whatever else chains to the same authority. */
    private static Optional<CertificateProblem> registrationObjection(
            Partner partner, X509Certificate leaf, CertificateUse use, Instant now) {
        Optional<PartnerCertificate> registered = partner.certificate(Certificates.fingerprint(leaf));
        if (registered.isEmpty()) {
            return Optional.of(CertificateProblem.NOT_REGISTERED);
        }
        if (registered.get().use() != use) {
            return Optional.of(CertificateProblem.WRONG_USE);
        }
        return registered.get().isAcceptedAt(now)
                ? Optional.empty()
                : Optional.of(CertificateProblem.CERTIFICATE_RETIRED);
    }

    private Optional<CertificateProblem> pathObjection(
            Partner partner, X509Certificate leaf, List<X509Certificate> others, List<Instant> instants) {
        Instant now = instants.getLast();
        Optional<List<X509Certificate>> found = search.path(leaf, others, partner.anchors(), now);
        if (found.isEmpty()) {
            return Optional.of(CertificateProblem.PATH_INVALID);
        }
        Optional<CertificateProblem> objection = objection(found.get(), partner, instants);
        if (objection.isEmpty()) {
            return objection;
        }
        boolean isReplaced = search.anew(
                found.get(),
                others,
                partner.anchors(),
                now,
                path -> objection(path, partner, instants).isEmpty());
        return isReplaced ? Optional.empty() : objection;
    }

    private Optional<CertificateProblem> objection(
            List<X509Certificate> path, Partner partner, List<Instant> instants) {
        for (X509Certificate certificate : path) {
            if (!instants.stream().allMatch(instant -> CertificateRules.isInTime(certificate, instant))) {
                return Optional.of(CertificateProblem.OUTSIDE_VALIDITY);
            }
            if (!KeyPolicy.admits(certificate.getPublicKey(), partner.allowances())) {
                return Optional.of(CertificateProblem.WEAK_KEY);
            }
        }
        return revocationObjection(path, partner, instants.getLast());
    }

    /** The last of the path is the anchor: who trusts it has decided so, no list speaks about it. */
    private Optional<CertificateProblem> revocationObjection(List<X509Certificate> path, Partner partner, Instant now) {
        for (int i = 0; i < path.size() - 1; i++) {
            var objection = revocations.objection(path.get(i), path.get(i + 1), partner.revocationLists(), now);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private static Optional<X509Certificate> newest(Partner partner, CertificateUse use, Instant now) {
        Comparator<PartnerCertificate> current =
                Comparator.comparing(certificate -> certificate.acceptedUntil().isEmpty());
        return partner.certificates(use, now).stream()
                .max(current.thenComparing(certificate -> notBefore(certificate.pem())))
                .map(certificate -> Certificates.parse(certificate.pem()));
    }

    private static Instant notBefore(String pem) {
        return Certificates.parse(pem).getNotBefore().toInstant();
    }

    /** The path of a registered certificate as far as the profile alone shows it; for warnings, it vouches for nothing. */
    Optional<List<X509Certificate>> known(Partner partner, X509Certificate leaf, Instant now) {
        return search.path(leaf, List.of(), partner.anchors(), now);
    }

    /**
     * Whether a list that is not past its next update speaks about each certificate of {@code partner} that may be used now, and about each authority
     * below its anchor. Of one whose path is not {@link #known} nobody can say, so it has none.
     */
    boolean haveCurrentLists(Partner partner, Instant now) {
        return partner.certificates().stream()
                .filter(one -> one.isAcceptedAt(now))
                .map(one -> Certificates.parse(one.pem()))
                .filter(leaf -> CertificateRules.isInTime(leaf, now))
                .allMatch(leaf -> known(partner, leaf, now)
                        .filter(path -> isCovered(path, partner, now))
                        .isPresent());
    }

    private boolean isCovered(List<X509Certificate> path, Partner partner, Instant now) {
        return IntStream.range(0, path.size() - 1)
                .allMatch(i -> revocations.isCovered(path.get(i), path.get(i + 1), partner.revocationLists(), now));
    }

    /** Paths that need not be built again; for tests and health. */
    int remembered() {
        return search.remembered();
    }
}
