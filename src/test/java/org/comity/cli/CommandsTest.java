package org.comity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.problems.Checked;
import org.comity.trust.Enrolment;
import org.comity.trust.KeyFiles;
import org.comity.trust.OwnKeys;
import org.comity.trust.OwnProfile;
import org.comity.trust.PartnersInMemory;
import org.comity.trust.ProfileDocument;
import org.comity.trust.RevocationLists;
import org.comity.trust.RevocationSchedule;
import org.comity.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-09 as an operator types it. */
class CommandsTest {
    @TempDir
    private Path directory;

    private final PartnersInMemory partners = new PartnersInMemory();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test // UC-09
    void fromNewKeysToAnActivePartnerAndItsSuspension() throws Exception {
        assertThat(run("keys", "init", "jp-example", "--host", "localhost")).isZero();
        assertThat(out.toString()).contains("signing ", "decryption ", "4 keys made.");
        assertThat(run("keys", "list")).isZero();
        assertThat(out.toString()).contains("journal ", "(valid)");

        Path profile = directory.resolve("profile.json");
        assertThat(run("partner", "export", "jp-example", "-o", profile.toString()))
                .isZero();
        Partner exported = switch (ProfileDocument.read(Files.readAllBytes(profile))) {
            case Checked.Passed<Partner>(var partner) -> partner;
            case Checked.Failed<Partner>(var problems) -> throw new AssertionError(problems);
        };
        String spoken = ProfileDocument.fingerprint(exported).spoken();
        assertThat(out.toString()).contains(spoken);

        assertThat(run("partner", "import", profile.toString())).isZero();
        assertThat(out.toString()).contains("jp-example is PROPOSED", spoken);
        assertThat(run("partner", "activate", "jp-example", "0".repeat(64))).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-13");
        assertThat(run("partner", "activate", "jp-example", "not a fingerprint"))
                .isEqualTo(1);
        assertThat(state()).isEqualTo(PartnerState.PROPOSED);

        String[] activate = ("partner activate jp-example " + spoken).split(" ", -1);
        assertThat(run(activate)).isZero();
        assertThat(state()).isEqualTo(PartnerState.ACTIVE);
        assertThat(run("partner", "import", profile.toString())).isEqualTo(1); // THREAT-74: known, and no call-back
        assertThat(out.toString()).contains("Call it back", spoken);
        assertThat(run("partner", "suspend", "jp-example")).isZero();
        assertThat(state()).isEqualTo(PartnerState.SUSPENDED);
        assertThat(run("partner", "resume", "jp-example")).isZero();
        assertThat(run("partner", "list")).isZero();
        assertThat(out.toString()).contains("jp-example ACTIVE Example https://localhost:8444/as2");
    }

    @Test
    void aMistakeIsAnAnswerAndNotAStackTrace() throws Exception {
        assertThat(run("partner", "fingerprints", "nobody-here")).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-08");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");
        assertThat(run("partner", "import", broken.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-12").doesNotContain("Exception");
        assertThat(run("keys", "request", "jp-example", "journal-key", "--subject", "CN=x"))
                .isEqualTo(2);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.line(new Commands(settings -> parts()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private PartnerState state() {
        return partners.find(new AgencyId("jp-example")).orElseThrow().state();
    }

    private Parts parts() {
        Clock clock = Clock.systemUTC();
        TrustSettings settings = new TrustSettings(
                directory.resolve("keys"),
                null,
                Optional.of("secret"),
                directory.resolve("crl"),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofDays(30));
        var profile = new OwnProfile(
                Optional.of(URI.create("https://localhost:8444/as2")),
                Optional.empty(),
                "24/7",
                List.of("en"),
                List.of(),
                List.of(),
                List.of());
        var agency = new OwnAgency(new AgencyId("jp-example"), "Example", "JP", ZoneId.of("Asia/Tokyo"));
        Map<Class<?>, Object> parts = Map.of(
                Clock.class, clock,
                KeyFiles.class, new KeyFiles(settings, clock),
                OwnKeys.class, new OwnKeys(settings, clock),
                OwnProfile.class, profile,
                OwnAgencies.class, new OwnAgencies(List.of(agency), false),
                Partners.class, partners,
                Enrolment.class, new Enrolment(partners, settings, clock),
                RevocationSchedule.class,
                        new RevocationSchedule(new RevocationLists(settings), partners, settings, clock));
        return new Parts() {
            @Override
            public <T> T get(Class<T> type) {
                return Objects.requireNonNull(type.cast(parts.get(type)));
            }

            @Override
            public void close() {}
        };
    }
}
