package org.comity.trust;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.comity.partners.AgencyId;
import org.comity.partners.CertificateUse;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * How a partner joins (UC-09): its profile is imported and claims nothing; an officer calls it back at a number known from elsewhere and
 * types in the profile's fingerprint as it is read out; only then it is active. New keys of a known partner go the same way.
 */
@Component
public class Enrolment {
    private final Partners partners;
    private final TrustSettings settings;
    private final Clock clock;

    public Enrolment(Partners partners, TrustSettings settings, Clock clock) {
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    /** Files an unknown agency's profile as {@link PartnerState#PROPOSED}, again if it still is. A known partner's needs {@link #rollOver}. */
    public Checked<Partner> propose(Partner profile) {
        Optional<Partner> known = partners.find(profile.id());
        if (known.isPresent() && known.get().state() != PartnerState.PROPOSED) {
            return Checked.failed(CertificateProblem.FINGERPRINT_DIFFERS.at("spoken"));
        }
        return saveUnlessTaken(profile.in(PartnerState.PROPOSED));
    }

    /** @param spoken what the partner's officer read out, of the profile that was proposed */
    public Checked<Partner> activate(AgencyId id, Fingerprint spoken) {
        return partners.find(id)
                .filter(partner -> partner.state() == PartnerState.PROPOSED)
                .map(partner -> compare(partner, spoken).then(same -> saveUnlessTaken(same.in(PartnerState.ACTIVE))))
                .orElseGet(() -> Checked.failed(CertificateProblem.PARTNER_NOT_ACTIVE.at(id.value())));
    }

    /**
     * Takes a known partner's new profile. Certificates that it no longer names are accepted for {@code comity.trust.key-overlap} longer, so
     * that what is under way arrives (THREAT-74). Our allowances and the partner's state stay.
     *
     * @param spoken what the partner's officer read out, of this new profile
     */
    public Checked<Partner> rollOver(Partner profile, Fingerprint spoken) {
        return partners.find(profile.id())
                .filter(partner -> partner.state() != PartnerState.PROPOSED)
                .map(old -> compare(profile, spoken).then(same -> saveUnlessTaken(merged(old, same))))
                .orElseGet(() -> Checked.failed(
                        CertificateProblem.PARTNER_NOT_ACTIVE.at(profile.id().value())));
    }

    public Checked<Partner> suspend(AgencyId id) {
        return move(id, PartnerState.ACTIVE, PartnerState.SUSPENDED);
    }

    public Checked<Partner> resume(AgencyId id) {
        return move(id, PartnerState.SUSPENDED, PartnerState.ACTIVE);
    }

    private Checked<Partner> move(AgencyId id, PartnerState from, PartnerState to) {
        return partners.find(id)
                .filter(partner -> partner.state() == from)
                .map(partner -> {
                    Partner moved = partner.in(to);
                    partners.save(moved);
                    return Checked.passed(moved);
                })
                .orElseGet(() -> Checked.failed(CertificateProblem.PARTNER_NOT_ACTIVE.at(id.value())));
    }

    private static Checked<Partner> compare(Partner profile, Fingerprint spoken) {
        return ProfileDocument.fingerprint(profile).equals(spoken)
                ? Checked.passed(profile)
                : Checked.failed(
                        CertificateProblem.FINGERPRINT_DIFFERS.at(profile.id().value()));
    }

    private Partner merged(Partner old, Partner fresh) {
        Instant overlap = clock.instant().plus(settings.keyOverlap());
        List<PartnerCertificate> certificates = new ArrayList<>(fresh.certificates());
        for (PartnerCertificate one : old.certificates()) {
            if (fresh.certificate(one.fingerprint()).isEmpty()) {
                Instant until = one.acceptedUntil().filter(overlap::isAfter).orElse(overlap);
                certificates.add(new PartnerCertificate(one.use(), one.fingerprint(), one.pem(), Optional.of(until)));
            }
        }
        Set<String> anchors = new LinkedHashSet<>(fresh.anchors());
        anchors.addAll(old.anchors()); // certificates in their overlap still chain to the old authorities
        Set<String> lists = new LinkedHashSet<>(fresh.revocationLists());
        lists.addAll(old.revocationLists());
        return new Partner(
                old.id(),
                fresh.name(),
                fresh.country(),
                fresh.zone(),
                fresh.officeHours(),
                fresh.languages(),
                fresh.contacts(),
                fresh.channel(),
                List.copyOf(anchors),
                List.copyOf(lists),
                certificates,
                old.allowances(),
                old.state());
    }

    /** THREAT-73: a certificate or key belongs to one partner and one use. */
    private Checked<Partner> saveUnlessTaken(Partner partner) {
        Set<String> taken = new HashSet<>();
        partners.all().stream()
                .filter(other -> !other.id().equals(partner.id()))
                .flatMap(other -> other.certificates().stream())
                .forEach(one -> taken.add(key(one)));
        List<Problem> problems = new ArrayList<>();
        Map<String, CertificateUse> uses = new HashMap<>();
        for (PartnerCertificate one : partner.certificates()) {
            CertificateUse use = uses.putIfAbsent(key(one), one.use());
            if (taken.contains(key(one)) || (use != null && use != one.use())) {
                problems.add(CertificateProblem.KEY_TAKEN.at(one.use().name()));
            }
        }
        if (problems.isEmpty()) {
            partners.save(partner);
        }
        return Checked.of(partner, problems);
    }

    private static String key(PartnerCertificate certificate) {
        return Certificates.keyDigest(Certificates.parse(certificate.pem()));
    }
}
