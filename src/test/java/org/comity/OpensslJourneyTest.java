package org.comity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.comity.cli.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A production gateway, set up by its commands, and a partner with nothing but openssl, curl and a web server: they join (UC-09), the
 * partner asks, the gateway answers (UC-02, UC-03, UC-05). What docs/partner-with-openssl.md says, in its order.
 */
class OpensslJourneyTest {
    private static final int HEAP = 256; // megabytes
    private static final Duration PLENTY = Duration.ofMinutes(2);
    private static final String PASSWORD = "a long enough secret";

    private final int port = FreePorts.first();
    private final int partnersPort = port + 1;
    private final int partnersOwnPort = port + 1000;

    @TempDir
    private Path directory;

    private Path data;
    private Path home;
    private OpensslPartner partner;
    private GatewayProcess gateway;

    @BeforeEach
    void aGatewayAsAnOperatorSetsItUp() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        home = Files.createDirectories(directory.resolve("partner"));
        Files.writeString(directory.resolve("key-password"), "correct horse battery staple\n");
        Files.writeString(data.resolve("gateway.yaml"), """
                comity:
                  agencies:
                    - id: jp-npa
                      name: Cybercrime Contact Point
                      country: JP
                      zone: Asia/Tokyo
                  profile:
                    url: https://localhost:%1$d/as2
                  trust:
                    password-file: "%2$s"
                  port:
                    partners: %1$d
                    address: 127.0.0.1
                server:
                  port: %3$d
                  address: 127.0.0.1
                management:
                  server:
                    port: %4$d
                """.formatted(
                        partnersPort, directory.resolve("key-password"), port, port + 2));
        run("keys", "init", "jp-npa", "--host", "localhost");
        gateway = GatewayProcess.start(directory.resolve("console.log"), HEAP, "serve", "--set", "comity.data=" + data);
        partner = new OpensslPartner(home).settings("""
                FROM=ro-poc
                TO=jp-npa
                URL=https://localhost:%d/as2
                EXERCISE=false
                NAME=Cybercrime Contact Point of Example Land
                COUNTRY=RO
                ZONE=Europe/Bucharest
                OWN_URL=https://localhost:%d/as2
                TELEPHONE=+40210000001
                EMAIL=duty@example.org
                """.formatted(partnersPort, partnersOwnPort));
        gateway.awaitLine("Started Gateway");
    }

    @AfterEach
    void endWhatRuns() {
        gateway.close();
        new GatewayDatabase(data).stop();
    }

    @Test
    void aPartnerWithOpensslAndCurlAsksAndIsAnswered() throws Exception {
        join();
        Officer officer = person("akiko", "officer");
        Officer approver = person("kenji", "approver");
        try (ListeningPartner listening = new ListeningPartner(partnersOwnPort, home)) {
            assertThat(partner.send("out").isGood().said())
                    .contains("posted         HTTP 200", "signature good, MIC equal");
            String request = partner.said("out", "id");
            byte[] receipt = partner.bytes("out", "receipt.body");
            partner.sendAgain("out").isGood();
            assertThat(partner.bytes("out", "receipt.body")).isEqualTo(receipt); // UC-03/8a, THREAT-78

            String acknowledged = opened(listening);
            assertThat(partner.said(acknowledged, "document.xml")).contains("<acknowledgement", request);
            awaitDelivery(officer, request, partner.said(acknowledged, "id"));

            String answer = refuse(officer, request);
            approver.approve(request, answer);
            String refused = opened(listening);
            assertThat(partner.said(refused, "id")).isEqualTo(answer);
            assertThat(partner.said(refused, "document.xml")).contains("ESSENTIAL_INTERESTS");
            awaitDelivery(officer, request, answer);
            assertThat(listening.opened()).isEmpty(); // nothing came twice
        }
    }

    /** UC-09, both sides; the telephone is this method. */
    private void join() {
        partner.makeKeys().isGood();
        String theirs = lastLine(partner.makeProfile().isGood().said());
        Path ours = directory.resolve("jp-npa.json");
        String exported = run("partner", "export", "jp-npa", "-o", ours.toString());
        String readOut = lastLine(partner.readProfile(ours).isGood().said());
        assertThat(exported).contains(readOut);

        add("sato", "administrator");
        add("suzuki", "administrator");
        String profile = home.resolve("profile.json").toString();
        assertThat(run("partner", "import", profile, "--as=sato", "--as-password=" + PASSWORD))
                .contains(theirs);
        List<String> activate = new ArrayList<>(List.of("partner", "activate", "ro-poc"));
        activate.addAll(List.of(theirs.split(" ", -1)));
        activate.addAll(List.of("--as=suzuki", "--as-password=" + PASSWORD));
        assertThat(run(activate.toArray(String[]::new))).contains("ro-poc is ACTIVE");
    }

    private Officer person(String name, String role) {
        add(name, role);
        String secret = run("token", "issue", name, "--label=journey")
                .lines()
                .findFirst()
                .orElseThrow();
        return new Officer(home.resolve("gateway-tls.pem"), "https://localhost:" + port, secret);
    }

    private void add(String name, String role) {
        run(
                "person",
                "add",
                name,
                "--full-name=" + name + " Example",
                "--agency=jp-npa",
                "--unit=intake",
                "--role=" + role,
                "--password=" + PASSWORD);
    }

    /** @return id of the answer */
    private static String refuse(Officer officer, String request) {
        officer.move(request, "take-up", Map.of());
        Map<String, Object> decision = Map.of(
                "accepted",
                false,
                "ground",
                "ESSENTIAL_INTERESTS",
                "reasons",
                "Execution would prejudice essential interests.",
                "alternativesConsidered",
                true);
        return officer.move(request, "decision", decision).path("message").asText();
    }

    private String opened(ListeningPartner listening) throws InterruptedException {
        String work = listening.opened().poll(PLENTY.toSeconds(), TimeUnit.SECONDS);
        assertThat(work).as(gateway.console()).isNotNull();
        return work;
    }

    private static void awaitDelivery(Officer officer, String request, String message) {
        await(message + " is delivered").atMost(PLENTY).untilAsserted(() -> {
            JsonNode kept = officer.message(request, message);
            assertThat(kept.path("delivery").asText()).isEqualTo("DELIVERED");
            assertThat(kept.at("/receipt/disposition").asText()).endsWith("processed");
        });
    }

    /** One command of the jar, on the gateway's data. @return what it printed */
    private String run(String... arguments) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--set", "comity.data=" + data));
        int status = Commands.line()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as("%s: %s", all, said).isZero();
        return said.toString();
    }

    private static String lastLine(String said) {
        return said.lines().reduce((first, second) -> second).orElseThrow();
    }
}
