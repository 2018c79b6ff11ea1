package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.trust.TestAuthority.registered;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one test that reads {@code certs-example}: what its README says of each file is so. */
class CertificateExamplesTest {
    private static final Path FOLDER = Path.of("certs-example");

    /** After the folder was made and long before its certificates end. */
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    private static final String LIST = "https://pki.example/authority.crl";

    private final RevocationLists lists = new RevocationLists(Duration.ofHours(24));
    private final CertificatePaths paths = new CertificatePaths(lists);

    @BeforeEach
    void takeTheList() throws IOException, CertificateException {
        lists.take(LIST, RevocationList.parse(Files.readAllBytes(FOLDER.resolve("authority.crl"))), NOW);
    }

    @Test
    void theAgenciesCertificatesAreFitForTheirUse() throws IOException {
        for (String agency : List.of("jp-example-npa", "us-example-poc")) {
            assertThat(judge(agency + "-signing.pem")).isEmpty();
            assertThat(paths.recipient(partner(CertificateUse.ENCRYPTION, agency + "-encryption.pem"), NOW))
                    .isInstanceOf(Checked.Passed.class);
            Partner tls = partner(CertificateUse.TLS, agency + "-tls.pem");
            var leaf = Certificates.parse(tls.certificates().getFirst().pem());
            assertThat(paths.client(tls, leaf, List.of(), NOW).problems()).isEmpty();
            assertThat(paths.server(tls, leaf, List.of(), NOW).problems()).isEmpty();
        }
    }

    @Test // THREAT-66, THREAT-67
    void theBadOnesAreRefusedForTheReasonThatTheReadmeNames() throws IOException {
        assertThat(judge("expired-signing.pem")).contains(CertificateProblem.OUTSIDE_VALIDITY.at("SIGNING"));
        assertThat(judge("revoked-signing.pem")).containsExactly(CertificateProblem.REVOKED.at("SIGNING"));
    }

    @Test
    void productionCanTellThatTheyAreExamples() throws IOException {
        assertThat(ExerciseAuthority.isExercise(Certificates.parse(read("jp-example-npa-tls.pem"))))
                .isTrue();
    }

    private List<Problem> judge(String file) throws IOException {
        Partner partner = partner(CertificateUse.SIGNING, file);
        return paths.signer(partner, Certificates.parse(read(file)), List.of(), NOW, NOW)
                .problems();
    }

    private static Partner partner(CertificateUse use, String file) throws IOException {
        return new Partner(
                new AgencyId("jp-example-npa"),
                "Example",
                "ZZ",
                ZoneId.of("UTC"),
                "24/7",
                List.of("en"),
                List.of(),
                Optional.of(new As2Channel(URI.create("https://localhost:8444/as2"), Optional.empty())),
                List.of(read("authority.pem")),
                List.of(LIST),
                List.of(registered(use, Certificates.parse(read(file)))),
                Allowances.NONE,
                PartnerState.ACTIVE);
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
