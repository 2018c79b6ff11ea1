package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UC-11/2: the list, its pages, filters and counts, as a supervisor's program uses them. */
class ListsOverHttpTest extends RunningGateway {
    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void pagesHoldEveryRequestOnce() {
        them();
        OfficersClient officer = person(unit, Role.OFFICER);
        List<String> made = List.of(officer.submitted(), officer.submitted(), officer.submitted());
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    officer.get("/api/v1/requests?limit=1" + cursor).expect(200).json();
            assertThat(page.path("requests")).hasSize(1);
            found.add(page.path("requests").path(0).path("id").asText());
            cursor = "&cursor=" + page.path("next").asText();
        } while (!cursor.equals("&cursor="));
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void filtersAddUp() {
        them();
        OfficersClient officer = person(unit, Role.OFFICER);
        String waiting = officer.submitted();
        String sent = officer.submitted();
        String closed = officer.submitted();
        person(unit, Role.APPROVER).approve(sent, sent);
        officer.move(closed, "set-aside", java.util.Map.of("reason", "Seized.")).expect(200);
        String due =
                officer.awaitDelivery(sent, sent, "DELIVERED").path("created").asText();
        assertThat(due).isNotEmpty();

        assertThat(list(officer, "")).containsExactlyInAnyOrder(waiting, sent);
        assertThat(list(officer, "state=AWAITING_APPROVAL")).containsExactly(waiting);
        assertThat(list(officer, "nextMove=US")).containsExactly(waiting);
        assertThat(list(officer, "nextMove=PARTNER&direction=OUT&partner=" + PARTNER))
                .containsExactly(sent);
        assertThat(list(officer, "direction=IN")).isEmpty();
        assertThat(list(officer, "partner=fr-ocsct")).isEmpty();
        assertThat(list(officer, "dueBefore=" + in(Duration.ofDays(100)))).containsExactly(waiting, sent);
        // what nobody has confirmed to be held is due when somebody telephones, not when an estimate ends
        assertThat(list(officer, "dueBefore=" + in(Duration.ofDays(10)))).containsExactly(waiting, sent);
        assertThat(list(officer, "dueBefore=" + in(Duration.ofMinutes(1)))).isEmpty();
        assertThat(list(officer, "closed=true")).containsExactly(closed);
        String reference = officer.file(sent).path("request").path("reference").asText();
        assertThat(list(officer, "reference=" + reference)).containsExactly(sent);
        assertThat(list(officer, "reference=" + reference.substring(2).toLowerCase(java.util.Locale.ROOT)))
                .as("a part of it")
                .containsExactly(sent);
        assertThat(list(officer, "reference=rANSOMWARE")).as("of the title").contains(sent);
        assertThat(list(officer, "reference=" + reference.replace("-", "_")))
                .as("no wildcard")
                .isEmpty();
        assertThat(list(officer, "reference=%25")).as("no wildcard").isEmpty();
    }

    @Test
    void countsAreOfTheCallersReachAndTellLateFromSoon() {
        them();
        OfficersClient officer = person(unit, Role.OFFICER);
        String late = officer.submitted();
        String soon = officer.submitted();
        String today = officer.submitted();
        due(late, Duration.ofDays(-1));
        due(soon, Duration.ofDays(3));
        due(today, Duration.ofHours(4));

        JsonNode counts = officer.get("/api/v1/requests/counts").expect(200).json();
        assertThat(counts.path("pending").asInt()).isEqualTo(3);
        assertThat(counts.path("overdue").asInt()).isEqualTo(1);
        assertThat(counts.path("dueSoon").asInt()).isEqualTo(2);
        assertThat(officer.get("/api/v1/requests/counts?soonDays=2")
                        .expect(200)
                        .json()
                        .path("dueSoon")
                        .asInt())
                .isEqualTo(1);
        assertThat(person("unit-other", Role.OFFICER)
                        .get("/api/v1/requests/counts")
                        .expect(200)
                        .json()
                        .path("overdue")
                        .asInt())
                .isZero();
        assertThat(person(unit, Role.AUDITOR)
                        .get("/api/v1/requests/counts")
                        .expect(200)
                        .json()
                        .path("pending")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=many",
                "cursor=forged",
                "state=NOWHERE",
                "direction=UP",
                "dueBefore=tomorrow",
                "partner=NOT-AN-ID",
                "closed=perhaps",
                "reference=%00",
                "reference=a%0Ab",
                "refrence=a"
            })
    void aParameterOfAnotherFormIsNamed(String query) { // DSK-12
        OfficersClient.Answer answer =
                person(unit, Role.OFFICER).get("/api/v1/requests?" + query).expect(400);
        assertThat(answer.codes()).containsExactly("E-DSK-12");
        assertThat(answer.json().path("problems").path(0).path("where").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tasks/0b7a1c5e-3f3a-4a53-8a62-3a3f1c9e8d01/done; {\"said\": \"a#\"}; said",
                "messages/x/give-up; {\"reason\": \"a#\"}; reason",
                "hand-over/return; {\"reason\": \"#\"}; reason",
                "calls; {\"other\": {\"person\": \"a#b\", \"organisation\": \"c\"}}; other/person"
            })
    void aTextThatTheDatabaseCannotKeepIsNamed(String call, String body, String where) { // DSK-12
        for (String unstorable : List.of("\\u0000", "\\ud83d")) {
            OfficersClient.Answer answer = person(unit, Role.OFFICER)
                    .post(
                            "/api/v1/requests/jp-npa.x/" + call,
                            "application/json",
                            body.replace("#", unstorable).getBytes(StandardCharsets.UTF_8),
                            "")
                    .expect(400);
            assertThat(answer.codes()).containsExactly("E-DSK-12");
            assertThat(answer.json().path("problems").path(0).path("where").asText())
                    .isEqualTo(where);
        }
    }

    private static List<String> list(OfficersClient officer, String query) {
        List<String> ids = new ArrayList<>();
        officer.get("/api/v1/requests?" + query)
                .expect(200)
                .json()
                .path("requests")
                .forEach(request -> ids.add(request.path("id").asText()));
        return ids;
    }

    private static String in(Duration time) {
        return Clock.systemUTC().instant().plus(time).toString();
    }

    private static void due(String request, Duration from) {
        rows().sql("update request set due = ?::timestamptz where id = ?")
                .params(in(from), request)
                .update();
    }
}
