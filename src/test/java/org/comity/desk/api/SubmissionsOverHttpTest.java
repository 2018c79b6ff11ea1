package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.OfficersClient.SUBMISSION;
import static org.comity.desk.api.OfficersClient.example;
import static org.comity.desk.api.OfficersClient.newKey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.comity.casework.Accounts;
import org.comity.desk.api.OfficersClient.Answer;
import org.comity.desk.api.OfficersClient.PartOf;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.Role;
import org.comity.people.TokenSecret;
import org.comity.problems.Checked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UC-01/1 to 5: handing in a request over the officers' port. */
class SubmissionsOverHttpTest extends RunningGateway {
    private static final String REQUESTS = "/api/v1/requests";

    private OfficersClient officer;

    @BeforeEach
    void anOfficer() {
        them();
        officer = person("intake", Role.OFFICER);
    }

    @Test
    void xmlAndJsonOfTheSameShapeAreTheSameRequest() { // UC-01/1
        String xml = officer.submitted();
        String json = officer.submit("examples/preservation-request.json")
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(content(json)).isEqualTo(content(xml)).contains("<facts>On 14 November 2026");
        assertThat(officer.file(xml).path("request").path("state").asText()).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void theAnswerNamesThePathOfTheFile() {
        Answer answer = officer.submit(SUBMISSION).expect(201);
        String path = answer.headers().firstValue("Location").orElse("");
        assertThat(path).isEqualTo(answer.json().path("href").asText());
        officer.get(path).expect(200);
    }

    @Test // LAW-58: whatever else it builds on, and that it builds on no hold can be said
    void aRequestForStoredDataSaysWhichHoldItFollowsOrThatThereIsNone() {
        String copy = Dialogue.example("kinds/mla-31.xml")
                .replace("relation=\"PRESERVATION\"", "relation=\"EARLIER_REQUEST\"");
        assertThat(handIn(copy).expect(422).json().path("problems").findValuesAsText("where"))
                .containsExactly("assistanceRequest/link");
        String none = copy.replace("</link>", "</link><noPreservation>true</noPreservation>");
        String id = handIn(none).expect(201).json().path("id").asText();
        assertThat(officer.get(REQUESTS + "/" + id + "/messages/" + id + "/document")
                        .expect(200)
                        .text())
                .contains("<noPreservation>true</noPreservation>");
    }

    @Test // LAW-75
    void anExtensionIsNoPreservationOfItsOwn() {
        String extension = Dialogue.example("kinds/pres-29x.xml");
        assertThat(handIn(extension.replace("<preservationRequest ", "<preservationRequest kind=\"PRES-29\" "))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-20");
        handIn(extension.replace("<preservationRequest ", "<preservationRequest kind=\"PRES-29X\" "))
                .expect(201);
        // under the UN convention, which binds nobody yet
        assertThat(handIn(extension.replace("<preservationRequest ", "<preservationRequest kind=\"UN-42\" "))
                        .expect(422)
                        .codes())
                .containsExactlyInAnyOrder("E-LAW-14", "E-LAW-20");
        assertThat(handIn(extension.replace("<preservationRequest ", "<preservationRequest kind=\"UN-42X\" "))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-14");
    }

    private Answer handIn(String xml) {
        return officer.post(REQUESTS, "application/xml", xml.getBytes(StandardCharsets.UTF_8), newKey());
    }

    @Test
    void whereNothingIsRecordedOfTheSenderTheAnswerSaysSo() { // UC-25/1a
        Answer told = officer.submit("examples/kinds/mla-31.xml").expect(201);
        assertThat(told.json().path("cautions"))
                .filteredOn(caution -> caution.path("about").asText().equals("sender-not-recorded"))
                .singleElement()
                .extracting(caution -> caution.path("sentence").asText())
                .asString()
                .contains("It is for a central authority", "is not recorded, so nobody compared it");
        assertThat(officer.file(told.json().path("id").asText())
                        .at("/sender/standing")
                        .asText())
                .isEqualTo("NOT_RECORDED");
        Answer designated = person(CENTRAL, Role.OFFICER)
                .submit("examples/kinds/mla-31.xml")
                .expect(201);
        assertThat(designated.json().path("cautions").findValuesAsText("about")).doesNotContain("sender-not-recorded");
        assertThat(officer.submit(SUBMISSION)
                        .expect(201)
                        .json()
                        .path("cautions")
                        .findValuesAsText("about"))
                .as("a preservation is for any authority")
                .doesNotContain("sender-not-recorded");
    }

    @Test
    void aRepeatedKeyGivesTheFirstAnswerAndMakesNoSecondRequest() { // UC-01/1a
        String key = newKey();
        Answer first = officer.post(REQUESTS, "application/xml", example(SUBMISSION), key)
                .expect(201);
        Answer again = officer.post(REQUESTS, "application/xml", example(SUBMISSION), key)
                .expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(requestsBy(officer)).isEqualTo(1);

        byte[] other = new String(example(SUBMISSION), StandardCharsets.UTF_8)
                .replace("NPA-CYB-2026-0417", "NPA-CYB-2026-0418")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(officer.post(REQUESTS, "application/xml", other, key)
                        .expect(422)
                        .codes())
                .containsExactly("E-DSK-05");
        assertThat(person("intake", Role.OFFICER)
                        .post(REQUESTS, "application/xml", other, key)
                        .expect(201)
                        .text())
                .as("another person's key")
                .isNotEqualTo(first.text());
    }

    @Test
    void aKeyIsFreeAgainAfterProblemsAndForgottenWhenItIsOld() { // UC-01/1a
        String key = newKey();
        officer.post(REQUESTS, "application/xml", example("examples/broken-request.xml"), key)
                .expect(422);
        String first = officer.post(REQUESTS, "application/xml", example(SUBMISSION), key)
                .expect(201)
                .text();
        rows().sql("update idempotency set at = at - interval '8 days' where person = ?")
                .param(officer.name)
                .update();
        assertThat(officer.post(REQUESTS, "application/xml", example(SUBMISSION), key)
                        .expect(201)
                        .text())
                .isNotEqualTo(first);
    }

    @Test
    void aCallWithoutAKeyOrWithAShortOneIsTurnedAway() {
        for (String key : List.of("", "short", "with a blank in it")) {
            assertThat(officer.post(REQUESTS, "application/xml", example(SUBMISSION), key)
                            .expect(400)
                            .codes())
                    .containsExactly("E-DSK-04");
        }
    }

    @Test
    void everyProblemOfABrokenRequestComesAtOnceWithCodeRuleAndPlace() { // UC-01/4a
        Answer answer = officer.submit("examples/broken-request.xml").expect(422);
        List<String> found = new ArrayList<>();
        answer.json()
                .path("problems")
                .forEach(one -> found.add(one.path("code").asText() + " "
                        + one.path("rule").asText() + " " + one.path("where").asText()));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "E-LAW-01 ETS185/29/2/b preservationRequest/facts",
                        "E-LAW-01 ETS185/29/2/f preservationRequest/followUp",
                        "E-LAW-02 RFC6302/2 preservationRequest/data[1]/identifiers/ipAddress[1]/port",
                        "E-LAW-02 RFC6302/2 preservationRequest/data[1]/identifiers/ipAddress[1]/zone",
                        "E-LAW-04 ETS185/25/3 preservationRequest/urgency/reason");
        answer.json()
                .path("problems")
                .forEach(one -> assertThat(one.path("remedy").asText()).isNotBlank());
        assertThat(requestsBy(officer)).isZero();
    }

    @Test
    void whatIsNotOfTheSchemaIsNamedWithItsPlace() { // UC-01/2a
        byte[] twice = new String(example(SUBMISSION), StandardCharsets.UTF_8)
                .replace("<level>URGENT</level>", "<level>NOW</level>")
                .replace("<daysAsked>90</daysAsked>", "<daysAsked>many</daysAsked>")
                .getBytes(StandardCharsets.UTF_8);
        Answer answer =
                officer.post(REQUESTS, "application/xml", twice, newKey()).expect(422);
        assertThat(answer.json().path("problems").findValuesAsText("where"))
                .anyMatch(place -> place.endsWith("urgency/level"))
                .anyMatch(place -> place.endsWith("daysAsked"));
        assertThat(answer.codes()).allMatch(code -> code.startsWith("E-XSD-"));
    }

    @Test
    void anUnknownPartnerAndAStrangersMatterAreTurnedAway() { // UC-01/3a
        assertThat(submit("to=\"us-example-poc\"", "to=\"nobody-we-know\"")
                        .expect(422)
                        .codes())
                .containsExactly("E-DSK-15");
        Answer matter = submit("title=", "matter=\"M-of-somebody-else\" title=").expect(404);
        assertThat(matter.codes()).containsExactly("E-DSK-01");
    }

    @Test
    void anotherMediaTypeIsTurnedAway() { // DSK-07
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/cbor", "nonsense")) {
            assertThat(officer.post(REQUESTS, type, example(SUBMISSION), newKey())
                            .expect(415)
                            .codes())
                    .containsExactly("E-DSK-07");
        }
        assertThat(officer.post(REQUESTS, "multipart/form-data", example(SUBMISSION), newKey())
                        .expect(400)
                        .codes())
                .containsExactly("E-DSK-06");
    }

    @Test
    void aBodyThatIsTooLargeIsTurnedAwayWhetherItSaysSoOrNot() { // DSK-08, THREAT-16
        byte[] large = new byte[BoundedBodies.MOST + 1];
        assertThat(officer.post(REQUESTS, "application/xml", large, newKey())
                        .expect(413)
                        .codes())
                .containsExactly("E-DSK-08");
        Answer chunked = officer.send(officer.call(REQUESTS)
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", newKey())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(chunked.expect(413).codes()).containsExactly("E-DSK-08");
        Answer part =
                officer.multipart(REQUESTS, newKey(), new PartOf("submission", "s.xml", "application/xml", large));
        assertThat(part.expect(413).codes()).containsExactly("E-DSK-08");
        String decision = REQUESTS + "/" + officer.submitted() + "/decision";
        byte[] json = ("{\"accepted\": true, \"reasons\": \"" + "a".repeat(BoundedBodies.MOST))
                .getBytes(StandardCharsets.UTF_8);
        Answer words = officer.send(officer.call(decision)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", newKey())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json))));
        assertThat(words.expect(413).codes()).containsExactly("E-DSK-08");
        Answer asFile =
                officer.multipart(decision, newKey(), new PartOf("message", "m.json", "application/json", json));
        assertThat(asFile.expect(413).codes()).containsExactly("E-DSK-08");
        byte[] field = new byte[2 * BoundedBodies.MOST + 1];
        Answer asField = officer.multipart(decision, newKey(), new PartOf("message", "", "application/json", field));
        assertThat(asField.expect(413).codes()).containsExactly("E-DSK-08");
    }

    @Test
    void filesGoWithARequestAndThoseThatItNamesMustBeThere() { // UC-10/1
        PartOf file = new PartOf("attachment", "warrant.pdf", "Application/PDF; x=1", new byte[] {1, 2, 3});
        byte[] naming = new String(example(SUBMISSION), StandardCharsets.UTF_8)
                .replace(
                        "</preservationRequest>",
                        "</preservationRequest><enclosure name=\"warrant.pdf\" mediaType=\"application/pdf\"/>")
                .getBytes(StandardCharsets.UTF_8);
        PartOf document = new PartOf("submission", "s.xml", "application/xml", naming);

        String id = officer.multipart(REQUESTS, newKey(), document, file)
                .expect(201)
                .json()
                .path("id")
                .asText();
        JsonNode attached = officer.message(id, id).path("attachments").path(0);
        assertThat(attached.path("mediaType").asText()).isEqualTo("application/pdf");
        assertThat(attached.path("complete").asBoolean()).isTrue();

        Answer missing = officer.multipart(REQUESTS, newKey(), document).expect(422);
        assertThat(missing.codes()).containsExactly("E-DSK-20");
        assertThat(officer.multipart(REQUESTS, newKey(), file).expect(422).codes())
                .containsExactly("E-DSK-13");
    }

    @Test
    void onlyAValidTokenComesIn() { // DSK-02, UC-11/1
        assertThat(client("nobody", "").get(REQUESTS).expect(401).headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
        for (String bad : List.of("x", "comity_0123456789", officer.name)) {
            assertThat(client("nobody", bad).get(REQUESTS).expect(401).codes()).containsExactly("E-DSK-02");
        }
        OfficersClient cookie = client("nobody", "");
        assertThat(cookie.send(cookie.call(REQUESTS)
                                .header("Cookie", "__Host-comity=stolen")
                                .GET())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedTokenAndADisabledPersonAreOutAtOnce() { // UC-11/1a
        var refused = officer.post("/api/v1/tokens", "application/json", "{}".getBytes(StandardCharsets.UTF_8), "");
        assertThat(refused.expect(405).codes()).containsExactly("E-DSK-14"); // a stolen token would make itself another
        TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());
        Accounts accounts = accounts();
        Actor operator = people().find(officer.name).orElseThrow().actor();
        ApiToken issued = ((Checked.Passed<ApiToken>)
                        accounts.issue(operator, officer.name, "case system", Duration.ofDays(9), secret))
                .value();
        OfficersClient program = client(officer.name, secret.reveal());
        program.get(REQUESTS).expect(200);
        program.call("DELETE", "/api/v1/tokens/" + issued.id()).expect(204);
        program.get(REQUESTS).expect(401);
        assertThat(officer.get("/api/v1/tokens").expect(200).text()).doesNotContain(secret.reveal());

        accounts.disable(operator, officer.name);
        officer.get(REQUESTS).expect(401);
        assertThat(journal(officer.name))
                .containsExactly(
                        "token.issued " + officer.name,
                        "token.revoked " + officer.name,
                        "person.disabled " + officer.name);
    }

    @Test
    void anExpiredTokenIsOut() {
        rows().sql(
                        "update api_token set created = ?::timestamptz - interval '2 days', expires = ?::timestamptz where person = ?")
                .params(past().toString(), past().toString(), officer.name)
                .update();
        officer.get(REQUESTS).expect(401);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyOfficersSubmit(Role role) { // DSK-03
        Answer answer = person("intake", role).submit(SUBMISSION);
        assertThat(answer.status()).isEqualTo(role == Role.OFFICER ? 201 : 403);
    }

    @Test
    void aMethodOrPathThatIsNotThereIsAProblemToo() { // DSK-14
        assertThat(officer.call("DELETE", REQUESTS).expect(405).codes()).containsExactly("E-DSK-14");
        assertThat(officer.get("/api/v1/nothing").expect(404).codes()).containsExactly("E-DSK-01");
    }

    private Answer submit(String from, String to) {
        String text = new String(example(SUBMISSION), StandardCharsets.UTF_8).replaceFirst(from, to);
        return officer.post(REQUESTS, "application/xml", text.getBytes(StandardCharsets.UTF_8), newKey());
    }

    private static Instant past() {
        return Clock.systemUTC().instant().minusSeconds(60);
    }

    /** What a document says, without its own id and dates. */
    private String content(String request) {
        String document = officer.get(REQUESTS + "/" + request + "/messages/" + request + "/document")
                .expect(200)
                .text();
        return document.substring(document.indexOf("<preservationRequest"));
    }

    private static int requestsBy(OfficersClient author) {
        return rows().sql("select count(*) from message where author = ?")
                .param(author.name)
                .query(Integer.class)
                .single();
    }
}
