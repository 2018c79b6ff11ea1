package org.comity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.comity.partners.AgencyId;
import org.comity.trust.Arithmetic;
import org.comity.trust.KeyAlgorithm;
import org.comity.trust.KeyFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THREAT-121: the database goes away under a running gateway, in a process of its own; and a key file does. */
class LostDatabaseTest {
    private static final AgencyId AGENCY = new AgencyId("jp-night");
    private static final int HEAP = 256;
    private static final int ENDED_BY_ITSELF = 4;
    private static final int SIGTERM = 128 + 15;

    private final ObjectMapper json = new ObjectMapper();
    private final int first = FreePorts.first();

    @TempDir
    private Path directory;

    @BeforeEach
    void keys() {
        new KeyFiles(TrustOf.password("secret", directory.resolve("data")), Clock.systemUTC())
                .init(AGENCY, KeyAlgorithm.P256, List.of("localhost"));
    }

    @Test
    void theGatewayEndsWithItsServerAndTheNextStartRecovers() throws Exception {
        GatewayDatabase database = new GatewayDatabase(directory.resolve("data"));
        try (GatewayProcess gateway = start("")) {
            awaitDatabase(gateway, "UP");
            ProcessHandle.of(database.pid()).orElseThrow().destroyForcibly();
            assertThat(gateway.awaitEnd()).isEqualTo(ENDED_BY_ITSELF);
            assertThat(gateway.console())
                    .containsOnlyOnce("ended unexpectedly: this gateway ends too")
                    .doesNotContain("\tat ");
        }
        try (GatewayProcess again = start("")) { // as Restart=always does, at once
            awaitDatabase(again, "UP");
            again.stop();
            assertThat(again.awaitEnd()).isEqualTo(SIGTERM);
            assertThat(again.console())
                    .doesNotContain("ended unexpectedly", "does not stop")
                    .contains("stopped in order: the journal is signed to its end, ")
                    .as("which provider passed the self-tests")
                    .contains(Arithmetic.chosen().describe());
        } finally {
            database.stop();
        }
        assertThat(database.isRunning()).isFalse();
    }

    @Test
    void healthSaysWithinSecondsThatAnExternalDatabaseIsAway() throws Exception {
        EmbeddedPostgres external =
                EmbeddedPostgres.start(directory.resolve("external"), Path.of("target", "postgres"));
        try (GatewayProcess gateway = start(String.format(Locale.ROOT, """
                spring:
                  datasource: {url: "%s", username: gateway, password: "%s"}
                  flyway: {user: comity, password: "%2$s"}
                """, external.url(), external.password()))) {
            awaitDatabase(gateway, "UP");
            external.close();
            HttpResponse<byte[]> answer = health(); // two parts need the database, and give it two seconds each
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(part(answer, "db")).isEqualTo("DOWN");
            assertThat(part(answer, "alerts")).isEqualTo("DOWN");
            assertThat(part(answer, "keys")).isEqualTo("UP");
            gateway.mustRun();
            aLostKeyFileIsSeen();
        } finally {
            external.close();
        }
    }

    private void aLostKeyFileIsSeen() throws IOException {
        Path file = directory.resolve("data/keys/jp-night/signing.p12");
        Path aside = Files.move(file, directory.resolve("aside"));
        await().atMost(GatewayProcess.PATIENCE)
                .until(() -> part(health(), "keys").equals("DOWN"));
        Files.move(aside, file);
        await().atMost(GatewayProcess.PATIENCE)
                .until(() -> part(health(), "keys").equals("UP"));
    }

    @Test // THREAT-116: the checkpoint came back with the database, so nothing shows that it is older
    void whoSaysThatADatabaseWasRestoredIsBelieved() throws Exception {
        try (GatewayProcess gateway = start("  journal.accept-rollback: true")) {
            awaitDatabase(gateway, "UP");
            assertThat(gateway.console()).containsOnlyOnce("goes on with an older database");
            assertThat(new GatewayDatabase(directory.resolve("data")).count("select last_value from reference_number"))
                    .isGreaterThanOrEqualTo(1_000);
        }
    }

    private void awaitDatabase(GatewayProcess gateway, String status) {
        await().atMost(GatewayProcess.PATIENCE)
                .failFast("it runs", gateway::mustRun)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> part(health(), "db").equals(status));
    }

    private HttpResponse<byte[]> health() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (first + 2) + "/actuator/health"))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private String part(HttpResponse<byte[]> answer, String name) throws IOException {
        JsonNode status = json.readTree(answer.body()).path("components").path(name);
        return status.path("status").asText();
    }

    private GatewayProcess start(String settings) throws IOException {
        Path file = directory.resolve("gateway.yaml");
        Files.writeString(
                file,
                String.format(Locale.ROOT, """
                server: {port: %d, address: 127.0.0.1}
                management.server.port: %d
                comity:
                  data: %s
                  port: {partners: %d, address: 127.0.0.1}
                  agencies: [{id: jp-night, name: Night, country: JP, zone: Asia/Tokyo}]
                  trust: {password: secret}
                %s""", first, first + 2, directory.resolve("data"), first + 1, settings));
        return GatewayProcess.start(
                directory.resolve("console"),
                GatewayProcess.quick(ProgramJar.madeArchive()),
                HEAP,
                "serve",
                "--settings",
                file.toString());
    }
}
