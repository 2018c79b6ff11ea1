package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.comity.desk.api.Dialogue.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** UC-26: what our own people accessed abroad without a request is an entry of the matter's log (PUB-32, ETS185/32). */
class AccessesOverHttpTest extends RunningGateway {
    private static final Map<String, String> CONSENT = Map.of(
            "person", "Jane Doe",
            "authority", "Holder of the account",
            "voluntary", "Told that she may refuse",
            "evidence", "Signed form, file 2026-113");

    private Dialogue we;
    private String path;

    @BeforeEach
    void twoPersonsAndAMatter() {
        we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        path = "/api/v1/matters/"
                + we.officer.file(request).at("/request/matter").asText() + "/accesses";
    }

    @Test // UC-26/1 to 26/3: once, by whoever may, and readable by whoever reads the matter
    void anAccessWithConsentIsLogged() {
        Map<String, Object> said = said("CONSENT", "US");
        said.put("consent", CONSENT);
        String key = OfficersClient.newKey();
        String id = log(we.officer, said, key).expect(201).json().path("id").asText();
        assertThat(log(we.officer, said, key).expect(201).json().path("id").asText())
                .isEqualTo(id);

        JsonNode entry = entries(we.approver).get(0);
        assertThat(entries(we.approver)).hasSize(1);
        assertThat(entry.path("id").asText()).isEqualTo(id);
        assertThat(entry.path("citation").asText()).isEqualTo("ETS185/32/b");
        assertThat(entry.at("/consent/evidence").asText()).isEqualTo("Signed form, file 2026-113");
        assertThat(entry.path("party").asBoolean())
                .as("ETS 185 binds Japan and the United States")
                .isTrue();
        assertThat(entry.path("recordedBy").asText()).isEqualTo(we.officer.name);

        log(we.approver, said, OfficersClient.newKey()).expect(403);
        log(person("other", Role.OFFICER), said, OfficersClient.newKey()).expect(404);
        person("other", Role.OFFICER).get(path).expect(404);
        person(OTHER_AGENCY, "intake", Role.SUPERVISOR).get(path).expect(404);
    }

    @Test // UC-26/1, THREAT-28, THREAT-91: what was seen, or the consent, stays with the entry; who opens it stands in
    // the journal
    void anEntryCarriesItsProof() {
        Map<String, Object> said = said("PUBLIC", "US");
        byte[] picture = "a picture".getBytes(StandardCharsets.UTF_8);
        String key = OfficersClient.newKey();
        String id = withProof(said, key, picture).expect(201).json().path("id").asText();
        assertThat(withProof(said, key, picture).expect(201).json().path("id").asText())
                .isEqualTo(id);
        assertThat(withProof(said, key, new byte[] {1}).expect(422).codes()).containsExactly("E-DSK-05");
        assertThat(withProof(said, OfficersClient.newKey(), new byte[0])
                        .expect(422)
                        .json()
                        .path("problems")
                        .findValuesAsText("where"))
                .containsExactly("access/scan");

        JsonNode scan = entries(we.approver).get(0).path("scan");
        assertThat(scan.path("name").asText()).isEqualTo("seen.png");
        String href = scan.path("href").asText();
        OfficersClient.Answer opened = we.approver.get(href).expect(200);
        assertThat(opened.text()).isEqualTo("a picture");
        person("other", Role.OFFICER).get(href).expect(404);
        we.officer.get(href.replace(id, java.util.UUID.randomUUID().toString())).expect(404);
        assertThat(rows().sql("select actor from journal_leaf where event = 'scan.read' and detail->>'access' = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly(we.approver.name);
        assertThat(rows().sql(
                                "select detail->>'scan' from journal_leaf where event = 'access.recorded' and detail->>'access' = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo(scan.path("sha256").asText());
    }

    private OfficersClient.Answer withProof(Map<String, Object> said, String key, byte[] proof) {
        return we.officer.multipart(
                path,
                key,
                new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(said)),
                new OfficersClient.PartOf("scan", "seen.png", "image/png", proof));
    }

    @Test // UC-26/1b: all at once, once, and the matter is the unit's
    void aMatterIsOpenedWithItsFirstAccess() {
        Map<String, Object> said = said("PUBLIC", "JP");
        JsonNode problems = opened(we.officer, Map.of("title", " ", "access", said), OfficersClient.newKey())
                .expect(422)
                .json()
                .path("problems");
        assertThat(problems.findValuesAsText("where")).containsExactly("title", "access/state");
        said.put("state", "US");
        Map<String, Object> body = Map.of("title", "Threats in a forum", "access", said);
        String key = OfficersClient.newKey();
        String href =
                opened(we.officer, body, key).expect(201).json().path("href").asText();
        assertThat(opened(we.officer, body, key).expect(201).json().path("href").asText())
                .isEqualTo(href);
        assertThat(we.approver.get(href).expect(200).json().path("accesses")).hasSize(1);
        person("other", Role.OFFICER).get(href).expect(404);
        opened(we.approver, body, OfficersClient.newKey()).expect(403);
    }

    @Test // UC-26: ETS185/32 is of what lies in another State
    void anAccessInOurOwnStateIsNoneOfThisLog() {
        JsonNode problems = log(we.officer, said("PUBLIC", "JP"), OfficersClient.newKey())
                .expect(422)
                .json()
                .path("problems");
        assertThat(problems.findValuesAsText("where")).containsExactly("access/state");
        assertThat(problems.findValuesAsText("code")).containsExactly("E-CSW-26");
    }

    @Test // UC-26/2a: all at once, what the law asks and what cannot be
    void whatIsMissingIsSaidAtOnce() {
        Map<String, Object> said = said("CONSENT", "USA");
        said.put("data", " ");
        said.put("at", "2999-01-01T00:00:00Z");
        JsonNode problems = log(we.officer, said, OfficersClient.newKey())
                .expect(422)
                .json()
                .path("problems");
        assertThat(problems.findValuesAsText("where"))
                .containsExactlyInAnyOrder(
                        "access/data",
                        "access/consent/person",
                        "access/consent/authority",
                        "access/consent/voluntary",
                        "access/consent/evidence",
                        "access/at",
                        "access/state");
        assertThat(problems.findValuesAsText("rule")).contains("ETS185/32", "ETS185/32/b");
        assertThat(entries(we.officer)).isEmpty();
    }

    @Test // UC-26/2b: what happened is logged, and marked
    void consentInAStateThatIsNoPartyIsMarked() {
        Map<String, Object> said = said("CONSENT", "AQ");
        said.put("consent", CONSENT);
        log(we.officer, said, OfficersClient.newKey()).expect(201);
        assertThat(entries(we.officer).get(0).path("party").asBoolean(true)).isFalse();
    }

    @Test // UC-26/3a: a further entry, once; the database itself changes none
    void aCorrectionIsAFurtherEntry() {
        String first = log(we.officer, said("PUBLIC", ""), OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        Map<String, Object> better = said("PUBLIC", "DE");
        better.put("corrects", first);
        assertThat(log(we.officer, better, OfficersClient.newKey()).expect(422).codes())
                .containsExactly("E-DSK-13");
        better.put("why", "The server stood in Germany.");
        String second = log(we.officer, better, OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        log(we.officer, better, OfficersClient.newKey()).expect(409);

        JsonNode old = entries(we.officer).get(0);
        assertThat(old.path("correctedBy").asText()).isEqualTo(second);
        assertThat(old.has("state")).isFalse();
        assertThat(entries(we.officer).get(1).path("corrects").asText()).isEqualTo(first);
        assertThat(rows().sql(
                                "select detail::text from journal_leaf where event = 'access.recorded' and detail->>'access' = ?")
                        .param(second)
                        .query(String.class)
                        .single())
                .as("the journal holds a digest and no content")
                .contains("sha256", first)
                .doesNotContain("Germany", "forum");
    }

    @Test // UC-26/3a, THREAT-114
    void theWorkingRoleCannotChangeAnEntry() {
        log(we.officer, said("PUBLIC", ""), OfficersClient.newKey()).expect(201);
        assertThatThrownBy(
                        () -> rows().sql("update own_access set data = 'else'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> rows().sql("delete from own_access").update()).isInstanceOf(DataAccessException.class);
    }

    private static Map<String, Object> said(String basis, String state) {
        return new HashMap<>(Map.of(
                "basis",
                basis,
                "data",
                "Posts of the user between 1 and 3 October",
                "source",
                "https://forum.example/u/1",
                "at",
                "2026-01-20T09:30:00Z",
                "accessedBy",
                "Sato Hanako",
                "state",
                state));
    }

    private OfficersClient.Answer log(OfficersClient who, Map<String, Object> said, String key) {
        said.values().removeIf(""::equals);
        return who.post(path, "application/json", OfficersClient.json(said), key);
    }

    private static OfficersClient.Answer opened(OfficersClient who, Map<String, Object> body, String key) {
        return who.post("/api/v1/accesses", "application/json", OfficersClient.json(body), key);
    }

    private JsonNode entries(OfficersClient who) {
        return who.get(path).expect(200).json().path("accesses");
    }
}
