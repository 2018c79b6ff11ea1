package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Question;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-01/6: what one person wrote leaves only when another has approved exactly that text. */
class FourEyesTest extends RunningGateway {
    private OfficersClient author;
    private OfficersClient approver;

    @BeforeEach
    void two() {
        them();
        author = person("intake", Role.OFFICER, Role.APPROVER);
        approver = person("intake", Role.APPROVER);
    }

    @Test
    void theAuthorCannotApprove() { // UC-01/6a, THREAT-93
        String request = author.submitted();
        assertThat(approve(author, request, request, digest(request))
                        .expect(409)
                        .codes())
                .containsExactly("E-DSK-10");
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
        assertThat(them().received).doesNotContain(MessageId.parse(request).orElseThrow());
    }

    @Test
    void anApprovalOfAnotherTextFails() { // UC-01/6b, THREAT-94
        String request = author.submitted();
        String other = Digest.of(new byte[] {1}).hex();
        assertThat(approve(approver, request, request, other).expect(409).codes())
                .containsExactly("E-DSK-11");
        assertThat(approve(approver, request, request, "not a digest")
                        .expect(400)
                        .codes())
                .containsExactly("E-DSK-12");
        assertThat(approver.move(request, "approve", Map.of()).expect(422).codes())
                .containsExactly("E-DSK-13");
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");

        approve(approver, request, request, digest(request)).expect(200);
        var message = author.awaitDelivery(request, request, "DELIVERED");
        assertThat(message.path("author").asText()).isEqualTo(author.name);
        assertThat(message.path("approver").asText()).isEqualTo(approver.name);
    }

    @Test
    void anOfficerWithoutTheRoleCannotApprove() { // DSK-03
        String request = author.submitted();
        OfficersClient second = person("intake", Role.OFFICER);
        assertThat(approve(second, request, request, digest(request))
                        .expect(403)
                        .codes())
                .containsExactly("E-DSK-03");
    }

    @Test
    void whatWasApprovedDiscardedOrReceivedCannotBeApprovedAgain() throws Exception { // THREAT-93, UC-01/6
        String request = author.submitted();
        approve(approver, request, request, digest(request)).expect(200);
        author.awaitDelivery(request, request, "DELIVERED");
        MessageId question = them().newId();
        them().send(partnersPort(), new Question(MessageId.parse(request).orElseThrow(), "Which account?"), question);
        author.await(
                request, file -> file.path("request").path("state").asText().equals("INFO_NEEDED"));
        String text = author.move(request, "answer", Map.of("question", question.toString(), "text", "The second."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, text);
        author.awaitDelivery(request, text, "DELIVERED");

        for (String message : List.of(request, question.toString(), text)) {
            String sha256 =
                    author.message(request, message).path("documentSha256").asText();
            assertThat(approve(approver, request, message, sha256).expect(409).codes())
                    .containsExactly("E-DSK-09");
        }
        assertThat(author.file(request).path("timeline").findValuesAsText("event").stream()
                        .filter("request.answered"::equals))
                .hasSize(1);
    }

    @Test
    void whatIsSetAsideIsNotOfferedForApprovalAnyMore() { // UC-01/5b
        String request = author.submitted();
        author.move(request, "set-aside", Map.of("reason", "Seized.")).expect(200);
        assertThat(state(request)).isEqualTo("CLOSED");
        assertThat(author.message(request, request).path("delivery").asText()).isEqualTo("DISCARDED");
        assertThat(approve(approver, request, request, digest(request))
                        .expect(409)
                        .codes())
                .containsExactly("E-DSK-09");

        String other = author.submitted();
        approver.move(other, "discard", Map.of("reason", "Seized.")).expect(200);
        assertThat(state(other)).isEqualTo("CLOSED");
    }

    @Test // UC-01/5b, UC-13: nobody's urgent request dies of one click, and its author hears who ended it and why
    void whoSetsAsideWhatAnotherWroteSaysWhyAndTheAuthorHears() {
        String request = author.submitted();
        assertThat(approver.move(request, "discard", Map.of()).expect(422).codes())
                .containsExactly("E-DSK-13");
        assertThat(author.move(request, "set-aside", Map.of("reason", "x".repeat(2001)))
                        .expect(400)
                        .codes())
                .containsExactly("E-DSK-12");
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");

        approver.move(request, "discard", Map.of("reason", "Asked for already."))
                .expect(200);
        assertThat(author.message(request, request).path("givenUp").asText()).isEqualTo("Asked for already.");
        assertThat(author.message(request, request).path("givenUpBy").asText()).isEqualTo(approver.name);
        assertThat(author.file(request).path("setAside").asText()).isEqualTo("Asked for already.");
        assertThat(causes(request)).contains("set-aside");

        String own = author.submitted();
        author.move(own, "set-aside", Map.of("reason", "Seized meanwhile.")).expect(200);
        assertThat(author.file(own).path("setAsideBy").asText()).isEqualTo(author.name);
        assertThat(author.message(own, own).path("givenUpBy").asText()).isEqualTo(author.name);
        assertThat(causes(own)).as("who did it knows").doesNotContain("set-aside");
    }

    @Test // UC-05/1b: two answers that contradict each other
    void whatElseWaitsIsSaidAndWhatWasSupersededNamesWhatWasApproved() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        JsonNode report = author.move(
                        request, "preserved", Map.of("from", "2026-11-01T00:00:00Z", "until", "2096-06-30T00:00:00Z"))
                .expect(200)
                .json();
        assertThat(report.has("cautions")).isFalse();
        OfficersClient other = person("intake", Role.OFFICER);
        JsonNode refusal = other.refuse(request).expect(200).json();
        assertThat(refusal.path("cautions").findValuesAsText("about")).containsExactly("answer-waits");
        assertThat(refusal.at("/cautions/0/message").asText())
                .isEqualTo(report.path("message").asText());

        String refused = refusal.path("message").asText();
        String sha256 = author.message(request, refused).path("documentSha256").asText();
        JsonNode approved =
                approve(approver, request, refused, sha256).expect(200).json();
        assertThat(approved.path("cautions").findValuesAsText("about")).containsExactly("answer-superseded");
        JsonNode discarded = author.message(request, report.path("message").asText());
        assertThat(discarded.path("delivery").asText()).isEqualTo("DISCARDED");
        assertThat(discarded.path("supersededBy").asText()).isEqualTo(refused);
        assertThat(discarded.path("givenUpBy").asText()).isEqualTo(approver.name);
        assertThat(causes(request)).as("its author hears of it").contains("set-aside");
    }

    @Test // UC-05/1b: what was approved first does not end the request, and yet leaves the other nothing to say
    void aRefusalThatWaitsGoesWithTheWordThatTheDataArePreserved() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        String report = author.move(
                        request, "preserved", Map.of("from", "2026-11-01T00:00:00Z", "until", "2096-06-30T00:00:00Z"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        String refusal = person("intake", Role.OFFICER)
                .refuse(request)
                .expect(200)
                .json()
                .path("message")
                .asText();

        String warning = author.move(request, "risk-notice", Map.of("reason", "The provider tells its customers."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        String sha256 = author.message(request, report).path("documentSha256").asText();
        JsonNode approved =
                approve(approver, request, report, sha256).expect(200).json();
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(running(request))
                .as("a risk is to be told whatever was decided")
                .contains("DR-04 RESTING");
        assertThat(author.message(request, warning).path("delivery").asText()).isEqualTo("AWAITING_APPROVAL");
        assertThat(approved.path("cautions").findValuesAsText("about"))
                .containsExactlyInAnyOrder("answer-superseded", "answer-waits");
        assertThat(author.message(request, refusal).path("delivery").asText()).isEqualTo("DISCARDED");
        assertThat(author.message(request, refusal).path("supersededBy").asText())
                .isEqualTo(report);
    }

    private List<String> running(String request) {
        List<String> running = new ArrayList<>();
        for (JsonNode clock : author.file(request).path("deadlines")) {
            running.add(clock.path("rule").asText() + " " + clock.path("state").asText());
        }
        return running;
    }

    private List<String> causes(String request) {
        List<String> causes = new ArrayList<>();
        for (JsonNode alert : author.get("/api/v1/alerts").expect(200).json()) {
            if (alert.path("request").asText().equals(request)) {
                causes.add(alert.path("cause").asText());
            }
        }
        return causes;
    }

    @Test
    void whatWasApprovedIsNotTheAuthorsToDiscardAnyMore() { // UC-01/5b, UC-07/4
        String request = author.submitted();
        approve(approver, request, request, digest(request)).expect(200);
        author.move(request, "discard", Map.of("message", request, "reason", "Seized."))
                .expect(409);
        assertThat(state(request)).isEqualTo("SENT");
    }

    private String state(String request) {
        return author.file(request).path("request").path("state").asText();
    }

    private String digest(String request) {
        return author.message(request, request).path("documentSha256").asText();
    }

    private static OfficersClient.Answer approve(OfficersClient who, String request, String message, String sha256) {
        return who.move(request, "approve", Map.of("message", message, "sha256", sha256));
    }
}
