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
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.partners.Proposal;
import org.comity.partners.Proposals;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * How a partner joins (UC-09): its profile is imported and claims nothing; a second person calls the partner back at a number known from
 * elsewhere and types in the profile's fingerprint as it is read out; only then it is in force. New keys of a known partner go the same way.
 * Every change joins the caller's transaction, and is made to the partner as the change before left it.
 */
@Component
public class Enrolment {
    private final Partners partners;
    private final Proposals proposals;
    private final TrustSettings settings;
    private final Clock clock;

    public Enrolment(Partners partners, Proposals proposals, TrustSettings settings, Clock clock) {
        this.partners = partners;
        this.proposals = proposals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Files a profile in place of the one that waited. An unknown agency becomes a {@link PartnerState#PROPOSED} partner; for a known one
     * nothing changes yet.
     *
     * @param by who imports it
     */
    public Checked<Partner> propose(Partner profile, String by) {
        partners.hold();
        Partner proposed = profile.in(PartnerState.PROPOSED);
        List<Problem> problems = takenKeys(proposed);
        if (proposed.isReachedByHand()
                && known(profile.id()).filter(old -> !old.isReachedByHand()).isPresent()) {
            problems.add(CertificateProblem.HAS_A_GATEWAY.at(profile.id().value()));
        }
        if (problems.isEmpty()) {
            proposals.put(new Proposal(proposed, by, clock.instant()));
            if (known(profile.id()).isEmpty()) {
                partners.save(proposed);
            }
        }
        return Checked.of(proposed, problems);
    }

    /**
     * Puts the proposed profile in force. Of a known partner, certificates that it no longer names are accepted for
     * {@code comity.trust.key-overlap} longer, so that what is under way arrives (THREAT-74); our allowances and the partner's state stay.
     *
     * @param spoken what the partner's officer read out, of the profile that was proposed
     * @param by who called back
     */
    public Checked<Partner> activate(AgencyId id, Fingerprint spoken, String by) {
        partners.hold();
        Optional<Proposal> proposal = proposals.find(id);
        if (proposal.isEmpty()) {
            return Checked.failed(CertificateProblem.NOTHING_PROPOSED.at(id.value()));
        }
        if (settings.dualControl() && proposal.get().by().equals(by)) {
            return Checked.failed(CertificateProblem.SECOND_PERSON_NEEDED.at(by));
        }
        return compare(proposal.get().profile(), spoken).then(this::putInForce);
    }

    private Checked<Partner> putInForce(Partner profile) {
        Partner joined =
                known(profile.id()).map(old -> merged(old, profile)).orElseGet(() -> profile.in(PartnerState.ACTIVE));
        List<Problem> problems = takenKeys(joined);
        if (problems.isEmpty()) {
            partners.save(joined);
            proposals.remove(profile.id());
        }
        return Checked.of(joined, problems);
    }

    /** One that we exchange with, or did until it was suspended. */
    private Optional<Partner> known(AgencyId id) {
        return partners.find(id).filter(partner -> partner.state() != PartnerState.PROPOSED);
    }

    public Checked<Partner> suspend(AgencyId id) {
        return move(id, PartnerState.ACTIVE, PartnerState.SUSPENDED);
    }

    public Checked<Partner> resume(AgencyId id) {
        return move(id, PartnerState.SUSPENDED, PartnerState.ACTIVE);
    }

    /** Our decision what the partner's software is excused from; never read from its profile. */
    public Checked<Partner> allow(AgencyId id, Allowances allowances) {
        partners.hold();
        return known(id)
                .map(partner -> {
                    Partner excused = partner.excused(allowances);
                    partners.save(excused);
                    return Checked.passed(excused);
                })
                .orElseGet(() -> Checked.failed(CertificateProblem.PARTNER_NOT_ACTIVE.at(id.value())));
    }

    /**
     * One that was replaced is accepted no longer, whatever is left of its overlap: its key is somebody else's too. What was proved by it stays
     * proved, since receipts are judged by the time at which they were verified.
     */
    public Checked<Partner> withdraw(AgencyId id, Fingerprint replaced) {
        partners.hold();
        Instant now = clock.instant();
        return known(id)
                .filter(partner -> partner.certificate(replaced)
                        .flatMap(PartnerCertificate::acceptedUntil)
                        .filter(now::isBefore)
                        .isPresent())
                .map(partner -> {
                    Partner without = partner.certified(partner.certificates().stream()
                            .map(one -> one.fingerprint().equals(replaced) ? one.until(now) : one)
                            .toList());
                    partners.save(without);
                    return Checked.passed(without);
                })
                .orElseGet(() -> Checked.failed(CertificateProblem.NOT_REPLACED.at(replaced.hex())));
    }

    private Checked<Partner> move(AgencyId id, PartnerState from, PartnerState to) {
        partners.hold();
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
                certificates.add(one.until(until));
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
    private List<Problem> takenKeys(Partner partner) {
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
        return problems;
    }

    private static String key(PartnerCertificate certificate) {
        return Certificates.keyDigest(Certificates.parse(certificate.pem()));
    }
}
