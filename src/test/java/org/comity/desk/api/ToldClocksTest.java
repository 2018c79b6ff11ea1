package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.comity.desk.api.Browser.Window;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-06/1d: an officer records the day that a clock waits for; here of the order that Japanese law gives a custodian (DR-60). */
class ToldClocksTest extends DeskInABrowser {
    private static final ZoneId OFFICE = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private OfficersClient intake;
    private String request;

    @BeforeEach
    void whatAPartnerAsksUsToHold() throws Exception {
        intake = person("intake", Role.OFFICER);
        request = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(request, "ACKNOWLEDGED");
    }

    @Test
    void itWaitsUntilTheDayIsToldAndIsComputedAnewWhenItIsToldAgain() {
        assertThat(running("DR-60").path("outcome").asText()).isEqualTo("NOT_STARTED");
        assertThat(running("DR-60").path("provenance").asText())
                .contains("custodian was ordered or asked under our own law");
        Instant at = now().minus(Duration.ofHours(1));
        tell(intake, "DR-60", Map.of("at", at.toString())).expect(200);
        Instant due = Instant.parse(running("DR-60").path("due").asText());
        assertThat(due).isBetween(at.plus(Duration.ofDays(29)), at.plus(Duration.ofDays(31)));

        Instant end = at.plus(Duration.ofDays(60)); // prolonged once, to sixty in all
        tell(intake, "DR-60", Map.of("at", at.toString(), "until", end.toString()))
                .expect(200);
        assertThat(Instant.parse(running("DR-60").path("due").asText())).isEqualTo(end);
        assertThat(of("DR-60"))
                .extracting(clock -> clock.path("state").asText())
                .containsOnlyOnce("ARMED");
        assertThat(of("DR-60")).hasSize(3);
        String reference = intake.file(request).at("/request/reference").asText();
        assertThat(intake.get("/api/v1/calendar.ics").expect(200).text().replace("\r\n ", ""))
                .as("UC-06/6: an order that ends lets nothing go, and nothing is held before we say so")
                .contains(reference + " PRES-29 DR-60\\, the order to keep the data ends\r\n")
                .contains(reference + " PRES-29 DR-01\\, not yet held by us\r\n")
                .doesNotContain("our hold ends: " + reference);
        assertThat(intake.file(request).path("timeline").findValuesAsText("event"))
                .containsSubsequence("clock.told", "deadline.armed", "clock.told");
    }

    @Test
    void nobodyTellsWhatNoClockWaitsForOrWhatCannotBe() {
        String past = now().minus(Duration.ofHours(1)).toString();
        Map<String, String> told = Map.of("at", past);
        assertThat(tell(
                                intake,
                                "DR-60",
                                Map.of("at", now().plus(Duration.ofDays(1)).toString()))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-23");
        assertThat(tell(intake, "DR-60", Map.of("at", past, "until", past))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-23");
        tell(intake, "DR-60", Map.of()).expect(422);
        tell(intake, "DR-01", told).expect(409); // what the holder says starts it
        tell(intake, "DR-03", told).expect(409); // Japan has a figure of its own
        tell(intake, "DR-61", told).expect(409); // the law of another State
        tell(intake, "DR-77", told).expect(404);
        tell(person("intake", Role.APPROVER), "DR-60", told).expect(403);
        tell(person("elsewhere", Role.OFFICER), "DR-60", told).expect(404); // THREAT-91
        assertThat(running("DR-60").path("outcome").asText()).isEqualTo("NOT_STARTED");
    }

    @Test
    void onThePageToo() {
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            officer.page
                    .locator("details:has-text('How the deadlines were computed') summary")
                    .first()
                    .click();
            officer.photograph("clock-waits");
            officer.press("Record the day that starts it");
            assertThat(officer.text()).contains("DR-60", "under our own law");
            officer.press("Record");
            assertThat(officer.text()).contains("Not accepted");
            officer.photograph("clock-problem");
            officer.field("at")
                    .fill(TYPED.format(now().minus(Duration.ofHours(2)).atZone(OFFICE)));
            officer.press("Record");
            assertThat(officer.text()).contains("Recorded. The deadline is computed.");
            officer.page
                    .locator("details:has-text('How the deadlines were computed') summary")
                    .first()
                    .click();
            officer.photograph("clock-told");
            assertThat(officer.text()).contains("30 calendar days", "Record a renewal");
            assertThat(officer.overflow()).isZero();
        }
    }

    private OfficersClient.Answer tell(OfficersClient who, String rule, Map<String, String> body) {
        return who.move(request, "clocks/" + rule, body);
    }

    private List<JsonNode> of(String rule) {
        return StreamSupport.stream(intake.file(request).path("deadlines").spliterator(), false)
                .filter(clock -> clock.path("rule").asText().equals(rule))
                .toList();
    }

    private JsonNode running(String rule) {
        List<JsonNode> running = of(rule).stream()
                .filter(clock -> !clock.path("state").asText().equals("SUPERSEDED"))
                .toList();
        assertThat(running).hasSize(1);
        return running.getFirst();
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
