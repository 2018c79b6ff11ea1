package org.comity.trust;

import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.comity.partners.AgencyId;
import org.comity.partners.CertificateUse;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;

/**
 * When ours and our partners' certificates end, the authorities above them included. Of several for one use only the one that lives longest
 * counts: once a new one is registered, nobody needs to hear of the old one.
 */
@Component
public class CertificateEnds {
    private final OwnKeys keys;
    private final Partners partners;
    private final CertificatePaths paths;
    private final OwnProfile profile;
    private final Clock clock;

    public CertificateEnds(OwnKeys keys, Partners partners, CertificatePaths paths, OwnProfile profile, Clock clock) {
        this.keys = keys;
        this.partners = partners;
        this.paths = paths;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * @param use as {@code keys list} and {@code partner show} name it
     * @param ends of the certificate or of an authority above it, whichever is first
     */
    public record Ending(AgencyId agency, String use, Fingerprint fingerprint, Instant ends) {}

    public List<Ending> all() {
        List<Ending> all = new ArrayList<>(ours());
        partners.all().stream()
                .filter(partner -> partner.state() != PartnerState.PROPOSED)
                .forEach(partner -> Arrays.stream(CertificateUse.values())
                        .forEach(use -> longest(endings(partner, use)).ifPresent(all::add)));
        return List.copyOf(all);
    }

    /** From the key files and the authorities of our profile alone. */
    public List<Ending> ours() {
        List<X509Certificate> authorities = authorities();
        List<Ending> ours = new ArrayList<>();
        for (AgencyId agency : keys.agencies()) {
            for (KeyKind kind : KeyKind.values()) {
                longest(keys.certificates(agency).stream()
                                .filter(own -> own.kind() == kind
                                        && own.period().until().isEmpty())
                                .map(own -> new Ending(
                                        agency, kind.title(), own.fingerprint(), first(path(own.chain(), authorities))))
                                .toList())
                        .ifPresent(ours::add);
            }
        }
        return List.copyOf(ours);
    }

    /** The certificate with its intermediates, and of the authorities that partners are told of the one that issued the last of these. */
    private static List<X509Certificate> path(List<X509Certificate> chain, List<X509Certificate> authorities) {
        X500Principal issuer = chain.getLast().getIssuerX500Principal();
        return Stream.concat(
                        chain.stream(),
                        authorities.stream()
                                .filter(one -> one.getSubjectX500Principal().equals(issuer)))
                .toList();
    }

    /** None if they cannot be read: whoever exports the profile hears why, and the other ends must be known. */
    private List<X509Certificate> authorities() {
        try {
            return profile.authorities();
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private List<Ending> endings(Partner partner, CertificateUse use) {
        return partner.certificates().stream()
                .filter(one -> one.use() == use && one.acceptedUntil().isEmpty())
                .map(one -> {
                    X509Certificate leaf = Certificates.parse(one.pem());
                    return new Ending(
                            partner.id(),
                            use.title(),
                            one.fingerprint(),
                            first(paths.known(partner, leaf, clock.instant()).orElse(List.of(leaf))));
                })
                .toList();
    }

    private static Optional<Ending> longest(List<Ending> endings) {
        return endings.stream().max(Comparator.comparing(Ending::ends));
    }

    private static Instant first(List<X509Certificate> path) {
        return path.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
