package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.trust.TestAuthority.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    static final TrustSettings SETTINGS = new TrustSettings(
            Path.of("unused"),
            null,
            Optional.of("secret"),
            Path.of("unused"),
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ofDays(30),
            true);

    private final TestAuthority authority = TestAuthority.create();
    private final PartnersInMemory partners = new PartnersInMemory();
    private final ProposalsInMemory proposals = new ProposalsInMemory();
    private final Enrolment enrolment = new Enrolment(partners, proposals, SETTINGS, TestAuthority.CLOCK);
    private final Partner tokyo = authority.member("jp-example").partner().in(PartnerState.PROPOSED);

    @Test // UC-09
    void aPartnerIsActiveOnlyAfterItsFingerprintWasReadOut() {
        assertThat(enrolment.propose(tokyo, "sato").problems()).isEmpty();
        assertThat(state()).isEqualTo(PartnerState.PROPOSED);
        assertThat(enrolment
                        .activate(tokyo.id(), new Fingerprint("0".repeat(64)), "suzuki")
                        .problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.FINGERPRINT_DIFFERS);
        assertThat(state()).isEqualTo(PartnerState.PROPOSED);
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(tokyo), "suzuki")
                        .problems())
                .isEmpty();
        assertThat(state()).isEqualTo(PartnerState.ACTIVE);
    }

    @Test // THREAT-74: a second profile cannot slip new keys under an active partner
    void anActivePartnersNewProfileNeedsTheCallBackToo() {
        activate();
        Partner fresh = authority.member("jp-example").partner();
        assertThat(enrolment.propose(fresh, "sato").problems()).isEmpty();
        assertThat(stored()).isEqualTo(tokyo.in(PartnerState.ACTIVE));
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(tokyo), "suzuki")
                        .problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.FINGERPRINT_DIFFERS);
        assertThat(stored()).isEqualTo(tokyo.in(PartnerState.ACTIVE));
    }

    @Test // THREAT-74: one person alone, or one stolen account, brings no key in
    void whoImportsAProfileDoesNotActivateIt() {
        enrolment.propose(tokyo, "sato");
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(tokyo), "sato")
                        .problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.SECOND_PERSON_NEEDED);
        assertThat(state()).isEqualTo(PartnerState.PROPOSED);
    }

    @Test // UC-09
    void aProfileIsActivatedOnce() {
        activate();
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(tokyo), "suzuki")
                        .problems())
                .extracting(Problem::type)
                .containsExactly(CertificateProblem.NOTHING_PROPOSED);
    }

    @Test // THREAT-74
    void aSuspendedPartnersNewKeysDoNotEndItsSuspension() {
        activate();
        enrolment.suspend(tokyo.id());
        Partner fresh = authority.member("jp-example").partner();
        enrolment.propose(fresh, "sato");
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(fresh), "suzuki")
                        .problems())
                .isEmpty();
        assertThat(state()).isEqualTo(PartnerState.SUSPENDED);
        assertThat(stored().certificates()).containsAll(fresh.certificates());
    }

    @Test // THREAT-74
    void aRolloverAcceptsBothCertificatesUntilTheOverlapEnds() {
        activate();
        Partner fresh = authority.member("jp-example").partner();
        enrolment.propose(fresh, "sato");
        assertThat(enrolment
                        .activate(tokyo.id(), ProfileDocument.fingerprint(fresh), "suzuki")
                        .problems())
                .isEmpty();
        Partner rolled = stored();
        assertThat(rolled.state()).isEqualTo(PartnerState.ACTIVE);
        assertThat(rolled.certificates())
                .hasSize(fresh.certificates().size() + tokyo.certificates().size());
        assertThat(fresh.certificates())
                .allSatisfy(one -> assertThat(rolled.certificate(one.fingerprint())
                                .orElseThrow()
                                .acceptedUntil())
                        .isEmpty());
        assertThat(tokyo.certificates())
                .allSatisfy(one -> assertThat(rolled.certificate(one.fingerprint())
                                .orElseThrow()
                                .acceptedUntil())
                        .contains(NOW.plus(Duration.ofDays(30))));
    }

    @Test // THREAT-64, UC-09/7g: whoever has stolen the old key signs nothing more with it
    void aReplacedCertificateIsWithdrawnBeforeItsOverlapEndsAndTheOneInUseIsNot() {
        activate();
        Partner fresh = authority.member("jp-example").partner();
        enrolment.propose(fresh, "sato");
        enrolment.activate(tokyo.id(), ProfileDocument.fingerprint(fresh), "suzuki");
        Fingerprint old = tokyo.certificates().getFirst().fingerprint();
        Fingerprint inUse = fresh.certificates().getFirst().fingerprint();

        assertThat(enrolment.withdraw(tokyo.id(), old).problems()).isEmpty();
        assertThat(stored().certificate(old).orElseThrow().isAcceptedAt(NOW)).isFalse();
        assertThat(stored().certificates().stream().filter(one -> one.isAcceptedAt(NOW)))
                .hasSize(stored().certificates().size() - 1);
        for (Fingerprint none : List.of(old, inUse, new Fingerprint("0".repeat(64)))) {
            assertThat(enrolment.withdraw(tokyo.id(), none).problems())
                    .extracting(Problem::type)
                    .containsExactly(CertificateProblem.NOT_REPLACED);
        }
        enrolment.propose(tokyo.in(PartnerState.PROPOSED), "sato");
        assertThat(stored().certificate(old).orElseThrow().isAcceptedAt(NOW))
                .as("nor by a profile that is only proposed")
                .isFalse();
    }

    @Test // THREAT-73
    void aKeyOfAnotherPartnerIsRefused() {
        activate();
        var member = authority.member("us-example").partner();
        var stolen = authority.partner(member.id(), tokyo.certificates(), member.allowances());
        assertThat(enrolment.propose(stolen, "sato").problems())
                .extracting(Problem::type)
                .containsOnly(CertificateProblem.KEY_TAKEN);
        assertThat(partners.find(member.id())).isEmpty();
    }

    @Test
    void suspensionAndResumptionMoveAnActivePartnerOnly() {
        assertThat(enrolment.suspend(tokyo.id()).problems()).isNotEmpty();
        activate();
        assertThat(enrolment.resume(tokyo.id()).problems()).isNotEmpty();
        assertThat(enrolment.suspend(tokyo.id()).problems()).isEmpty();
        assertThat(state()).isEqualTo(PartnerState.SUSPENDED);
        assertThat(enrolment.resume(tokyo.id()).problems()).isEmpty();
        assertThat(state()).isEqualTo(PartnerState.ACTIVE);
    }

    private void activate() {
        assertThat(enrolment.propose(tokyo, "sato")).isInstanceOf(Checked.Passed.class);
        assertThat(enrolment.activate(tokyo.id(), ProfileDocument.fingerprint(tokyo), "suzuki"))
                .isInstanceOf(Checked.Passed.class);
    }

    private Partner stored() {
        return partners.find(tokyo.id()).orElseThrow();
    }

    private PartnerState state() {
        return stored().state();
    }
}
