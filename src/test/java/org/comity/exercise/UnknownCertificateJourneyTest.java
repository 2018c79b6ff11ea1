package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.OneAtATime;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.OwnKeys;
import org.comity.trust.ProfileDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-03/4b, UC-07/3b, THREAT-74 between two live gateways: one signs with a new key before the other has its profile. The request is parked
 * unread; once two administrators have imported and called back, an operator unparks it and it takes effect.
 */
@ExtendWith(OneAtATime.class)
class UnknownCertificateJourneyTest {
    private static final Duration PLENTY = Duration.ofMinutes(2);
    private static final String PASSWORD = "of-an-administrator-of-theirs";
    private static final String PROOF = "--as-password=" + PASSWORD;

    @TempDir
    Path data;

    @Test
    void aRequestUnderANewKeyIsParkedAndTakesEffectOnceTheProfileIsActivated() throws Exception {
        try (TwoGateways two = TwoGateways.under(data)) {
            GatewayProcess ours = two.start(two.ours());
            GatewayProcess theirs = two.start(two.theirs());
            two.awaitUp(two.ours(), ours);
            two.awaitUp(two.theirs(), theirs);

            Path profile = newSigningKey(two.ours());
            await("the new key is in use")
                    .atMost(PLENTY)
                    .until(() ->
                            two.here().count("select count(*) from journal_leaf where event = 'keys.changed'") == 1);
            Officer akiko = two.officer(two.ours(), "akiko");
            String request = akiko.submit(TwoGateways.example());
            two.officer(two.ours(), "kenji").approve(request, request);

            await("it is parked unread")
                    .atMost(PLENTY)
                    .until(() -> two.there()
                                    .count("select count(*) from parked where reason = 'UNKNOWN_CERT'"
                                            + " and raw is not null and resolved is null")
                            == 1);
            assertThat(two.there().count("select count(*) from inbox")).isZero();
            assertThat(two.there().count("select count(*) from alert where cause = 'unknown-certificate'"))
                    .isEqualTo(1);

            Party there = two.theirs();
            administrator(there, "blair");
            administrator(there, "dana");
            run(there, "partner", "import", profile.toString(), "--local", "--as", "blair", PROOF);
            run(there, "partner", "activate", two.ours().id().toString(), spoken(profile), "--as", "dana", PROOF);
            String parked = two.there()
                    .texts("select id::text from parked where reason = 'UNKNOWN_CERT'")
                    .getFirst();
            if (end(there, "parked", "unpark", parked, "--as", "dana", PROOF) != 0) {
                assertThat(two.there().texts("select resolution from parked where reason = 'UNKNOWN_CERT'"))
                        .as("its sender was faster with its next try")
                        .containsExactly("received");
            }

            await("it takes effect, and its sender hears so")
                    .atMost(PLENTY)
                    .until(() -> two.here().count("select count(*) from request where state = 'ACKNOWLEDGED'") == 1);
            assertThat(two.there().count("select count(*) from request")).isEqualTo(1);
        }
    }

    /** As an agency does that has lost trust in its key: a new one by the same authority, and no overlap. @return the new profile */
    private Path newSigningKey(Party party) throws IOException {
        Path password = data.resolve("key-password");
        ExerciseAuthority authority =
                ExerciseAuthority.open(data.resolve("authority"), party.trust(password), Clock.systemUTC());
        Files.delete(party.trust(password).keys().resolve(party.id().value()).resolve("signing.p12"));
        authority.equip(party.id(), party.trust(password), List.of("localhost", "127.0.0.1"));
        byte[] profile = Profiles.of(
                party.hosted().getFirst(),
                new OwnKeys(party.trust(password), Clock.systemUTC()),
                data.resolve("authority.pem"),
                authority.revocationList());
        return Files.write(data.resolve("new-profile.json"), profile);
    }

    /** What the partner reads out when it is called back. */
    private static String spoken(Path profile) throws IOException {
        return switch (ProfileDocument.readLocal(Files.readAllBytes(profile))) {
            case Checked.Passed<Partner>(var partner) ->
                ProfileDocument.fingerprint(partner).spoken();
            case Checked.Failed<Partner>(var problems) -> throw new AssertionError(problems);
        };
    }

    private void administrator(Party party, String name) {
        String agency = party.id().toString();
        run(
                party,
                "person",
                "add",
                name,
                "--full-name",
                name,
                "--agency",
                agency,
                "--unit",
                "operators",
                "--role",
                "administrator",
                "--password=" + PASSWORD);
    }

    private void run(Party party, String... command) {
        assertThat(end(party, command)).as("%s", List.of(command)).isZero();
    }

    /** @return the exit code */
    private int end(Party party, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--settings", party.settings().toString()));
        try (GatewayProcess process =
                GatewayProcess.start(data.resolve("command.log"), TwoGateways.HEAP, arguments.toArray(String[]::new))) {
            int exit = process.awaitEnd();
            if (exit != 0) {
                System.out.println(process.console());
            }
            return exit;
        }
    }
}
