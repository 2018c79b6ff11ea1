package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-24: from the 24/7 contact point to the central authority, by REST. */
class HandOverTest extends RunningGateway {
    private static final String WHY = "The data are held; what follows is yours.";

    private OfficersClient point;
    private OfficersClient central;
    private OfficersClient approver;
    private String request;

    @BeforeEach
    void theContactPointHasARequest() {
        them().accepts();
        point = person(POINT, Role.OFFICER);
        approver = person(POINT, Role.APPROVER);
        central = person(CENTRAL, Role.OFFICER);
        request = point.post(
                        "/api/v1/requests",
                        "application/xml",
                        example("preservation-request.xml").getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        approver.approve(request, request);
        point.awaitDelivery(request, request, "DELIVERED");
    }

    @Test // UC-24/1 to 24/3, THREAT-91, THREAT-92
    void itGoesOverWithEverythingWhenAPersonTakesItOver() {
        central.get(path("")).expect(404);
        offer(point, CENTRAL, WHY).expect(200);

        JsonNode seen = central.file(request);
        assertThat(seen.at("/handOver/from").asText()).isEqualTo(POINT);
        assertThat(seen.at("/handOver/why").asText()).isEqualTo(WHY);
        assertThat(seen.at("/tasks/0/kind").asText()).isEqualTo("HAND_OVER");
        assertThat(seen.at("/tasks/0/due").asText()).as("a policy target").isNotEmpty();
        assertThat(listed(central)).isTrue();
        assertThat(tasks(central)).contains("HAND_OVER");
        assertThat(tasks(point)).contains("HAND_OVER");

        // both read it, and only the unit in charge works on it
        central.get(path("/messages/" + request + "/document")).expect(200);
        central.move(request, "withdrawal", Map.of("reason", "Not needed.")).expect(404);
        assertThat(point.file(request).at("/request/unit").asText()).isEqualTo(POINT);

        take(point).expect(409);
        take(person(CENTRAL, Role.APPROVER)).expect(403);
        take(central).expect(200);
        take(central).expect(409);

        point.get(path("")).expect(404);
        assertThat(listed(point)).isFalse();
        JsonNode taken = central.file(request);
        assertThat(taken.at("/request/unit").asText()).isEqualTo(CENTRAL);
        assertThat(taken.has("handOver")).isFalse();
        assertThat(taken.at("/tasks/0/doneBy").asText()).isEqualTo(central.name);
        assertThat(taken.path("timeline").findValuesAsText("event"))
                .contains("hand-over.offered", "task.opened", "hand-over.taken", "task.done");
        assertThat(unitsOf(request)).as("every row of the matter").containsOnly(CENTRAL);
        central.move(request, "withdrawal", Map.of("reason", "Not needed.")).expect(200);
    }

    @Test // UC-24/3: of two who take it over at the same moment one does
    void itIsTakenOverOnce() throws Exception {
        String second = submittedIn(point.file(request).at("/request/matter").asText());
        offer(point, CENTRAL, WHY).expect(200);
        OfficersClient other = person(CENTRAL, Role.OFFICER);
        try (var both = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var one = both.submit(() -> take(central).status());
            var two = both.submit(() -> other.call("POST", "/api/v1/requests/" + second + "/hand-over/take")
                    .status());
            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(unitsOf(second)).containsOnly(CENTRAL);
    }

    @Test // UC-24/4: it stays where it was
    void itIsGivenBackWithAReason() {
        offer(point, CENTRAL, WHY).expect(200);
        assertThat(give(central, "").expect(422).codes()).containsExactly("E-DSK-13");
        give(central, "Not a matter for mutual assistance.").expect(200);

        central.get(path("")).expect(404);
        JsonNode file = point.file(request);
        assertThat(file.at("/request/unit").asText()).isEqualTo(POINT);
        assertThat(file.at("/tasks/0/needed").asBoolean()).isFalse();
        assertThat(file.at("/tasks/0/said").asText()).isEqualTo("Not a matter for mutual assistance.");
        assertThat(file.path("timeline").findValuesAsText("event")).contains("hand-over.returned");

        offer(point, CENTRAL, WHY).expect(200);
        give(point, "Sent to the wrong desk.").expect(200);
        assertThat(point.file(request).path("timeline").findValuesAsText("event"))
                .contains("hand-over.called-off");
        take(central).expect(404);
    }

    @Test // UC-26/1c, UC-24/1e, THREAT-91: what only its log knows of is found, and goes over as every matter does
    void aMatterInWhichNobodyWasAskedIsFoundAndGoesOver() {
        Map<String, Object> access = access("Posts of the user zorro77");
        String matter = logged(access, "Threats in 100%_of a forum");
        rows().sql("update request set case_reference = 'Case 77-04' where id = ?")
                .param(request)
                .update();
        assertThat(matters(point, "?part=77-04"))
                .as("by the case number of one of its requests")
                .containsExactly(point.file(request).at("/request/matter").asText());
        for (String part : List.of(matter, "100%25_of", "ZORRO77")) {
            assertThat(matters(point, "?part=" + part)).contains(matter);
        }
        assertThat(matters(point, "?part=1000_of")).doesNotContain(matter);
        assertThat(matters(point, "?alone=true"))
                .contains(matter)
                .doesNotContain(point.file(request).at("/request/matter").asText());
        assertThat(matters(central, "")).doesNotContain(matter);

        String path = "/api/v1/matters/" + matter + "/hand-over";
        byte[] offer = OfficersClient.json(Map.of("unit", CENTRAL, "why", WHY));
        post(approver, path, offer).expect(403);
        post(central, path, offer).expect(404);
        post(point, path, offer).expect(200);
        post(point, path, offer).expect(409);
        assertThat(matters(central, "?alone=true")).contains(matter);
        assertThat(daysUntilSomebodyIsCalledAbout(matter))
                .as("no request is there to carry a clock")
                .containsExactly(3L);
        assertThat(central.get("/api/v1/matters/" + matter + "/accesses")
                        .expect(200)
                        .json()
                        .path("accesses"))
                .hasSize(1);
        post(central, path + "/return", OfficersClient.json(Map.of("reason", "Ask the provider first.")))
                .expect(200);
        assertThat(daysUntilSomebodyIsCalledAbout(matter)).isEmpty();
        assertThat(matters(central, "")).doesNotContain(matter);

        post(point, path, offer).expect(200);
        post(point, path + "/take", new byte[0]).expect(409);
        post(central, path + "/take", new byte[0]).expect(200);
        post(central, path + "/take", new byte[0]).expect(409);
        assertThat(matters(point, "")).doesNotContain(matter);
        assertThat(matters(central, "?part=zorro77")).contains(matter);
        assertThat(rows().sql(
                                "select event from journal_leaf where event like 'hand-over.%' and unit = ? and request is null")
                        .param(CENTRAL)
                        .query(String.class)
                        .list())
                .contains("hand-over.taken");
    }

    @Test // UC-24/1e, UC-08/3f: whoever asks somebody in the matter since leaves nobody called for ever
    void whatWasOfferedBeforeAnybodyWasAskedIsTakenFromAFileOfOneOfItsRequests() {
        for (boolean taken : List.of(false, true)) {
            String matter = logged(access("Posts of the user quill"), "Threats in a forum");
            byte[] offer = OfficersClient.json(Map.of("unit", CENTRAL, "why", WHY));
            post(point, "/api/v1/matters/" + matter + "/hand-over", offer).expect(200);
            assertThat(daysUntilSomebodyIsCalledAbout(matter)).containsExactly(3L);
            request = submittedIn(matter);
            (taken ? take(central) : give(central, "Not ours.")).expect(200);
            assertThat(daysUntilSomebodyIsCalledAbout(matter)).isEmpty();
        }
    }

    @Test // THREAT-92, UC-08: its number is for those who may read the matter, whoever is called
    void aDutyOfficerOfAnotherUnitHearsOfAMatterByItsIdAlone() {
        String matter = logged(access("Posts of the user rhubarb"), "Threats in a forum");
        post(
                        point,
                        "/api/v1/matters/" + matter + "/hand-over",
                        OfficersClient.json(Map.of("unit", CENTRAL, "why", WHY)))
                .expect(200);
        OfficersClient duty = person("elsewhere", Role.OFFICER);
        assertThat(alertsOnDuty(duty).toString()).contains("matter-offered").doesNotContain(matter);
        assertThat(alertsOnDuty(central).findValuesAsText("reference")).contains(matter);
        assertThat(alerts(person("elsewhere", Role.SUPERVISOR)).findValuesAsText("reference"))
                .contains(matter);
    }

    private static JsonNode alerts(OfficersClient who) {
        return who.get("/api/v1/alerts?limit=200").expect(200).json();
    }

    private static JsonNode alertsOnDuty(OfficersClient who) {
        String rank = "update person set email = 'duty@npa.example', duty_rank = ? where name = ?";
        rows().sql(rank).params(1, who.name).update();
        JsonNode seen = alerts(who);
        rows().sql(rank).params(null, who.name).update();
        return seen;
    }

    private static Map<String, Object> access(String data) {
        return Map.of(
                "basis", "PUBLIC",
                "data", data,
                "source", "https://forum.example/u/1",
                "at", "2026-01-20T09:30:00Z",
                "accessedBy", "Sato Hanako",
                "state", "US");
    }

    private String logged(Map<String, Object> access, String title) {
        return point.post(
                        "/api/v1/accesses",
                        "application/json",
                        OfficersClient.json(Map.of("title", title, "access", access)),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("matter")
                .asText();
    }

    private static List<String> matters(OfficersClient who, String query) {
        return who.get("/api/v1/matters" + query)
                .expect(200)
                .json()
                .path("matters")
                .findValuesAsText("reference");
    }

    private static OfficersClient.Answer post(OfficersClient who, String path, byte[] body) {
        return body.length == 0
                ? who.call("POST", path)
                : who.post(path, "application/json", body, OfficersClient.newKey());
    }

    @Test // UC-24/1a to 24/1d
    void nobodyHandsItToWhereNobodyIs() {
        offer(point, "nowhere", WHY).expect(404);
        offer(point, POINT, WHY).expect(404);
        offer(point, CENTRAL, " ").expect(422);
        offer(person("elsewhere", Role.OFFICER), CENTRAL, WHY).expect(404);
        offer(approver, CENTRAL, WHY).expect(403);
        take(point).expect(409);

        List<org.comity.people.Person> there = people().all().stream()
                .filter(person -> person.unit().value().equals(CENTRAL))
                .toList();
        there.forEach(person -> people().save(person.disable()));
        assertThat(offer(point, CENTRAL, WHY).expect(409).codes()).containsExactly("E-DSK-33");
        there.forEach(people()::save);

        offer(point, CENTRAL, WHY).expect(200);
        offer(point, CENTRAL, WHY).expect(409);
    }

    @Test // UC-24/3a: only its own act ends it
    void theTaskIsNotTickedOff() {
        offer(point, CENTRAL, WHY).expect(200);
        String href = point.file(request).at("/tasks/0/href").asText();
        for (String end : List.of("/done", "/not-needed")) {
            point.post(href + end, "application/json", OfficersClient.json(Map.of("said", "Done.")), "")
                    .expect(409);
        }
    }

    private OfficersClient.Answer offer(OfficersClient who, String unit, String why) {
        return who.post(
                path("/hand-over"), "application/json", OfficersClient.json(Map.of("unit", unit, "why", why)), "");
    }

    private OfficersClient.Answer take(OfficersClient who) {
        return who.call("POST", path("/hand-over/take"));
    }

    private OfficersClient.Answer give(OfficersClient who, String reason) {
        return who.post(
                path("/hand-over/return"), "application/json", OfficersClient.json(Map.of("reason", reason)), "");
    }

    private String submittedIn(String matter) {
        return point.post(
                        "/api/v1/requests",
                        "application/xml",
                        example("preservation-request.xml")
                                .replace(" to=\"", " matter=\"" + matter + "\" to=\"")
                                .getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private String path(String rest) {
        return "/api/v1/requests/" + request + rest;
    }

    private boolean listed(OfficersClient who) {
        return who.get("/api/v1/requests?limit=200").expect(200).text().contains(request);
    }

    private static List<String> tasks(OfficersClient who) {
        return who.get("/api/v1/tasks").expect(200).json().path("tasks").findValuesAsText("kind");
    }

    /** Every table with a unit and a matter, but the journal, which stays as it was. */
    private static List<String> unitsOf(String request) {
        List<String> tables = rows().sql("""
                        select u.table_name from information_schema.columns u
                        join information_schema.columns m on m.table_name = u.table_name and m.column_name = 'matter'
                        where u.column_name = 'unit' and u.table_schema = 'public' and m.table_schema = 'public'
                            and u.table_name <> 'journal_leaf'""").query(String.class).list();
        assertThat(tables)
                .as("each of these is moved; a new one has to be named in HandOverRows")
                .containsExactlyInAnyOrder(
                        "request",
                        "request_link",
                        "operation",
                        "operation_request",
                        "operation_left_out",
                        "message",
                        "by_hand",
                        "hold",
                        "deadline",
                        "task",
                        "parked");
        return tables.stream()
                .flatMap(table -> rows()
                        .sql(
                                "select t.unit from " + table
                                        + " t where t.matter = (select matter from request where id = ?) and t.unit is not null")
                        .param(request)
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private static List<Long> daysUntilSomebodyIsCalledAbout(String matter) {
        return rows().sql("""
                        select round(extract(epoch from o.due - a.raised) / 86400) from alert a join outbox o on o.subject = a.id::text
                        join matter m on m.id::text = a.subject where a.cause = 'matter-offered' and m.reference = ? and a.acknowledged is null""").param(matter).query(Long.class).list();
    }
}
