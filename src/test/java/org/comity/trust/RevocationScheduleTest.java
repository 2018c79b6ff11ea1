package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.comity.trust.RevocationSchedule.fileName;
import static org.comity.trust.TestAuthority.LIST;
import static org.comity.trust.TestAuthority.NOW;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.delivery.as2.MovableClock;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.trust.RevocationSchedule.Overdue;
import org.comity.trust.TestAuthority.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lists are fetched, held and kept. */
class RevocationScheduleTest {
    /** Bytes of all lists together; a partner has a quarter. */
    private static final int ROOM = 40_000;

    @TempDir
    private Path directory;

    private final TestAuthority authority = TestAuthority.create();
    private final PartnersInMemory partners = new PartnersInMemory();
    private final Map<String, byte[]> served = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private RevocationLists lists = new RevocationLists(Duration.ofHours(24), ROOM);

    @Test // UC-09/4
    void theListsOfWhomNobodyCalledBackOrWhoIsSuspendedAreNotFetchedNorRecalled() throws IOException {
        served.put(LIST, authority.revocationList());
        for (PartnerState idle : List.of(PartnerState.PROPOSED, PartnerState.SUSPENDED)) {
            partners.save(partner().in(PartnerState.ACTIVE));
            assertThat(schedule().refresh()).isEmpty();
            assertThat(file(LIST)).exists();
            asked.clear();

            partners.save(partner().in(idle));
            recalled();
            assertThat(lists.nextUpdate(LIST)).isEmpty();
            assertThat(schedule().refresh()).isEmpty();
            assertThat(asked).isEmpty();
            assertThat(file(LIST)).doesNotExist();
        }
    }

    @Test // UC-02/2f
    void whoIsActiveAgainCountsAsAskedOnceItsListsCameOrDidNotCome() {
        String dead = "https://pki.test/dead";
        served.put(LIST, authority.revocationList());
        Partner partner = partner("ro-poc", List.of(LIST, dead));
        partners.save(partner);
        RevocationSchedule schedule = schedule();
        assertThat(schedule.hasAskedFor(partner)).isFalse();
        assertThat(schedule.refresh()).containsOnlyKeys(dead);
        assertThat(schedule.hasAskedFor(partner)).isTrue();

        partners.save(partner.in(PartnerState.SUSPENDED));
        schedule.refresh();
        partners.save(partner);
        assertThat(schedule.hasAskedFor(partner)).isFalse();
        schedule.refresh();
        assertThat(schedule.hasAskedFor(partner)).isTrue();
    }

    @Test // UC-09/7h: or somebody is called each day about an authority that the partner left years ago
    void aListIsMissedWhereACertificateInUseHasNoCurrentOne() {
        String left = "https://pki.test/left.crl";
        TestAuthority before = TestAuthority.root("CN=Before");
        MovableClock clock = new MovableClock();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = now.plus(Duration.ofDays(9));
        served.put(LIST, authority.revocationList(now.minusSeconds(60), next, list -> {}));
        partners.save(partner(
                "ro-poc",
                List.of(LIST, left),
                List.of(authority, before),
                List.of(signing(authority), signing(before).until(now.plus(Duration.ofDays(2))))));
        RevocationSchedule schedule = schedule(clock);
        assertThat(schedule.overdue()).as("nobody has asked for it yet").isEmpty();
        assertThat(schedule.refresh()).containsOnlyKeys(left);
        Overdue dead = new Overdue(new AgencyId("ro-poc"), fileName(left), true);
        assertThat(schedule.overdue()).containsExactly(dead);

        clock.isAheadBy(Duration.ofDays(3));
        assertThat(schedule.overdue())
                .as("nothing of that authority is accepted any more")
                .containsExactly(new Overdue(dead.partner(), dead.file(), false));
        clock.isAheadBy(Duration.ofDays(9).plusHours(1));
        assertThat(schedule.overdue())
                .as("before the grace ends")
                .containsExactly(new Overdue(dead.partner(), fileName(LIST), true), dead);
    }

    @Test // UC-09/7h
    void theListAboutAnAuthorityBelowTheAnchorIsMissedToo() {
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        String above = LIST;
        String below = "https://pki.test/middle.crl";
        served.put(below, middle.revocationList());
        PartnerCertificate leaf = signing(middle);
        Partner partner = partner("ro-poc", List.of(above, below), List.of(authority), List.of(leaf));
        partners.save(partner);
        CertificatePaths paths = new CertificatePaths(lists);
        RevocationSchedule schedule = schedule(TestAuthority.CLOCK, paths);
        paths.signer(partner, Certificates.parse(leaf.pem()), List.of(middle.certificate()), NOW, NOW);
        schedule.refresh();
        assertThat(schedule.overdue())
                .extracting(Overdue::file, Overdue::isMissed)
                .containsExactly(tuple(fileName(above), true));

        served.put(above, authority.revocationList());
        schedule.refresh();
        assertThat(schedule.overdue()).isEmpty();
    }

    @Test // UC-02/2f: or what waits for the others would wait for ever, and nobody would be called
    void aListThatSurprisesKeepsNoOtherFromBeingAskedForAndALookWithoutEndKeepsNobodyWaiting() {
        String surprising = "https://pki.test/surprising";
        served.put(LIST, authority.revocationList());
        MovableClock clock = new MovableClock();
        Partner partner = partner("ro-poc", List.of(surprising, LIST));
        partners.save(partner);
        RevocationSchedule schedule = new RevocationSchedule(
                lists, new CertificatePaths(lists), partners, settings(), clock, new RevocationSource() {
                    @Override
                    byte[] fetch(String address, int room) {
                        if (address.equals(surprising)) {
                            throw new IllegalStateException("never foreseen");
                        }
                        return served.getOrDefault(address, new byte[0]);
                    }
                });
        assertThat(schedule.hasAskedFor(partner)).isFalse();
        clock.isAheadBy(Duration.ofMinutes(3));
        assertThat(schedule.hasAskedFor(partner)).isTrue();

        clock.isAheadBy(Duration.ZERO);
        schedule.refreshOrSay();
        assertThat(lists.nextUpdate(LIST)).isPresent();
        assertThat(schedule.hasAskedFor(partner)).isTrue();
    }

    @Test // UC-27
    void aListThatIsTooLongIsNotReadNeitherFromOutsideNorFromDisk() throws IOException {
        String address = directory.resolve("long.crl").toUri().toString();
        byte[] tooLong = longer(ROOM / 4, NOW.minusSeconds(60));
        Files.write(directory.resolve("long.crl"), tooLong);
        partners.save(partner("ro-poc", List.of(address, LIST)));

        Map<String, String> failures = new RevocationSchedule(
                        lists, new CertificatePaths(lists), partners, settings(), TestAuthority.CLOCK)
                .refresh();
        assertThat(failures.get(address)).startsWith("larger than");

        Files.createDirectories(file(address).getParent());
        Files.write(file(address), tooLong);
        Files.write(file(LIST), authority.revocationList());
        recalled();
        assertThat(lists.nextUpdate(address)).isEmpty();
        assertThat(lists.nextUpdate(LIST)).isPresent();
    }

    @Test // UC-27
    void manyListsOfOnePartnerAreBoundedTogetherAndTakeNoRoomOfAnother() {
        List<String> many = List.of("https://pki.test/1", "https://pki.test/2", "https://pki.test/3");
        many.forEach(address -> served.put(address, longer(ROOM / 10, NOW.minusSeconds(60))));
        served.put(LIST, longer(ROOM / 5, NOW.minusSeconds(60)));
        partners.save(partner("ro-poc", many));
        partners.save(partner("jp-npa", List.of(LIST)));

        for (int again = 0; again < 3; again++) {
            assertThat(schedule().refresh()).containsOnlyKeys(many.getLast());
        }
        assertThat(lists.nextUpdate(LIST)).isPresent();
    }

    @Test // THREAT-68
    void aListThatTheAuthorityOfItsNameDidNotSignIsNeitherHeldNorKept() {
        served.put(LIST, TestAuthority.create().revocationList());
        partners.save(partner());

        assertThat(schedule().refresh().get(LIST)).contains("is not signed by the authority whose name it bears");
        assertThat(lists.nextUpdate(LIST)).isEmpty();
        assertThat(file(LIST)).doesNotExist();
    }

    @Test // THREAT-68
    void aStrangersListTakesThePlaceOfNoneThatCounts() {
        served.put(LIST, authority.revocationList());
        partners.save(partner());
        assertThat(schedule().refresh()).isEmpty();

        served.put(LIST, TestAuthority.root("CN=Nobody").revocationList());
        assertThat(schedule().refresh()).containsOnlyKeys(LIST);

        Issued leaf = authority.issue("leaf", KeyKind.SIGNING);
        assertThat(lists.objection(leaf.certificate(), authority.certificate(), List.of(LIST), NOW))
                .isEmpty();
    }

    @Test // THREAT-68: its certificate comes along with messages, and its list may come before the first of them
    void theListOfAnAuthorityBelowAnAnchorIsHeldAndIsKeptOnceAPathShowedWhoSignedIt() throws IOException {
        String below = "https://pki.test/middle.crl";
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        Issued leaf = middle.issue("leaf", KeyKind.SIGNING);
        served.put(LIST, authority.revocationList());
        served.put(below, middle.revocationList());
        partners.save(partner("ro-poc", List.of(LIST, below)));

        assertThat(schedule().refresh()).isEmpty();
        assertThat(file(below)).doesNotExist();
        assertThat(objection(leaf, middle, below)).isEmpty();

        served.put(below, TestAuthority.root("CN=Middle").revocationList());
        assertThat(schedule().refresh()).containsOnlyKeys(below);
        served.put(below, middle.revocationList(leaf.certificate()));
        assertThat(schedule().refresh()).isEmpty();
        assertThat(file(below)).exists();

        recalled();
        assertThat(objection(leaf, middle, below)).contains(CertificateProblem.REVOKED);
    }

    @Test // THREAT-68: an authority that a partner left is dead for good
    void oneListThatDoesNotComeDoesNotHaveTheOthersFetchedEachMinute() {
        MovableClock clock = new MovableClock();
        Instant now = clock.instant();
        served.put(LIST, authority.revocationList(now.minusSeconds(60), now.plus(Duration.ofDays(1)), list -> {}));
        partners.save(partner("ro-poc", List.of(LIST, "https://pki.test/dead")));
        RevocationSchedule schedule = schedule(clock);
        schedule.refreshOrSay();
        assertThat(asked).containsExactly(LIST, "https://pki.test/dead");

        asked.clear();
        clock.isAheadBy(Duration.ofMinutes(2));
        schedule.refreshOrSay();
        schedule.refreshOrSay();
        assertThat(asked).containsExactly("https://pki.test/dead");

        asked.clear();
        clock.isAheadBy(Duration.ofMinutes(61));
        schedule.refreshOrSay();
        assertThat(asked).containsExactly(LIST, "https://pki.test/dead");
    }

    private Optional<CertificateProblem> objection(Issued leaf, TestAuthority issuer, String address) {
        return lists.objection(leaf.certificate(), issuer.certificate(), List.of(address), NOW);
    }

    private void recalled() {
        lists = new RevocationLists(Duration.ofHours(24), ROOM);
        schedule().recall();
    }

    private RevocationSchedule schedule() {
        return schedule(TestAuthority.CLOCK);
    }

    private RevocationSchedule schedule(Clock clock) {
        return schedule(clock, new CertificatePaths(lists));
    }

    private RevocationSchedule schedule(Clock clock, CertificatePaths paths) {
        return new RevocationSchedule(lists, paths, partners, settings(), clock, new RevocationSource() {
            @Override
            byte[] fetch(String address, int room) throws IOException {
                asked.add(address);
                byte[] der = served.getOrDefault(address, new byte[0]);
                if (der.length > room) {
                    throw new IOException("larger than " + room);
                }
                return der;
            }
        });
    }

    private TrustSettings settings() {
        return new TrustSettings(
                directory,
                null,
                Optional.of("secret"),
                directory.resolve("crl"),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofDays(30),
                true);
    }

    private Path file(String address) {
        return directory.resolve("crl").resolve(Certificates.sha256(address) + ".crl");
    }

    private Partner partner() {
        return partner("ro-poc", List.of(LIST));
    }

    private PartnerCertificate signing(TestAuthority issuer) {
        Issued issued = issuer.issue("ro-poc signing", KeyKind.SIGNING);
        return TestAuthority.registered(CertificateUse.SIGNING, issued.certificate());
    }

    private Partner partner(String id, List<String> addresses) {
        return partner(id, addresses, List.of(authority), List.of());
    }

    private Partner partner(
            String id, List<String> addresses, List<TestAuthority> anchors, List<PartnerCertificate> certificates) {
        Partner usual = authority.partner(new AgencyId(id), certificates, Allowances.NONE);
        return new Partner(
                usual.id(),
                usual.name(),
                usual.country(),
                usual.zone(),
                usual.officeHours(),
                usual.languages(),
                usual.contacts(),
                usual.channel(),
                anchors.stream()
                        .map(anchor -> Certificates.pem(anchor.certificate()))
                        .toList(),
                addresses,
                usual.certificates(),
                usual.allowances(),
                usual.state());
    }

    /** Some more bytes than these. */
    private byte[] longer(int bytes, Instant issued) {
        return authority.revocationList(issued, NOW.plus(Duration.ofDays(1)), list -> {
            for (int i = 0; i * 20 < bytes; i++) {
                list.addCRLEntry(BigInteger.valueOf(1_000_000 + i), Date.from(NOW.minusSeconds(60)), 0);
            }
        });
    }
}
