package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.desk.api.OfficersClient.Answer;
import org.comity.desk.api.OfficersClient.PartOf;
import org.comity.messages.Digest;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/**
 * UC-11: every person against every object by every verb. Who may not know of a thing gets, to the byte, the answer for a thing that
 * does not exist.
 */
class NeedToKnowOverHttpTest extends RunningGateway {
    private static final byte[] FILE = {1, 2, 3};

    /** A request with a document, a receipt and a file; its paths with {@code ID} for its own id. */
    private static final List<String> READING = List.of(
            "/api/v1/requests/ID",
            "/api/v1/requests/ID/messages/ID/document",
            "/api/v1/requests/ID/messages/ID/receipt",
            "/api/v1/requests/ID/messages/ID/attachments/" + Digest.of(FILE).hex());

    private static final Map<String, Map<String, ?>> MOVES = moves();

    @Test
    void whatIsNotYoursIsAnsweredAsWhatDoesNotExist() { // THREAT-91, THREAT-92
        them();
        String request = delivered();
        String nothing = UUID.randomUUID() + "@" + AGENCY;
        Map<OfficersClient, Boolean> persons = persons(request);

        persons.forEach((person, mayKnow) -> {
            for (String path : READING) {
                compare(person, mayKnow, path, person.get(at(path, request)), person.get(at(path, nothing)));
            }
            MOVES.forEach((move, body) ->
                    compare(person, mayKnow, move, person.move(request, move, body), person.move(nothing, move, body)));
            for (String verb : List.of("PUT", "DELETE")) {
                String path = "/api/v1/requests/ID/readers/" + person.name;
                compare(
                        person,
                        mayKnow,
                        verb + path,
                        person.call(verb, at(path, request)),
                        person.call(verb, at(path, nothing)));
            }
            assertThat(lists(person, request)).as("list of %s", person.name).isEqualTo(mayKnow);
        });
    }

    /** On whichever page: the tests before this one left many that are due earlier. */
    private static boolean lists(OfficersClient person, String request) {
        String cursor = "";
        do {
            Answer page = person.get("/api/v1/requests?limit=200" + cursor).expect(200);
            if (page.text().contains(request)) {
                return true;
            }
            cursor = "&cursor=" + page.json().path("next").asText();
        } while (!cursor.equals("&cursor="));
        return false;
    }

    @Test
    void aSupervisorLetsAReaderInAndOutAndTheJournalSaysSo() { // UC-11/2a
        them();
        String request = person("intake", Role.OFFICER).submitted();
        OfficersClient supervisor = person("elsewhere", Role.SUPERVISOR);
        OfficersClient reader = person("elsewhere", Role.OFFICER);
        String path = "/api/v1/requests/" + request + "/readers/" + reader.name;

        reader.get("/api/v1/requests/" + request).expect(404);
        assertThat(person("intake", Role.OFFICER).call("PUT", path).expect(403).codes())
                .containsExactly("E-DSK-03");
        supervisor.call("PUT", path).expect(204);
        reader.get("/api/v1/requests/" + request).expect(200);
        supervisor.call("DELETE", path).expect(204);
        reader.get("/api/v1/requests/" + request).expect(404);
        assertThat(supervisor.file(request).path("timeline").findValuesAsText("event"))
                .contains("matter.reader-admitted", "matter.reader-dismissed");
        String stranger = person(OTHER_AGENCY, "intake", Role.OFFICER).name;
        supervisor
                .call("PUT", "/api/v1/requests/" + request + "/readers/" + stranger)
                .expect(404);
    }

    @Test
    void readingIsJournalledBeforeContentIsGivenOut() { // UC-11/3, THREAT-92
        them();
        String request = delivered();
        OfficersClient officer = person("intake", Role.OFFICER);
        READING.forEach(path -> officer.get(at(path, request)).expect(200));

        List<String> read = rows().sql("select event from journal_leaf where request = ? and actor = ? order by id")
                .params(request, officer.name)
                .query(String.class)
                .list();
        assertThat(read).containsExactly("document.read", "receipt.read", "attachment.read");
        person("elsewhere", Role.OFFICER).get(at(READING.get(1), request)).expect(404);
        person("intake", Role.AUDITOR).get(at(READING.get(1), request)).expect(404);
    }

    @Test
    void aMessageIsReadThroughItsOwnRequestOnly() { // THREAT-92
        them();
        OfficersClient officer = person("intake", Role.OFFICER);
        String one = officer.submitted();
        String other = officer.submitted();
        officer.get("/api/v1/requests/" + one + "/messages/" + other + "/document")
                .expect(404);
        officer.get("/api/v1/requests/" + one + "/messages/not-an-id/document").expect(404);
    }

    @Test
    void parkedRowsAlertsAndTokensAreTheirPersonsOwn() { // THREAT-91
        OfficersClient officer = person("intake", Role.OFFICER);
        OfficersClient other = person("intake", Role.OFFICER);
        String token = officer.get("/api/v1/tokens")
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asText();
        String nothing = UUID.randomUUID().toString();
        compare(
                other,
                false,
                "token",
                other.call("DELETE", "/api/v1/tokens/" + token),
                other.call("DELETE", "/api/v1/tokens/" + nothing));
        officer.get("/api/v1/tokens").expect(200);
        for (String path : List.of("/api/v1/parked/x/unpark", "/api/v1/alerts/" + nothing + "/acknowledge")) {
            assertThat(officer.call("POST", path).expect(404).codes()).containsExactly("E-DSK-01");
        }
    }

    private static void compare(OfficersClient person, boolean mayKnow, String what, Answer real, Answer nothing) {
        if (mayKnow) {
            assertThat(real.status())
                    .as("%s by %s: %s", what, person.name, real.text())
                    .isNotEqualTo(404);
            return;
        }
        assertThat(real.status()).as("%s by %s", what, person.name).isEqualTo(nothing.status());
        assertThat(withoutPath(real)).as("%s by %s", what, person.name).isEqualTo(withoutPath(nothing));
        assertThat(OpenApi.names(real.json())).isEqualTo(OpenApi.names(nothing.json()));
        assertThat(real.headers().map().keySet())
                .isEqualTo(nothing.headers().map().keySet());
    }

    private static String withoutPath(Answer answer) {
        return answer.text().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    /** Each kind of person, and whether need-to-know lets it know of the request. */
    private Map<OfficersClient, Boolean> persons(String request) {
        Map<OfficersClient, Boolean> persons = new LinkedHashMap<>();
        persons.put(person("intake", Role.OFFICER), true);
        persons.put(person("intake", Role.APPROVER), true);
        persons.put(person("elsewhere", Role.SUPERVISOR), true);
        persons.put(person("intake", Role.ADMINISTRATOR), false);
        persons.put(person("intake", Role.AUDITOR), false);
        persons.put(person("elsewhere", Role.OFFICER), false);
        persons.put(person("elsewhere", Role.APPROVER), false);
        persons.put(person(OTHER_AGENCY, "intake", Role.OFFICER, Role.APPROVER, Role.SUPERVISOR), false);
        OfficersClient reader = person("elsewhere", Role.OFFICER);
        person("elsewhere", Role.SUPERVISOR)
                .call("PUT", "/api/v1/requests/" + request + "/readers/" + reader.name)
                .expect(204);
        persons.put(reader, true);
        return persons;
    }

    private String delivered() {
        OfficersClient officer = person("intake", Role.OFFICER);
        String request = officer.multipart(
                        "/api/v1/requests",
                        OfficersClient.newKey(),
                        new PartOf(
                                "submission",
                                "s.xml",
                                "application/xml",
                                OfficersClient.example(OfficersClient.SUBMISSION)),
                        new PartOf("attachment", "note.txt", "text/plain", FILE))
                .expect(201)
                .json()
                .path("id")
                .asText();
        person("intake", Role.APPROVER).approve(request, request);
        officer.awaitDelivery(request, request, "DELIVERED");
        return request;
    }

    private static String at(String path, String id) {
        return path.replace("ID", id);
    }

    private static Map<String, Map<String, ?>> moves() {
        String id = UUID.randomUUID() + "@us-example-poc";
        Map<String, Map<String, ?>> all = new LinkedHashMap<>();
        all.put("approve", Map.of("sha256", Digest.of(FILE).hex()));
        all.put("discard", Map.of("reason", "Seized."));
        all.put("take-up", Map.of());
        all.put("set-aside", Map.of("reason", "Seized."));
        all.put("decision", Map.of("accepted", true));
        all.put("preserved", Map.of("from", "2026-11-25T09:00:00Z", "until", "2096-02-23T09:00:00Z"));
        all.put("question", Map.of("text", "Which account?"));
        all.put("answer", Map.of("question", id, "text", "The second."));
        all.put("risk-notice", Map.of("reason", "They would hear of it."));
        all.put("withdrawal", Map.of("reason", "Seized meanwhile."));
        return all;
    }
}
