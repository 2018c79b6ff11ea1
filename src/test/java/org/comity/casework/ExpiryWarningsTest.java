package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.Errand;
import org.comity.journal.Outbox;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.Partners;
import org.comity.trust.Certificates;
import org.comity.trust.KeyKind;
import org.comity.trust.RevocationSchedule;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-09/7d */
class ExpiryWarningsTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member them = authority.member("ro-poc");
    private final TestGateway gateway = new TestGateway(us, authority.paths());
    private final Instant end = TestAuthority.NOW.plus(Duration.ofDays(40));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void itWarnsOnceAtEachStepAndAgainWhenTheCertificateHasEnded() {
        gateway.get(Partners.class).save(theirs(ending(end)));
        look();
        assertThat(gateway.alerts()).isEmpty();

        days(11);
        look();
        look();
        assertThat(gateway.alerts()).singleElement().asString().contains("ro-poc signing", end.toString(), "30 days");
        acknowledgeAll();
        look();
        assertThat(gateway.alerts()).isEmpty();

        days(23);
        look();
        assertThat(gateway.alerts()).singleElement().asString().contains("7 days");
        acknowledgeAll();
        days(7);
        look();
        assertThat(gateway.alerts()).singleElement().asString().contains("ended");
    }

    @Test
    void nobodyIsCalledAboutACertificateThatHasASuccessor() {
        gateway.get(Partners.class).save(theirs(ending(end), ending(TestAuthority.NOW.plus(Duration.ofDays(400)))));
        days(39);
        look();
        assertThat(gateway.alerts()).isEmpty();
    }

    @Test // UC-09/7h: without it everything of the partner is refused, and nobody else hears of that
    void aRevocationListThatDoesNotComeIsCalledAboutOnceADay() {
        try (TestGateway without = new TestGateway(us, TestAuthority.pathsWithoutLists())) {
            without.get(Partners.class).save(theirs(ending(TestAuthority.NOW.plus(Duration.ofDays(400)))));
            look(without);
            assertThat(without.alerts()).as("nobody has asked for it yet").isEmpty();
            assertThat(without.get(RevocationSchedule.class).refresh()).hasSize(1);
            look(without);
            look(without);
            assertThat(without.alerts())
                    .singleElement()
                    .asString()
                    .contains("revocation-list-overdue", "ro-poc, seen 2026-11-23");
            acknowledgeAll(without);
            look(without);
            assertThat(without.alerts()).isEmpty();
            without.pass(Duration.ofDays(1));
            look(without);
            assertThat(without.alerts()).hasSize(1);
        }
    }

    @Test
    void ourOwnCertificatesAreWatchedToo() {
        days(365 * 15 - 10);
        look();
        assertThat(gateway.alerts()).hasSize(5).allMatch(alert -> alert.contains("jp-npa"));
    }

    @Test // partners are told of it in our profile, and no key file has it
    void theAuthorityAboveOurCertificatesIsWatchedToo(@TempDir Path directory) throws IOException {
        var ending = authority.issue(
                "Test Authority",
                TestAuthority.ec("secp256r1"),
                TestAuthority.NOW.minus(Duration.ofDays(1)),
                TestAuthority.NOW.plus(Duration.ofDays(20)),
                TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256));
        Path anchors = Files.writeString(directory.resolve("anchors.pem"), Certificates.pem(ending.certificate()));
        try (TestGateway told = new TestGateway(us, authority.paths(), "--comity.profile.anchors=" + anchors)) {
            look(told);
            assertThat(told.alerts()).hasSize(5).allMatch(alert -> alert.contains("30 days"));
        }
    }

    @Test // DEL-18: or no certificate would be called about any more, and nobody would hear of that
    void somebodyIsCalledWhenTheLookDoesNotGoWell() {
        gateway.get(ExpiryWarnings.class).start();
        gateway.get(StuckErrands.class).setAside(Addresses.CERTIFICATES, "ends", Stuck.FAILED);
        assertThat(gateway.alerts()).containsExactly("certificates-unwatched ends");
    }

    @Test
    void theNextLookIsAStandingErrand() {
        gateway.get(ExpiryWarnings.class).start();
        Outbox outbox = gateway.get(Outbox.class);
        assertThat(outbox.claim(gateway.now(), Duration.ofMinutes(2), new Outbox.Most(10, 10), Outbox.Busy.NOTHING))
                .extracting(Errand::address)
                .containsExactly(Addresses.CERTIFICATES);
        look();
        assertThat(outbox.claim(
                        gateway.now().plus(Duration.ofMinutes(59)),
                        Duration.ofMinutes(2),
                        new Outbox.Most(10, 10),
                        Outbox.Busy.NOTHING))
                .isEmpty();
        assertThat(outbox.claim(
                        gateway.now().plus(Duration.ofMinutes(61)),
                        Duration.ofMinutes(2),
                        new Outbox.Most(10, 10),
                        Outbox.Busy.NOTHING))
                .hasSize(1);
    }

    private void look() {
        look(gateway);
    }

    private static void look(TestGateway gateway) {
        gateway.get(ExpiryWarnings.class).look();
    }

    private void days(int count) {
        gateway.pass(Duration.ofDays(count));
    }

    private PartnerCertificate ending(Instant instant) {
        var issued = authority.issue(
                "ro-poc signing",
                TestAuthority.ec("secp256r1"),
                TestAuthority.NOW.minus(Duration.ofDays(1)),
                instant,
                TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256));
        return TestAuthority.registered(CertificateUse.SIGNING, issued.certificate());
    }

    private Partner theirs(PartnerCertificate... signing) {
        List<PartnerCertificate> certificates = new ArrayList<>(List.of(signing));
        them.partner().certificates().stream()
                .filter(one -> one.use() != CertificateUse.SIGNING)
                .forEach(certificates::add);
        return authority.partner(them.id(), certificates, them.partner().allowances());
    }

    private void acknowledgeAll() {
        acknowledgeAll(gateway);
    }

    private void acknowledgeAll(TestGateway gateway) {
        AlertRows alerts = gateway.get(AlertRows.class);
        gateway.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select id from alert where acknowledged is null")
                .query(UUID.class)
                .list()
                .forEach(id -> alerts.acknowledge(id, us.id(), "tanaka", gateway.now()));
    }
}
