package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.comity.messages.MessageId;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-08: a partner that says the same again and again neither calls somebody each time nor hides what else calls. */
class ImpatientPartnerTest extends RunningGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OfficersClient officer;

    @BeforeEach
    void somebody() {
        them();
        officer = person("intake", Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR);
    }

    @Test
    void remindersOfOneRequestCallOnce() throws Exception {
        MessageId request =
                MessageId.parse(IncomingRequest.from(them(), partnersPort())).orElseThrow();
        officer.awaitRequest(request.toString(), "ACKNOWLEDGED");
        for (int i = 0; i < 3; i++) {
            MessageId reminder = them().newId();
            them().send(partnersPort(), new Reminder(request, "We still wait, " + i + "."), reminder);
            awaitProcessed(reminder);
        }
        assertThat(open("answer-reminder", request.toString())).isEqualTo(1);
        assertThat(rows().sql("select count(*) from alert where request = ? and cause = 'answer-reminder'")
                        .param(request.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test // what somebody acknowledged, the partner says anew: it stands on the page at once, and calls when the hour
    // is over
    void roundsOfTheSameCallAFewTimesAnHour() throws Exception {
        MessageId request =
                MessageId.parse(IncomingRequest.from(them(), partnersPort())).orElseThrow();
        officer.awaitRequest(request.toString(), "ACKNOWLEDGED");
        for (int i = 0; i < 5; i++) {
            for (int twice = 0; twice < 2; twice++) {
                MessageId reminder = them().newId();
                them().send(partnersPort(), new Reminder(request, "Round " + i + "."), reminder);
                awaitProcessed(reminder);
            }
            JsonNode alert = reminding(request);
            assertThat(alert.path("again").asInt()).isEqualTo(1);
            assertThat(alert.has("heldBack")).as("round " + i).isEqualTo(i >= 3);
            assertThat(isDueLater(alert)).isEqualTo(i >= 3);
            officer.post(
                            "/api/v1/alerts/" + alert.path("id").asText() + "/acknowledge",
                            "application/json",
                            new byte[0],
                            "")
                    .expect(204);
        }
        assertThat(open("answer-reminder", request.toString())).isZero();
    }

    @Test // UC-08/1c, THREAT-108: two hundred urgent requests do not ring two hundred times
    void aFloodOfUrgentRequestsCallsOnceForAll() throws Exception {
        rows().sql("update alert set acknowledged = now(), acknowledged_by = 'another test' where cause like 'flood-%'")
                .update();
        PlayedPartner flooding = another("us-flooding", "US");
        flooding.accepts();
        List<String> requests = new java.util.ArrayList<>();
        for (int i = 0; i < 14; i++) {
            requests.add(IncomingRequest.from(flooding, partnersPort()));
            officer.awaitRequest(requests.getLast(), "ACKNOWLEDGED");
        }
        List<JsonNode> urgent = alerts("urgent-request").stream()
                .filter(alert -> requests.contains(alert.path("subject").asText()))
                .toList();
        assertThat(urgent).as("each is on the page").hasSize(14);
        List<JsonNode> held =
                urgent.stream().filter(alert -> alert.has("heldBack")).toList();
        assertThat(held).hasSize(2).allMatch(ImpatientPartnerTest::isDueLater);
        List<JsonNode> many = alerts("many-alerts").stream()
                .filter(alert -> alert.path("subject").asText().equals("us-flooding: urgent-request"))
                .toList();
        assertThat(many).as("one for all of this partner's").hasSize(1);
        assertThat(many.getFirst().path("again").asInt()).isEqualTo(1);

        MessageId emergency = flooding.newId();
        flooding.send(
                partnersPort(),
                IncomingRequest.content(
                        new String(OfficersClient.example(OfficersClient.SUBMISSION), StandardCharsets.UTF_8)
                                .replace("<level>URGENT</level>", "<level>EMERGENCY</level>")
                                .getBytes(StandardCharsets.UTF_8)),
                emergency);
        officer.awaitRequest(emergency.toString(), "ACKNOWLEDGED");
        assertThat(alerts("urgent-request"))
                .filteredOn(alert -> alert.path("subject").asText().equals(emergency.toString()))
                .as("an emergency does not wait behind what is urgent")
                .singleElement()
                .matches(alert -> !alert.has("heldBack"));

        String one = held.getFirst().path("id").asText();
        isDueNow(one);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rows().sql("select due > now() + interval '5 minutes' from outbox where subject = ?")
                        .param(one)
                        .query(Boolean.class)
                        .single());
        assertThat(called(one)).as("while the partner's alert is open").isZero();
        officer.post(
                        "/api/v1/alerts/" + many.getFirst().path("id").asText() + "/acknowledge",
                        "application/json",
                        new byte[0],
                        "")
                .expect(204);
        isDueNow(one);
        Awaitility.await().atMost(PATIENCE).until(() -> called(one) > 0);
    }

    /** The time until which it was held back is over. */
    private static void isDueNow(String alert) {
        rows().sql("update alert set held_back = now() where id = ?::uuid and held_back is not null")
                .param(alert)
                .update();
        rows().sql("update outbox set due = now() where subject = ?")
                .param(alert)
                .update();
    }

    private static int called(String alert) {
        return rows().sql("select called from alert where id = ?::uuid")
                .param(alert)
                .query(Integer.class)
                .single();
    }

    private List<JsonNode> alerts(String cause) {
        List<JsonNode> found = new java.util.ArrayList<>();
        officer.get("/api/v1/alerts?limit=200")
                .expect(200)
                .json()
                .path("alerts")
                .forEach(found::add);
        return found.stream()
                .filter(alert -> alert.path("cause").asText().equals(cause))
                .toList();
    }

    private JsonNode reminding(MessageId request) {
        for (JsonNode alert :
                officer.get("/api/v1/alerts?limit=200").expect(200).json().path("alerts")) {
            if (alert.path("cause").asText().equals("answer-reminder")
                    && alert.path("subject").asText().equals(request.toString())) {
                return alert;
            }
        }
        throw new AssertionError("no alert of a reminder of " + request);
    }

    /** Later than any pause between two calls. */
    private static boolean isDueLater(JsonNode alert) {
        return rows().sql("select due > now() + interval '40 minutes' from outbox where subject = ?")
                .param(alert.path("id").asText())
                .query(Boolean.class)
                .single();
    }

    @Test
    void rejectionsOfMessagesThatWereNeverSentCallOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            MessageId never = new MessageId(UUID.randomUUID(), new org.comity.partners.AgencyId(AGENCY));
            MessageId rejection = them().newId();
            them().send(partnersPort(), new Rejection(never, List.of(finding())), rejection);
            awaitProcessed(rejection);
        }
        assertThat(open("message-rejected", PARTNER)).isEqualTo(1);
    }

    @Test
    void theAlertThatSomebodyWasToldOfIsFoundBehindAnyNumberOfOthers() {
        UUID first = raised("flood-first", 0);
        for (int i = 1; i <= 500; i++) {
            raised("flood-" + i, i);
        }
        UUID last = raised("flood-last", 501);
        List<String> listed = new java.util.ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            JsonNode page = officer.get("/api/v1/alerts?limit=200" + next.get())
                    .expect(200)
                    .json();
            listed.addAll(page.path("alerts").findValuesAsText("id"));
            next = Optional.of(page.path("next").asText())
                    .filter(cursor -> !cursor.isEmpty())
                    .map(cursor -> "&cursor=" + cursor);
        }
        assertThat(listed.getFirst()).as("newest first").isEqualTo(last.toString());
        assertThat(listed)
                .as("page by page all, each once")
                .doesNotHaveDuplicates()
                .contains(first.toString());
        assertThat(officer.get("/api/v1/alerts").json().path("alerts")).hasSize(50);
        assertThat(officer.get("/api/v1/alerts?cursor=forged").expect(400).codes())
                .containsExactly("E-DSK-12");
        officer.get("/api/v1/alerts?limit=201").expect(400);
        for (UUID told : List.of(first, last)) {
            officer.post("/api/v1/alerts/" + told + "/acknowledge", "application/json", new byte[0], "")
                    .expect(204);
        }
        assertThat(open("flood-first", "x")).isZero();
        assertThat(open("flood-last", "x")).isZero();
    }

    private static Rejection.Finding finding() {
        return new Rejection.Finding("E-LAW-01", "LAW-01", "/message", "It is not there.");
    }

    private static UUID raised(String cause, int second) {
        UUID id = UUID.randomUUID();
        rows().sql(
                        "insert into alert (id, agency, cause, subject, raised) values (?, ?, ?, 'x', now() + ? * interval '1 second')")
                .params(id, AGENCY, cause, second)
                .update();
        return id;
    }

    private static void awaitProcessed(MessageId message) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rows().sql("select state from message where id = ?")
                        .param(message.toString())
                        .query(String.class)
                        .list()
                        .equals(List.of("PROCESSED")));
    }

    private static int open(String cause, String subject) {
        return rows().sql("select count(*) from alert where cause = ? and subject = ? and acknowledged is null")
                .params(cause, subject)
                .query(Integer.class)
                .single();
    }
}
