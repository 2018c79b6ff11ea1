package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.trust.KeyKind;
import org.comity.trust.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class PartnerRegistryTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Partner FRANCE = AUTHORITY
            .member(
                    "fr-dgpn",
                    TestAuthority.Algorithm.P256,
                    new Allowances(
                            true,
                            false,
                            false,
                            true,
                            false,
                            Optional.of(new Allowances.Decision(
                                    "jean", "product cannot do GCM", TestAuthority.NOW.plusSeconds(86_400)))))
            .partner();

    private final AtomicReference<Instant> now = new AtomicReference<>(TestAuthority.NOW);
    private final Clock clock = clock(now::get);
    private final PartnerRegistry registry = registry();
    private final PartnerRegistry otherNode = registry();

    @BeforeEach
    void empty() {
        DATABASE.asOwner("truncate partner cascade");
    }

    @Test
    void keepsEverythingOfAProfile() {
        registry.save(FRANCE);
        assertThat(registry.find(FRANCE.id())).contains(FRANCE);
        assertThat(registry.all()).containsExactly(FRANCE);
        assertThat(otherNode.find(FRANCE.id())).usingRecursiveComparison().isEqualTo(Optional.of(FRANCE));
        assertThat(registry.find(new AgencyId("nobody"))).isEmpty();
    }

    @Test
    void findsThePartnerOfACertificate() {
        registry.save(FRANCE);
        assertThat(registry.owning(FRANCE.certificates().getFirst().fingerprint()))
                .contains(FRANCE);
    }

    @Test
    void noticesWithinASecondWhatAnotherNodeChanged() {
        registry.save(FRANCE);
        assertThat(registry.find(FRANCE.id())).contains(FRANCE);
        otherNode.save(FRANCE.in(PartnerState.SUSPENDED));
        now.set(TestAuthority.NOW.plus(PartnerRegistry.OLDEST_COPY));
        assertThat(registry.find(FRANCE.id())).map(Partner::state).contains(PartnerState.SUSPENDED);
    }

    @Test // THREAT-64
    void whoHoldsThePartnersReadsWhatAnotherNodeChangedAMomentAgo() {
        registry.save(FRANCE);
        assertThat(registry.find(FRANCE.id())).contains(FRANCE);
        otherNode.save(FRANCE.in(PartnerState.SUSPENDED));
        DATABASE.inTransaction(() -> {
            registry.hold();
            assertThat(registry.find(FRANCE.id())).map(Partner::state).contains(PartnerState.SUSPENDED);
        });
    }

    @Test // THREAT-89: of a thief's certificate, say
    void noticesItWhenTheClockWentBack() {
        registry.save(FRANCE);
        assertThat(registry.find(FRANCE.id())).contains(FRANCE);
        otherNode.save(FRANCE.in(PartnerState.SUSPENDED));
        now.set(TestAuthority.NOW.minusSeconds(3600));
        assertThat(registry.find(FRANCE.id())).map(Partner::state).contains(PartnerState.SUSPENDED);
    }

    @Test
    void shownNothingOfATransactionThatWasRolledBack() {
        DATABASE.transactions().executeWithoutResult(transaction -> {
            registry.save(FRANCE);
            transaction.setRollbackOnly();
        });
        assertThat(registry.all()).isEmpty();
    }

    @Test // who reads a request's file in one moment must not hide from the others who was activated since
    void whatAnEarlierMomentShowsIsNotWhatOthersSee() {
        TransactionTemplate oneMoment =
                new TransactionTemplate(DATABASE.transactions().getTransactionManager());
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.executeWithoutResult(transaction -> {
            assertThat(registry.all()).isEmpty();
            CompletableFuture.runAsync(() -> registry.save(FRANCE)).join();
            assertThat(registry.all()).isEmpty();
            assertThat(CompletableFuture.supplyAsync(registry::all).join()).containsExactly(FRANCE);
        });
        assertThat(registry.all()).containsExactly(FRANCE);
    }

    // THREAT-73
    @Test
    void refusesACertificateOfAnotherPartner() {
        registry.save(FRANCE);
        Partner thief = AUTHORITY.partner(new AgencyId("xx-thief"), FRANCE.certificates(), Allowances.NONE);
        assertThatThrownBy(() -> registry.save(thief))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is registered for fr-dgpn");
        assertThat(registry.all()).containsExactly(FRANCE);
    }

    // THREAT-73: the same key under a certificate of one's own is still another's key
    @Test
    void refusesAKeyOfAnotherPartnerUnderANewCertificate() {
        TestAuthority.Issued first = AUTHORITY.issue("first", KeyKind.SIGNING);
        registry.save(AUTHORITY.partner(
                new AgencyId("it-pm"),
                List.of(TestAuthority.registered(CertificateUse.SIGNING, first.certificate())),
                Allowances.NONE));
        TestAuthority.Issued second = AUTHORITY.issue(
                "second",
                first.keys(),
                TestAuthority.NOW.minusSeconds(60),
                TestAuthority.NOW.plusSeconds(86_400),
                TestAuthority.profile(KeyKind.SIGNING, TestAuthority.Algorithm.P256));
        Partner thief = AUTHORITY.partner(
                new AgencyId("xx-thief"),
                List.of(TestAuthority.registered(CertificateUse.SIGNING, second.certificate())),
                Allowances.NONE);
        assertThatThrownBy(() -> registry.save(thief)).hasMessageContaining("is registered for it-pm");
    }

    private PartnerRegistry registry() {
        return new PartnerRegistry(DATABASE.jdbc(), new JdbcTransactionManager(DATABASE.dataSource()), clock);
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
