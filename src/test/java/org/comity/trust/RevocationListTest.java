package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.comity.trust.TestAuthority.NOW;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.comity.problems.CertificateProblem;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Issued;
import org.comity.trust.TestAuthority.ListVariation;
import org.junit.jupiter.api.Test;

class RevocationListTest {
    private static final Instant BEFORE = NOW.minus(Duration.ofHours(1));
    private static final Instant NEXT = NOW.plus(Duration.ofDays(1));

    private final TestAuthority authority = TestAuthority.create();

    @Test
    void takesACompleteList() {
        assertThatCode(() -> RevocationList.parse(authority.revocationList())).doesNotThrowAnyException();
    }

    @Test // THREAT-69
    void refusesADeltaList() {
        refuses(list -> list.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1)));
        refuses(list -> list.addExtension(Extension.deltaCRLIndicator, false, new ASN1Integer(1)));
    }

    @Test // THREAT-69
    void refusesAnIndirectListAndAListForSomeReasons() {
        refuses(scope(new IssuingDistributionPoint(null, false, false, null, true, false)));
        refuses(scope(new IssuingDistributionPoint(
                null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false)));
        refuses(scope(new IssuingDistributionPoint(null, false, false, null, false, true)));
    }

    @Test // THREAT-69
    void refusesAnEntryOfAnotherIssuer() {
        refuses(list -> {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.certificateIssuer,
                    true,
                    new GeneralNames(new GeneralName(GeneralName.directoryName, "CN=Other")));
            list.addCRLEntry(BigInteger.ONE, Date.from(BEFORE), extensions.generate());
        });
    }

    @Test // THREAT-68
    void refusesAnUnknownCriticalExtension() {
        refuses(list -> list.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE));
    }

    @Test // THREAT-68
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> RevocationList.parse(new byte[] {0x30, 0})).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> RevocationList.parse("<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CertificateException.class);
    }

    @Test // THREAT-68: a list of authorities only says nothing about a leaf
    void aListForAuthoritiesDoesNotVouchForALeaf() throws CertificateException {
        Issued leaf = authority.issue("leaf", KeyKind.SIGNING);
        RevocationList forAuthorities = RevocationList.parse(authority.revocationList(
                BEFORE, NEXT, scope(new IssuingDistributionPoint(null, false, true, null, false, false))));
        assertThat(forAuthorities.covers(leaf.certificate(), authority.certificate()))
                .isFalse();
    }

    @Test // THREAT-68
    void aPartitionedListVouchesOnlyForTheCertificatesThatPointAtIt() throws CertificateException {
        Issued inside = authority.issue(
                "inside",
                Algorithm.P256,
                builder -> builder.addExtension(
                        Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                            new DistributionPoint(point("https://pki.test/1"), null, null)
                        })));
        Issued outside = authority.issue("outside", KeyKind.SIGNING);
        RevocationList partition = RevocationList.parse(authority.revocationList(
                BEFORE,
                NEXT,
                scope(new IssuingDistributionPoint(point("https://pki.test/1"), true, false, null, false, false))));
        assertThat(partition.covers(inside.certificate(), authority.certificate()))
                .isTrue();
        assertThat(partition.covers(outside.certificate(), authority.certificate()))
                .isFalse();
    }

    @Test // THREAT-68: replaying yesterday's list must not hide today's revocation
    void anOlderListDoesNotReplaceANewerOne() throws CertificateException {
        Issued leaf = authority.issue("leaf", KeyKind.SIGNING);
        RevocationLists lists = authority.revocationLists(leaf.certificate());
        RevocationList older =
                RevocationList.parse(authority.revocationList(BEFORE.minusSeconds(60), NEXT, list -> {}));
        assertThat(lists.take(TestAuthority.LIST, older, NOW)).isFalse();
        assertThat(lists.objection(leaf.certificate(), authority.certificate(), List.of(TestAuthority.LIST), NOW))
                .contains(CertificateProblem.REVOKED);
    }

    @Test
    void aListFromTheFutureIsNotTaken() throws CertificateException {
        RevocationLists lists = authority.revocationLists();
        RevocationList tomorrow = RevocationList.parse(
                authority.revocationList(NOW.plus(Duration.ofHours(1)), NEXT.plus(Duration.ofDays(9)), list -> {}));
        assertThat(lists.take(TestAuthority.LIST, tomorrow, NOW)).isFalse();
    }

    private void refuses(ListVariation variation) {
        byte[] list = authority.revocationList(BEFORE, NEXT, variation);
        assertThatThrownBy(() -> RevocationList.parse(list)).isInstanceOf(CertificateException.class);
    }

    private static ListVariation scope(IssuingDistributionPoint scope) {
        return list -> list.addExtension(Extension.issuingDistributionPoint, true, scope);
    }

    private static DistributionPointName point(String address) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address)));
    }
}
