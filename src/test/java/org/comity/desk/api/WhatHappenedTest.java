package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.comity.messages.MessageId;
import org.comity.messages.Rejection;
import org.comity.partners.AgencyId;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.people.Role;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** "What happened to my message?", at each step of UC-02: in words, with codes, proofs and remedies. */
class WhatHappenedTest extends RunningGateway {
    @Autowired
    private Partners partners;

    private OfficersClient officer;

    @BeforeEach
    void anOfficer() {
        them().accepts();
        officer = person("intake", Role.OFFICER);
    }

    @AfterEach
    void asBefore() {
        them().accepts();
        suspended(false);
    }

    @Test
    void awaitingApprovalThenDeliveredWithItsProof() { // UC-01/6, UC-02/5
        String request = officer.submitted();
        assertThat(words(request)).isEqualTo("AWAITING_APPROVAL: waits for approval");
        approve(request);
        JsonNode message = officer.awaitDelivery(request, request, "DELIVERED");
        assertThat(words(request)).isEqualTo("DELIVERED: delivered, receipt verified");
        assertThat(message.path("problems")).isEmpty();

        JsonNode receipt = message.path("receipt");
        assertThat(receipt.path("disposition").asText()).isEqualTo("processed");
        String mic = rows().sql("select mic from message where id = ?")
                .param(request)
                .query(String.class)
                .single();
        assertThat(receipt.path("mic").asText()).isEqualTo(mic);
        OfficersClient.Answer bytes = officer.get(receipt.path("href").asText()).expect(200);
        assertThat(bytes.mediaType()).isEqualTo("message/rfc822");
        assertThat(bytes.text())
                .contains("multipart/signed", "message/disposition-notification", "processed")
                .contains(request);

        JsonNode file = officer.await(request, now -> numbered(now.path("timeline")));
        assertThat(file.path("timeline").findValuesAsText("event"))
                .containsSubsequence(
                        "request.submitted",
                        "request.approved",
                        "message.approved",
                        "message.sealed",
                        "message.delivered");
        assertThat(file.path("request").path("stateInWords").asText()).isEqualTo("sent, not yet acknowledged");
        assertThat(file.path("deadlines").path(0).path("rule").asText()).isEqualTo("DR-01");
    }

    @Test
    void notReachedYetWithTheNextTry() { // UC-02/3a
        them().answers(503);
        String request = approved();
        officer.await(
                request,
                file -> officer.message(request, request).path("attempts").asInt() >= 2);
        JsonNode message = officer.message(request, request);
        assertThat(words(request)).isEqualTo("SEALED: sealed, on its way");
        assertThat(codes(message)).containsExactly("E-DEL-03");
        assertThat(message.path("problems").path(0).path("remedy").asText()).startsWith("The gateway tries again");
        assertThat(message.path("tries").size()).isGreaterThanOrEqualTo(2);
        assertThat(message.path("nextTry").asText()).isNotEmpty();

        them().accepts();
        JsonNode delivered = officer.awaitDelivery(request, request, "DELIVERED");
        assertThat(delivered.path("problems"))
                .as("what is over is told by the tries")
                .isEmpty();
        assertThat(delivered.path("tries").findValuesAsText("outcome")).contains("later", "delivered");
    }

    @Test
    void turnedAwayWithTheCodesOfThePartnersReceipt() { // UC-02/5a
        them().turnsAway(SignatureProblem.STALE.problem());
        String request = approved();
        JsonNode message = officer.awaitDelivery(request, request, "TURNED_AWAY");
        assertThat(codes(message)).containsExactly(SignatureProblem.STALE.code());
        assertThat(message.path("problems").path(0).path("remedy").asText()).isNotBlank();
        assertThat(message.path("receipt").path("disposition").asText()).contains(SignatureProblem.STALE.code());
        officer.get(message.path("receipt").path("href").asText()).expect(200);
        assertThat(officer.file(request).path("request").path("state").asText()).isEqualTo("REJECTED");
    }

    @Test
    void parkedWithItsReasonUntilAPersonUnparksIt() { // UC-02/3c, UC-07
        them().answers(403);
        String request = approved();
        JsonNode message = officer.awaitDelivery(request, request, "PARKED");
        assertThat(message.path("parkedFor").asText()).isEqualTo("refused");
        assertThat(codes(message)).containsExactly("E-DEL-04");
        assertThat(message.path("deliveryInWords").asText()).isEqualTo("set aside for a person");

        them().accepts();
        OfficersClient administrator = person("elsewhere", Role.ADMINISTRATOR);
        JsonNode row = parked(administrator, request);
        assertThat(row.path("remedy").asText()).contains("then unpark it"); // UC-07/2
        assertThat(officer.call("POST", "/api/v1/parked/" + row.path("id").asText() + "/unpark")
                        .expect(403)
                        .codes())
                .containsExactly("E-DSK-03");
        administrator
                .call("POST", "/api/v1/parked/" + row.path("id").asText() + "/unpark")
                .expect(204);
        officer.awaitDelivery(request, request, "DELIVERED");
        assertThat(officer.message(request, request).has("parkedFor")).isFalse();
    }

    @Test
    void expiredWhenItsTimeIsOver() { // UC-02/5b
        them().answers(503);
        String request = approved();
        officer.await(
                request,
                file -> officer.message(request, request).path("attempts").asInt() >= 1);
        rows().sql("update message set not_after = created + interval '1 second' where id = ?")
                .param(request)
                .update();
        JsonNode message = officer.awaitDelivery(request, request, "EXPIRED");
        assertThat(codes(message)).containsExactly("E-DEL-05");
        assertThat(message.path("problems").path(0).path("remedy").asText()).startsWith("Telephone the partner");
        JsonNode file = officer.file(request);
        assertThat(file.path("request").path("state").asText()).isEqualTo("UNDELIVERABLE");
        assertThat(file.path("request").path("moves").path(0).asText()).isEqualTo("set-aside");
        assertThat(officer.get("/api/v1/alerts?limit=200").expect(200).json().findValuesAsText("request"))
                .contains(request);
    }

    @Test
    void waitsForASuspendedPartnerAndBehindAnEarlierMessage() { // UC-02/2a, UC-02/2c
        String request = officer.submitted();
        suspended(true);
        approve(request);
        assertThat(codes(officer.message(request, request))).containsExactly("E-DEL-13");
        String withdrawal = officer.move(request, "withdrawal", Map.of("reason", "Seized meanwhile."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        person("intake", Role.APPROVER).approve(request, withdrawal);
        assertThat(officer.message(request, withdrawal).path("behind").asText()).isEqualTo(request);
    }

    @Test
    void rejectedByThePartnerWithEveryCode() throws Exception { // UC-04/3a
        String request = approved();
        officer.awaitDelivery(request, request, "DELIVERED");
        MessageId rejection = them().newId();
        them().send(
                        partnersPort(),
                        new Rejection(
                                MessageId.parse(request).orElseThrow(),
                                List.of(
                                        new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Missing."),
                                        new Rejection.Finding("E-LAW-04", "ETS185/25/3", "urgency", "Missing."))),
                        rejection);
        officer.await(
                request, file -> file.path("request").path("state").asText().equals("REJECTED"));
        assertThat(codes(officer.message(request, rejection.toString()))).containsExactly("E-LAW-01", "E-LAW-04");
    }

    @Test
    void theAuditorRecomputesTheJournal() { // UC-12/1, UC-12/4
        JsonNode verdict = person("elsewhere", Role.AUDITOR)
                .get("/api/v1/journal/verification")
                .expect(200)
                .json();
        assertThat(verdict.path("intact").asBoolean()).isTrue();
        assertThat(officer.get("/api/v1/journal/verification").expect(403).codes())
                .containsExactly("E-DSK-03");
    }

    private String approved() {
        String request = officer.submitted();
        approve(request);
        return request;
    }

    private void approve(String request) {
        person("intake", Role.APPROVER).approve(request, request);
    }

    private String words(String request) {
        JsonNode message = officer.message(request, request);
        return message.path("delivery").asText() + ": "
                + message.path("deliveryInWords").asText();
    }

    private static List<String> codes(JsonNode message) {
        return message.path("problems").findValuesAsText("code");
    }

    private static boolean numbered(JsonNode timeline) {
        List<JsonNode> moments = new ArrayList<>();
        timeline.forEach(moments::add);
        return moments.stream().allMatch(moment -> moment.has("journalNumber"));
    }

    private static JsonNode parked(OfficersClient administrator, String message) {
        for (JsonNode row : administrator.get("/api/v1/parked").expect(200).json()) {
            if (row.path("message").asText().equals(message)) {
                return row;
            }
        }
        throw new AssertionError("not parked: " + message);
    }

    private void suspended(boolean suspended) {
        var partner = partners.find(new AgencyId(PARTNER)).orElseThrow();
        partners.save(partner.in(suspended ? PartnerState.SUSPENDED : PartnerState.ACTIVE));
    }
}
