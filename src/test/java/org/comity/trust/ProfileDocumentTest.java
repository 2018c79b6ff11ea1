package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;

class ProfileDocumentTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Partner tokyo = authority.member("jp-example").partner();
    private final String document = text(ProfileDocument.write(tokyo));

    @Test // UC-09
    void whatIsReadIsWhatWasWrittenButOnlyProposed() {
        assertThat(read(document)).isEqualTo(Checked.passed(tokyo.in(PartnerState.PROPOSED)));
    }

    @Test // UC-09: whoever changes a certificate, an address or an authority changes what is read out
    void theFingerprintCoversWhatTrustHangsOn() {
        Partner other = authority.member("jp-example").partner();
        assertThat(ProfileDocument.fingerprint(tokyo)).isEqualTo(ProfileDocument.fingerprint(passed(read(document))));
        assertThat(ProfileDocument.fingerprint(other)).isNotEqualTo(ProfileDocument.fingerprint(tokyo));
        assertThat(ProfileDocument.fingerprint(passed(read(document.replace("localhost:8444", "localhost:8445")))))
                .isNotEqualTo(ProfileDocument.fingerprint(tokyo));
        assertThat(ProfileDocument.fingerprint(passed(read(document.replace("pki.test", "pki.example")))))
                .isNotEqualTo(ProfileDocument.fingerprint(tokyo));
    }

    @Test
    void everyProblemIsNamedAtOnceByItsField() {
        String broken = document.replace("\"JP\"", "\"jp\"")
                .replace("https://localhost:8444/as2", "http://localhost:8444/as2")
                .replace("Asia/Tokyo", "Asia/Nowhere");
        assertThat(read(broken).problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("country", "url", "zone");
    }

    @Test // THREAT-97: a foreign document must not make us read our own disk
    void aFileAddressInAForeignDocumentIsRefused() {
        String local = document.replace(TestAuthority.LIST, "file:///etc/passwd");
        assertThat(read(local).problems()).extracting(Problem::where).containsExactly("revocationLists");
        assertThat(ProfileDocument.readLocal(bytes(local)).problems()).isEmpty();
    }

    @Test // THREAT-18
    void deceptiveCharactersInTextsAreRefused() {
        assertThat(read(document.replace("Agency jp-example", "Agency \u202Eelpmaxe-pj"))
                        .problems())
                .extracting(Problem::where)
                .containsExactly("name");
    }

    @Test // THREAT-73
    void oneKeyForTwoUsesIsRefused() {
        var signing = tokyo.certificates().getFirst();
        var encryption = tokyo.certificates().get(1);
        String doubled = document.replace(
                        encryption.fingerprint().hex(), signing.fingerprint().hex())
                .replace(jsonPem(encryption.pem()), jsonPem(signing.pem()));
        assertThat(read(doubled).problems()).extracting(Problem::type).containsExactly(CertificateProblem.KEY_TAKEN);
    }

    @Test
    void aFingerprintThatIsNotTheCertificatesIsRefused() {
        String wrong =
                document.replace(tokyo.certificates().getFirst().fingerprint().hex(), "0".repeat(64));
        assertThat(read(wrong).problems()).extracting(Problem::where).contains("certificates[0]");
    }

    @Test // hostile input: none of it may throw, fetch, or take long
    void hostileDocumentsAreRefused() {
        for (String hostile : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"comityProfile\":1}",
                "[".repeat(100_000),
                "{\"a\":" + "9".repeat(100_000) + "}",
                document + "{}",
                document.replaceFirst("\\{", "{\"@class\":\"java.lang.Runtime\","),
                document.replaceFirst("\"id\"", "\"id\":\"zz-other\",\"id\""),
                document.replace("\"languages\" : [ \"en\" ]", "\"languages\" : [ null ]"),
                document.replace("\"contacts\" : [ ]", "\"contacts\" : [ null ]"),
                document.replace("\"certificates\" : [ {", "\"certificates\" : [ null, {"),
                document.replace("\"comityProfile\" : 1", "\"comityProfile\" : 2"),
                " ".repeat(300_000))) {
            assertThat(read(hostile).problems())
                    .as(hostile.substring(0, Math.min(60, hostile.length())))
                    .isNotEmpty();
        }
    }

    @Test
    void problemsNeverQuoteTheDocument() {
        assertThat(read(document.replace("\"JP\"", "\"canary-4711\""))
                        .problems()
                        .toString())
                .doesNotContain("canary");
        assertThat(read("{\"canary-4711\":1}").problems().toString()).doesNotContain("canary");
    }

    private static String jsonPem(String pem) {
        return pem.replace("\n", "\\n");
    }

    private static Checked<Partner> read(String document) {
        return ProfileDocument.read(bytes(document));
    }

    private static Partner passed(Checked<Partner> checked) {
        assertThat(checked.problems()).isEmpty();
        return ((Checked.Passed<Partner>) checked).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
