package org.comity.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.comity.problems.CertificateProblem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The revocation lists that we hold, by the address they were fetched from. Fails closed: where no held list covers a certificate,
 * its status is unknown, and unknown is refused. OCSP is not used (THREAT-75).
 */
@Component
public class RevocationLists {
    /** Of an authority's clock before ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Map<String, RevocationList> held = new ConcurrentHashMap<>();
    private final Duration grace;

    @Autowired
    public RevocationLists(TrustSettings settings) {
        this(settings.revocationGrace());
    }

    RevocationLists(Duration grace) {
        this.grace = grace;
    }

    /** Why {@code certificate} may not be used at {@code now} as far as revocation goes; empty if a current list says nothing against it. */
    Optional<CertificateProblem> objection(
            X509Certificate certificate, X509Certificate issuer, List<String> addresses, Instant now) {
        List<RevocationList> covering = addresses.stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .filter(list -> list.covers(certificate, issuer))
                .toList();
        if (covering.stream().anyMatch(list -> list.revokes(certificate, now))) {
            return Optional.of(CertificateProblem.REVOKED);
        }
        return covering.stream().anyMatch(list -> list.isCurrentAt(now, grace))
                ? Optional.empty()
                : Optional.of(CertificateProblem.STATUS_UNKNOWN);
    }

    /**
     * Takes a freshly fetched list, unless it is older than the one we hold (a replayed list would hide newer revocations) or from the
     * future. A list of another issuer may replace one: authorities move addresses, and {@link #objection} matches issuers anyway.
     *
     * @return whether it is held now
     */
    boolean take(String address, RevocationList fresh, Instant now) {
        if (fresh.issued().isAfter(now.plus(SKEW))) {
            return false;
        }
        RevocationList kept = held.merge(
                address,
                fresh,
                (old, next) -> next.hasIssuerOf(old) && next.issued().isBefore(old.issued()) ? old : next);
        return kept == fresh;
    }

    /** When the list of {@code address} is to be replaced by its next one; empty if we hold none. For health and {@code partner list}. */
    public Optional<Instant> nextUpdate(String address) {
        return Optional.ofNullable(held.get(address)).map(RevocationList::nextUpdate);
    }

    /** Forgets the lists of partners that are gone. */
    void keepOnly(List<String> addresses) {
        held.keySet().retainAll(addresses);
    }
}
