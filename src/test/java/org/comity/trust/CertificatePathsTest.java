package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.trust.TestAuthority.NOW;
import static org.comity.trust.TestAuthority.registered;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.ProblemType;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Issued;
import org.comity.trust.TestAuthority.Variation;
import org.junit.jupiter.api.Test;

class CertificatePathsTest {
    private static final AgencyId ID = new AgencyId("us-example-poc");
    private static final Allowances RSA_2048_ALLOWED =
            new Allowances(false, false, false, false, true, Optional.empty());

    private final TestAuthority authority = TestAuthority.create();
    private final CertificatePaths paths = authority.paths();

    @Test
    void vouchesForARegisteredSignerBelowTheAnchor() {
        var member = authority.member("us-example-poc");
        X509Certificate leaf = member.certificate(CertificateUse.SIGNING);

        assertThat(paths.signer(member.partner(), leaf, List.of(), NOW, NOW))
                .isInstanceOfSatisfying(Checked.Passed.class, passed -> {
                    TrustedSigner signer = (TrustedSigner) passed.value();
                    assertThat(signer.partner()).isEqualTo(member.id());
                    assertThat(signer.fingerprint()).isEqualTo(Certificates.fingerprint(leaf));
                });
    }

    @Test
    void vouchesForEveryAdmittedKind() {
        for (Algorithm algorithm : List.of(Algorithm.P384, Algorithm.RSA_3072)) {
            assertThat(judge(authority.issue("a", algorithm, TestAuthority.profile(KeyKind.SIGNING, algorithm))))
                    .as(algorithm.name())
                    .isEmpty();
        }
    }

    @Test // THREAT-66
    void refusesACertificateThatExpiredBeforeReceiptOrBeganAfterTheClaimedSigning() {
        assertThat(judge(valid(-10, -1))).contains(CertificateProblem.OUTSIDE_VALIDITY);
        assertThat(judge(valid(1, 10))).contains(CertificateProblem.OUTSIDE_VALIDITY);
        Issued young = valid(-1, 10);
        assertThat(judge(young, NOW.minus(Duration.ofDays(2)), NOW)).contains(CertificateProblem.OUTSIDE_VALIDITY);
        assertThat(judge(young, NOW, NOW)).isEmpty();
    }

    @Test // THREAT-66
    void forgivesFiveMinutesOfAClockAndNoMore() {
        Issued ended = valid(NOW.minus(Duration.ofDays(1)), NOW);
        assertThat(judge(ended, NOW, NOW.plus(Duration.ofMinutes(4)))).isEmpty();
        assertThat(judge(ended, NOW, NOW.plus(Duration.ofMinutes(6)))).contains(CertificateProblem.OUTSIDE_VALIDITY);
    }

    @Test // THREAT-75
    void fetchesNothingThatACertificateNames() throws Exception {
        AtomicInteger callers = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!listener.isClosed()) {
                    try (Socket caller = listener.accept()) {
                        callers.addAndGet(caller.isConnected() ? 1 : 0);
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            var url = new GeneralName(
                    GeneralName.uniformResourceIdentifier, "http://127.0.0.1:" + listener.getLocalPort() + "/x");
            var access = new AuthorityInformationAccess(new AccessDescription[] {
                new AccessDescription(AccessDescription.id_ad_ocsp, url),
                new AccessDescription(AccessDescription.id_ad_caIssuers, url)
            });
            var lists = new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(new GeneralNames(url)), null, null)
            });
            Variation signing = TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256);
            Issued pointing = authority.issue("a", Algorithm.P256, builder -> {
                signing.on(builder);
                builder.addExtension(Extension.authorityInfoAccess, false, access);
                builder.addExtension(Extension.cRLDistributionPoints, false, lists);
            });
            assertThat(judge(pointing)).as("by the configured list").isEmpty();
            assertThat(problems(authority.paths(pointing.certificate()), partner(pointing), pointing))
                    .containsExactly(CertificateProblem.REVOKED);
            Issued stranger = TestAuthority.create().issue("a", Algorithm.P256, builder -> {
                signing.on(builder);
                builder.addExtension(Extension.authorityInfoAccess, false, access);
            });
            assertThat(judge(stranger)).contains(CertificateProblem.PATH_INVALID);
            try (Socket probe = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                assertThat(probe.getInputStream().read()).isEqualTo(-1); // it listens, and this is the first call
            }
            assertThat(callers).hasValue(1);
        }
    }

    @Test // THREAT-67
    void refusesARevokedCertificate() {
        Issued leaf = signing();
        assertThat(problems(authority.paths(leaf.certificate()), partner(leaf), leaf))
                .containsExactly(CertificateProblem.REVOKED);
    }

    @Test // THREAT-67: what held at receipt holds when it is judged again, though the certificate was revoked since
    void aLaterRevocationDoesNotChangeWhatHeldAtReceipt() {
        Issued leaf = signing(); // revoked two hours before NOW
        var judged = authority
                .paths(leaf.certificate())
                .signer(partner(leaf), leaf.certificate(), List.of(), hours(-5), hours(-5));
        assertThat(judged.problems()).isEmpty();
    }

    @Test // THREAT-67
    void refusesWhatARevokedIntermediateIssued() {
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        Issued leaf = middle.issue("leaf", KeyKind.SIGNING);
        RevocationLists lists = authority.revocationLists(middle.certificate());
        TestAuthority.put(lists, "https://pki.test/middle.crl", middle.revocationList());

        assertThat(types(new CertificatePaths(lists)
                        .signer(
                                below(leaf, "https://pki.test/middle.crl"),
                                leaf.certificate(),
                                with(middle),
                                NOW,
                                NOW)))
                .containsExactly(CertificateProblem.REVOKED);
    }

    @Test // THREAT-68
    void failsClosedWithoutAList() {
        Issued leaf = signing();
        var none = new CertificatePaths(new RevocationLists(Duration.ofHours(24)));
        assertThat(problems(none, partner(leaf), leaf)).containsExactly(CertificateProblem.STATUS_UNKNOWN);
    }

    @Test // THREAT-68
    void countsAStaleListForItsGraceOnly() {
        Issued leaf = signing();
        RevocationLists lists = new RevocationLists(Duration.ofHours(24));
        TestAuthority.put(lists, TestAuthority.LIST, authority.revocationList(hours(-50), hours(-2), list -> {}));
        var judging = new CertificatePaths(lists);
        assertThat(problems(judging, partner(leaf), leaf)).isEmpty();
        assertThat(types(judging.signer(partner(leaf), leaf.certificate(), List.of(), NOW, hours(23))))
                .containsExactly(CertificateProblem.STATUS_UNKNOWN);
    }

    @Test // THREAT-68
    void ignoresAListOfAnotherAuthorityOfTheSameName() {
        Issued leaf = signing();
        RevocationLists lists = new RevocationLists(Duration.ofHours(24));
        TestAuthority.put(lists, TestAuthority.LIST, TestAuthority.create().revocationList());
        assertThat(problems(new CertificatePaths(lists), partner(leaf), leaf))
                .containsExactly(CertificateProblem.STATUS_UNKNOWN);
    }

    @Test // THREAT-70
    void refusesACertificateForAnotherUse() {
        Issued tls = authority.issue("tls", Algorithm.P256, builder -> {
            TestAuthority.usage(builder, KeyUsage.digitalSignature);
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
        });
        assertThat(judge(tls)).containsExactly(CertificateProblem.WRONG_USE);
        assertThat(judge(authority.issue("encryption", KeyKind.DECRYPTION)))
                .containsExactly(CertificateProblem.WRONG_USE);
        assertThat(judge(authority.issue("authority", Algorithm.P256, TestAuthority.authority(0))))
                .contains(CertificateProblem.WRONG_USE);
    }

    @Test // THREAT-70: the registry files it for encryption, whatever its key usage says
    void refusesToVerifyWithACertificateRegisteredForEncryption() {
        Issued leaf = signing();
        Partner partner = authority.partner(
                ID, List.of(registered(CertificateUse.ENCRYPTION, leaf.certificate())), Allowances.NONE);
        assertThat(problems(paths, partner, leaf)).containsExactly(CertificateProblem.WRONG_USE);
    }

    @Test // THREAT-71
    void refusesAPathThroughACertificateThatIsNoAuthority() {
        Issued rogue = signing();
        Issued leaf = issuedBy(rogue);
        assertThat(types(paths.signer(partner(leaf), leaf.certificate(), List.of(rogue.certificate()), NOW, NOW)))
                .containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // THREAT-71
    void refusesAPathLongerThanAnAuthorityAllows() {
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        TestAuthority below = middle.intermediate("CN=Below", TestAuthority.authority(Integer.MAX_VALUE));
        Issued leaf = below.issue("leaf", KeyKind.SIGNING);
        assertThat(types(paths.signer(partner(leaf), leaf.certificate(), with(middle, below), NOW, NOW)))
                .containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // THREAT-71
    void refusesANameOutsideTheConstraints() {
        Variation constrained = builder -> {
            TestAuthority.authority(0).on(builder);
            var permitted = new GeneralSubtree(new GeneralName(GeneralName.directoryName, "O=Other"));
            builder.addExtension(
                    Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
        };
        TestAuthority middle = authority.intermediate("CN=Middle", constrained);
        Issued leaf = middle.issue("leaf", KeyKind.SIGNING);
        assertThat(types(paths.signer(partner(leaf), leaf.certificate(), with(middle), NOW, NOW)))
                .containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // THREAT-72: mis-issued below the very same trusted root
    void refusesAnUnregisteredCertificateBelowTheRightAnchor() {
        Issued registered = signing();
        Issued misissued = signing();
        assertThat(problems(paths, partner(registered), misissued)).containsExactly(CertificateProblem.NOT_REGISTERED);
    }

    @Test // THREAT-72: pinned, but below an authority that is not this partner's
    void refusesARegisteredCertificateBelowAnotherRoot() {
        Issued foreign = TestAuthority.root("CN=Other").issue("leaf", KeyKind.SIGNING);
        assertThat(judge(foreign)).containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // THREAT-60: an authority that came along in the message is not trusted for being there
    void trustsNoAuthorityThatCameAlong() {
        TestAuthority other = TestAuthority.root("CN=Other");
        Issued leaf = other.issue("leaf", KeyKind.SIGNING);
        assertThat(types(paths.signer(partner(leaf), leaf.certificate(), with(other), NOW, NOW)))
                .containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test // THREAT-52: the same key and the same name in another certificate is another certificate
    void refusesASubstitutedCertificateOfTheSameKey() {
        Issued registered = signing();
        Issued substitute = authority.issue(
                "leaf",
                registered.keys(),
                hours(-48),
                hours(48),
                TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256));
        assertThat(problems(paths, partner(registered), substitute)).containsExactly(CertificateProblem.NOT_REGISTERED);
    }

    @Test // THREAT-56
    void admitsRsa2048OnlyWhereThePartnerIsAllowedIt() {
        Issued leaf = authority.issue(
                "leaf",
                TestAuthority.sharedRsa(2048),
                hours(-48),
                hours(48),
                TestAuthority.profile(KeyKind.SIGNING, Algorithm.RSA_2048));
        assertThat(judge(leaf)).contains(CertificateProblem.WEAK_KEY);
        Partner allowed = authority.partner(
                ID, List.of(registered(CertificateUse.SIGNING, leaf.certificate())), RSA_2048_ALLOWED);
        assertThat(problems(paths, allowed, leaf)).isEmpty();
    }

    @Test // THREAT-56
    void refusesOtherCurves() {
        KeyPair p521 = TestAuthority.ec("secp521r1");
        assertThat(judge(authority.issue(
                        "leaf", p521, hours(-48), hours(48), TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256))))
                .contains(CertificateProblem.WEAK_KEY);
    }

    @Test // THREAT-74
    void acceptsAReplacedCertificateUntilItsOverlapEnds() {
        Issued old = signing();
        var phasedOut = new PartnerCertificate(
                CertificateUse.SIGNING,
                Certificates.fingerprint(old.certificate()),
                Certificates.pem(old.certificate()),
                Optional.of(hours(1)));
        Partner partner = authority.partner(ID, List.of(phasedOut), Allowances.NONE);
        assertThat(problems(paths, partner, old)).isEmpty();
        assertThat(types(paths.signer(partner, old.certificate(), List.of(), NOW, hours(2))))
                .containsExactly(CertificateProblem.CERTIFICATE_RETIRED);
    }

    @Test // THREAT-74
    void encryptsToTheNewCertificateAsSoonAsItIsRegistered() {
        Issued old = authority.issue("old", KeyKind.DECRYPTION);
        Issued fresh = authority.issue("new", KeyKind.DECRYPTION);
        var phasedOut = new PartnerCertificate(
                CertificateUse.ENCRYPTION,
                Certificates.fingerprint(old.certificate()),
                Certificates.pem(old.certificate()),
                Optional.of(hours(1)));
        Partner partner = authority.partner(
                ID, List.of(phasedOut, registered(CertificateUse.ENCRYPTION, fresh.certificate())), Allowances.NONE);
        assertThat(paths.recipient(partner, NOW)).isEqualTo(Checked.passed(fresh.certificate()));
    }

    @Test
    void remembersThePathAndForgetsItWithTheAnchors() {
        Issued leaf = signing();
        Partner partner = partner(leaf);
        assertThat(problems(paths, partner, leaf)).isEmpty();
        assertThat(problems(paths, partner, leaf)).isEmpty();
        assertThat(paths.remembered()).isEqualTo(1);

        TestAuthority other = TestAuthority.root("CN=Other");
        Partner moved = other.partner(partner.id(), partner.certificates(), Allowances.NONE);
        assertThat(problems(paths, moved, leaf)).containsExactly(CertificateProblem.PATH_INVALID);
    }

    @Test
    void aRememberedPathIsStillAskedForRevocation() {
        Issued leaf = signing();
        RevocationLists lists = authority.revocationLists();
        var judging = new CertificatePaths(lists);
        assertThat(problems(judging, partner(leaf), leaf)).isEmpty();
        TestAuthority.put(lists, TestAuthority.LIST, authority.revocationList(leaf.certificate()));
        assertThat(problems(judging, partner(leaf), leaf)).containsExactly(CertificateProblem.REVOKED);
    }

    @Test // THREAT-66: the old one ended, and nobody has to start us again
    void aRenewedIntermediateTakesThePlaceOfTheRememberedOne() {
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        TestAuthority old = authority.renewed(middle, hours(-48), hours(1));
        TestAuthority renewed = authority.renewed(middle, hours(-1), hours(48));
        Issued leaf = middle.issue("leaf", KeyKind.SIGNING);
        RevocationLists lists = authority.revocationLists();
        TestAuthority.put(lists, "https://pki.test/middle.crl", middle.revocationList());
        var judging = new CertificatePaths(lists);
        Partner partner = below(leaf, "https://pki.test/middle.crl");

        assertThat(types(signer(judging, partner, leaf, NOW, old))).isEmpty();
        assertThat(types(signer(judging, partner, leaf, hours(2))))
                .containsExactly(CertificateProblem.OUTSIDE_VALIDITY);
        assertThat(types(signer(judging, partner, leaf, hours(2), old)))
                .containsExactly(CertificateProblem.OUTSIDE_VALIDITY);
        assertThat(types(signer(judging, partner, leaf, hours(2), renewed))).isEmpty();
        assertThat(types(signer(judging, partner, leaf, hours(2))))
                .as("remembered")
                .isEmpty();
        assertThat(types(signer(judging, partner, leaf, hours(-2), old)))
                .as("what came in the time of the old one, judged again")
                .isEmpty();
        assertThat(types(signer(judging, partner, leaf, hours(2), renewed))).isEmpty();
        assertThat(judging.remembered()).isEqualTo(1);
    }

    @Test // THREAT-67
    void aReplacedIntermediateTakesThePlaceOfTheRevokedOne() {
        TestAuthority middle = authority.intermediate("CN=Middle", TestAuthority.authority(0));
        TestAuthority replaced = authority.renewed(middle, hours(-1), hours(48));
        Issued leaf = middle.issue("leaf", KeyKind.SIGNING);
        RevocationLists lists = authority.revocationLists();
        TestAuthority.put(lists, "https://pki.test/middle.crl", middle.revocationList());
        var judging = new CertificatePaths(lists);
        Partner partner = below(leaf, "https://pki.test/middle.crl");

        assertThat(types(signer(judging, partner, leaf, NOW, middle))).isEmpty();
        TestAuthority.put(lists, TestAuthority.LIST, authority.revocationList(middle.certificate()));
        assertThat(types(signer(judging, partner, leaf, NOW, middle))).containsExactly(CertificateProblem.REVOKED);
        assertThat(types(signer(judging, partner, leaf, NOW, replaced))).isEmpty();
    }

    private static Checked<TrustedSigner> signer(
            CertificatePaths judging, Partner partner, Issued leaf, Instant now, TestAuthority... came) {
        return judging.signer(partner, leaf.certificate(), with(came), now, now);
    }

    @Test
    void aSelfIssuedCertificateIsItsOwnAuthorityIfTheProfileSaysSo() {
        KeyPair keys = TestAuthority.ec("secp256r1");
        X509Certificate alone = CertificateForm.selfSigned(
                new X500Name("CN=alone"),
                keys,
                hours(-1),
                hours(1),
                CertificateForm.extensions(KeyKind.SIGNING, keys.getPublic(), List.of()));
        Issued leaf = new Issued(keys, alone);
        assertThat(judge(leaf)).containsExactly(CertificateProblem.PATH_INVALID);
        Partner trusting = anchored(partner(leaf), alone);
        assertThat(problems(new CertificatePaths(new RevocationLists(Duration.ZERO)), trusting, leaf))
                .isEmpty();
    }

    private static Partner anchored(Partner partner, X509Certificate anchor) {
        return new Partner(
                partner.id(),
                partner.name(),
                partner.country(),
                partner.zone(),
                partner.officeHours(),
                partner.languages(),
                partner.contacts(),
                partner.channel(),
                List.of(Certificates.pem(anchor)),
                partner.revocationLists(),
                partner.certificates(),
                partner.allowances(),
                partner.state());
    }

    private Partner below(Issued leaf, String secondList) {
        Partner partner = partner(leaf);
        return new Partner(
                partner.id(),
                partner.name(),
                partner.country(),
                partner.zone(),
                partner.officeHours(),
                partner.languages(),
                partner.contacts(),
                partner.channel(),
                partner.anchors(),
                List.of(TestAuthority.LIST, secondList),
                partner.certificates(),
                partner.allowances(),
                partner.state());
    }

    private static Issued issuedBy(Issued issuer) {
        KeyPair keys = TestAuthority.ec("secp256r1");
        X509Certificate leaf = CertificateForm.issue(
                new X500Name(issuer.certificate().getSubjectX500Principal().getName()),
                issuer.keys().getPrivate(),
                new X500Name("CN=victim"),
                keys.getPublic(),
                hours(-1),
                hours(1),
                CertificateForm.extensions(KeyKind.SIGNING, keys.getPublic(), List.of()));
        return new Issued(keys, leaf);
    }

    private Issued signing() {
        return authority.issue("leaf", KeyKind.SIGNING);
    }

    private Issued valid(int fromDays, int toDays) {
        return valid(NOW.plus(Duration.ofDays(fromDays)), NOW.plus(Duration.ofDays(toDays)));
    }

    private Issued valid(Instant from, Instant to) {
        return authority.issue(
                "leaf", Algorithm.P256.generate(), from, to, TestAuthority.profile(KeyKind.SIGNING, Algorithm.P256));
    }

    private Partner partner(Issued leaf) {
        return authority.partner(ID, List.of(registered(CertificateUse.SIGNING, leaf.certificate())), Allowances.NONE);
    }

    private List<ProblemType> judge(Issued leaf) {
        return judge(leaf, NOW, NOW);
    }

    private List<ProblemType> judge(Issued leaf, Instant signed, Instant now) {
        return types(paths.signer(partner(leaf), leaf.certificate(), List.of(), signed, now));
    }

    private static List<ProblemType> problems(CertificatePaths judging, Partner partner, Issued leaf) {
        return types(judging.signer(partner, leaf.certificate(), List.of(), NOW, NOW));
    }

    private static List<ProblemType> types(Checked<?> checked) {
        return checked.problems().stream().map(problem -> problem.type()).toList();
    }

    private static List<X509Certificate> with(TestAuthority... authorities) {
        return List.of(authorities).stream().map(TestAuthority::certificate).toList();
    }

    private static Instant hours(int count) {
        return NOW.plus(Duration.ofHours(count));
    }
}
