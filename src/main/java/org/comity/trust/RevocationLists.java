package org.comity.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.comity.partners.Partner;
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

    /**
     * One byte of a list for so many of the heap, for the lists of all partners together; a quarter of that for those of one. As objects they
     * take up to 27 times their length, usually 12 times: measured with JDK 25.
     */
    private static final int HEAP_FOR_A_BYTE = 64;

    private final Map<String, RevocationList> held = new ConcurrentHashMap<>();
    private final Duration grace;
    private final int mostBytes;

    @Autowired
    public RevocationLists(TrustSettings settings) {
        this(settings.revocationGrace());
    }

    RevocationLists(Duration grace) {
        this(grace, (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / HEAP_FOR_A_BYTE));
    }

    /** @param mostBytes of all lists together, encoded; one partner's may have a quarter of it */
    RevocationLists(Duration grace, int mostBytes) {
        this.grace = grace;
        this.mostBytes = mostBytes;
    }

    /** Why {@code certificate} may not be used at {@code now} as far as revocation goes; empty if a current list says nothing against it. */
    Optional<CertificateProblem> objection(
            X509Certificate certificate, X509Certificate issuer, List<String> addresses, Instant now) {
        List<RevocationList> covering = covering(certificate, issuer, addresses);
        if (covering.stream().anyMatch(list -> list.revokes(certificate, now))) {
            return Optional.of(CertificateProblem.REVOKED);
        }
        return covering.stream().anyMatch(list -> list.isCurrentAt(now, grace))
                ? Optional.empty()
                : Optional.of(CertificateProblem.STATUS_UNKNOWN);
    }

    /** Whether a list that is not past its next update speaks about {@code certificate}, whatever it says. */
    boolean isCovered(X509Certificate certificate, X509Certificate issuer, List<String> addresses, Instant now) {
        return covering(certificate, issuer, addresses).stream().anyMatch(list -> list.isCurrentAt(now, Duration.ZERO));
    }

    private List<RevocationList> covering(X509Certificate certificate, X509Certificate issuer, List<String> addresses) {
        return addresses.stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .filter(list -> list.covers(certificate, issuer))
                .toList();
    }

    /**
     * Takes a freshly fetched list, unless it is older than the one we hold (a replayed list would hide newer revocations) or from the
     * future, or nobody we know signed it while who signed the one we hold, which still counts, is known. A list of another issuer may replace
     * one: authorities move addresses, and {@link #objection} matches issuers anyway.
     *
     * @return whether it is held now
     */
    boolean take(String address, RevocationList fresh, Instant now) {
        if (fresh.issued().isAfter(now.plus(SKEW))) {
            return false;
        }
        RevocationList kept = held.merge(
                address, fresh, (old, next) -> isOlder(next, old) || isDoubtful(next, old, now) ? old : next);
        return kept == fresh;
    }

    private static boolean isOlder(RevocationList next, RevocationList old) {
        return next.hasIssuerOf(old) && next.issued().isBefore(old.issued());
    }

    private boolean isDoubtful(RevocationList next, RevocationList old, Instant now) {
        return old.isCurrentAt(now, grace) && !next.isProvenLike(old);
    }

    /**
     * Bytes that the list of {@code address} may have: it becomes objects before anybody can say who signed it. What one partner's lists take
     * is taken from its own share first.
     *
     * @param partners whose lists are held
     */
    int room(String address, List<Partner> partners) {
        int ofAll = mostBytes - bytes(held.keySet(), address);
        int ofOne = partners.stream()
                .map(Partner::revocationLists)
                .filter(addresses -> addresses.contains(address))
                .mapToInt(addresses -> mostBytes / 4 - bytes(Set.copyOf(addresses), address))
                .max()
                .orElse(0);
        return Math.max(0, Math.min(ofAll, ofOne));
    }

    private int bytes(Set<String> addresses, String but) {
        return addresses.stream()
                .filter(address -> !address.equals(but))
                .map(held::get)
                .filter(Objects::nonNull)
                .mapToInt(RevocationList::bytes)
                .sum();
    }

    /** When the list of {@code address} is to be replaced by its next one; empty if we hold none. */
    public Optional<Instant> nextUpdate(String address) {
        return Optional.ofNullable(held.get(address)).map(RevocationList::nextUpdate);
    }

    /** Forgets the lists of partners that are gone or suspended. */
    void keepOnly(Set<String> addresses) {
        held.keySet().retainAll(addresses);
    }
}
