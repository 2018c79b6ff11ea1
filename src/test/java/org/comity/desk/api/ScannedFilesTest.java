package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.delivery.scan.RunningClamd;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** UC-11/3e and 3f, with a real clamd behind a real gateway. */
class ScannedFilesTest extends RunningGateway {
    private static final RunningClamd CLAMD = new RunningClamd();

    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);
    private OfficersClient officer;
    private OfficersClient approver;

    @Autowired
    @Qualifier("scan")
    private HealthIndicator scanHealth;

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry registry) throws IOException {
        // a second gateway on the same database; a broker's directory has one owner
        Path broker = Files.createTempDirectory("comity-scan");
        registry.add("comity.broker.data", broker::toString);
        registry.add("comity.scan.address", () -> CLAMD.address().toString());
        registry.add("comity.scan.every", () -> "200ms");
    }

    @AfterAll
    static void stop() {
        CLAMD.close();
    }

    @BeforeEach
    void twoPersons() {
        them().accepts();
        officer = person(unit, Role.OFFICER);
        approver = person(unit, Role.APPROVER, Role.SUPERVISOR);
    }

    @Test // nobody opens what the scanner has not found clean
    void aFileIsScannedBeforeAnyoneOpensIt() {
        String request = submitted("note.txt", "a note".getBytes(StandardCharsets.UTF_8));
        assertThat(attachment(request, request).path("scan").asText()).isEqualTo("NOT_SCANNED");
        assertThat(open(request, request).expect(200).text()).isEqualTo("a note");
        assertThat(attachment(request, request).path("scan").asText()).isEqualTo("CLEAN");

        String infected = submitted("invoice.exe", RunningClamd.EICAR);
        assertThat(open(infected, infected).expect(409).codes()).containsExactly("E-DSK-31");
        JsonNode file = attachment(infected, infected);
        assertThat(file.path("scan").asText()).isEqualTo("QUARANTINED");
        assertThat(file.path("found").asText()).isEqualTo("Comity.Test.Eicar.UNOFFICIAL");
        open(infected, infected).expect(409);
        assertThat(parked(infected)).isEqualTo(1);
        assertThat(events(infected)).contains("attachment.quarantined").doesNotContain("attachment.read");
    }

    @Test // fail closed, and said
    void whileTheScannerIsAwayNothingIsOpened() {
        String request = submitted("note.txt", "another note".getBytes(StandardCharsets.UTF_8));
        assertThat(scanHealth.health().getStatus()).isEqualTo(Status.UP);
        CLAMD.stop();
        try {
            assertThat(open(request, request).expect(503).codes()).containsExactly("E-DSK-32");
            assertThat(scanHealth.health().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            CLAMD.startAgain();
        }
        open(request, request).expect(200);
        assertThat(scanHealth.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test // what came in is looked at before somebody asks for it
    void aHitInWhatCameInAlertsByItself() throws Exception {
        String request = submitted("note.txt", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        approver.approve(request, request);
        MessageId message = answered(request, "log.zip", RunningClamd.EICAR);
        officer.await(request, file -> file.toString().contains("attachment.quarantined"));
        assertThat(alerts(message, "attachment-quarantined")).isEqualTo(1);
        assertThat(open(request, message.toString()).expect(409).codes()).containsExactly("E-DSK-31");
    }

    @Test // UC-11/3e
    void whatCannotBeScannedIsToldOnceAndTheNextFileIsLookedAt() throws Exception {
        String request = submitted("note.txt", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        approver.approve(request, request);
        MessageId tooLong = answered(request, "image.dd", new byte[RunningClamd.LONGEST + 100_000]);
        officer.await(request, file -> events(file).contains("alert.raised"));
        MessageId infected = answered(request, "log.zip", RunningClamd.EICAR);
        officer.await(request, file -> events(file).contains("attachment.quarantined"));
        assertThat(alerts(tooLong, "attachment-not-scanned")).isEqualTo(1);
        assertThat(alerts(infected, "attachment-not-scanned")).isZero();
        assertThat(scanHealth.health().getStatus()).isEqualTo(Status.UP);
        assertThat(open(request, tooLong.toString()).expect(503).codes()).containsExactly("E-DSK-32");
    }

    @Test // UC-11/3f, UC-26: the proof of an own access is of no request, and somebody is called all the same
    void aHitInTheProofOfAnOwnAccessCallsSomebody() {
        Map<String, Object> access = Map.of(
                "basis", "PUBLIC",
                "data", "Posts of the user",
                "source", "https://forum.example/u/1",
                "at", "2026-01-20T09:30:00Z",
                "accessedBy", "Sato Hanako",
                "state", "US");
        String matter = officer.post(
                        "/api/v1/accesses",
                        "application/json",
                        OfficersClient.json(Map.of("title", "Threats in a forum", "access", access)),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("matter")
                .asText();
        String path = "/api/v1/matters/" + matter + "/accesses";
        officer.multipart(
                        path,
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(access)),
                        new OfficersClient.PartOf("scan", "seen.png", "image/png", RunningClamd.EICAR))
                .expect(201);
        String scan = officer.get(path).json().findValuesAsText("href").stream()
                .filter(href -> href.endsWith("/scan"))
                .findFirst()
                .orElseThrow();
        assertThat(officer.get(scan).expect(409).codes()).containsExactly("E-DSK-31");
        officer.get(scan).expect(409);
        assertThat(rows().sql("""
                                select count(*) from alert a join outbox o on o.subject = a.id::text
                                join matter m on m.id::text = a.subject where m.reference = ? and a.cause = 'attachment-quarantined' and a.request is null""").param(matter).query(Integer.class).single())
                .as("one alert, and an errand that calls")
                .isEqualTo(1);
    }

    private String submitted(String name, byte[] bytes) {
        return officer.multipart(
                        "/api/v1/requests",
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf(
                                "submission",
                                "s.xml",
                                "application/xml",
                                OfficersClient.example("examples/preservation-request.xml")),
                        new OfficersClient.PartOf("attachment", name, "application/octet-stream", bytes))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private MessageId answered(String request, String name, byte[] bytes) throws Exception {
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return them().send(
                        partnersPort(),
                        new Preserved(MessageId.parse(request).orElseThrow(), from, from.plus(Duration.ofDays(90)), ""),
                        them().newId(),
                        new AttachedBytes(name, "application/octet-stream", bytes));
    }

    private static int alerts(MessageId message, String cause) {
        return rows().sql("select count(*) from alert where subject = ? and cause = ?")
                .params(message.toString(), cause)
                .query(Integer.class)
                .single();
    }

    private JsonNode attachment(String request, String message) {
        return officer.message(request, message).path("attachments").get(0);
    }

    private OfficersClient.Answer open(String request, String message) {
        return officer.get(attachment(request, message).path("href").asText());
    }

    private List<String> events(String request) {
        return events(officer.file(request));
    }

    private static List<String> events(JsonNode file) {
        return file.path("timeline").findValuesAsText("event");
    }

    private static int parked(String message) {
        return rows().sql("select count(*) from parked where message = ? and reason = 'INFECTED' and resolved is null")
                .param(message)
                .query(Integer.class)
                .single();
    }
}
