package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.comity.messages.Answer;
import org.comity.messages.Condition;
import org.comity.messages.Content;
import org.comity.messages.Decision;
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
    private int said;

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

    @Test // UC-05/1b, UC-05/2d: what one answers cannot be sent as the answer to what is asked later
    void ofTwoAnswersToOneQuestionTheOtherGoesAndALaterQuestionStands() throws Exception {
        String request = author.submitted();
        approve(approver, request, request, digest(request)).expect(200);
        author.awaitDelivery(request, request, "DELIVERED");
        MessageId first = asks(request, "Which account?");
        String one = answers(request, first, "The first.");
        String other = answers(request, first, "The second.");
        JsonNode approved = approve(request, one);
        assertThat(approved.path("cautions").findValuesAsText("about")).containsExactly("answer-superseded");
        assertThat(author.message(request, other).path("delivery").asText()).isEqualTo("DISCARDED");
        assertThat(author.message(request, other).path("supersededBy").asText()).isEqualTo(one);
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");

        MessageId second = asks(request, "Which server?");
        String early = answers(request, second, "The one in the annex.");
        String twin = answers(request, second, "The other one.");
        MessageId third = asks(request, "Of which day?");
        assertThat(causes(request)).contains("answer-question");
        approve(request, early);
        assertThat(state(request)).as("the third is not answered").isEqualTo("INFO_NEEDED");
        assertThat(causes(request)).contains("answer-question");
        assertThat(author.message(request, twin).path("delivery").asText()).isEqualTo("DISCARDED");
        author.awaitDelivery(request, early, "DELIVERED");

        approve(request, answers(request, third, "The first of May."));
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
        assertThat(causes(request)).doesNotContain("answer-question");
    }

    @Test // UC-05/2d: the same at the side that asked
    void anAnswerToAnEarlierQuestionOfOursLeavesTheLaterOneOpen() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        MessageId first = asked(request, "Which account?");
        MessageId second = asked(request, "Which server?");
        MessageId asking = MessageId.parse(request).orElseThrow();
        MessageId crossing = them().send(partnersPort(), new Answer(asking, first, "The first."), them().newId());
        author.await(request, file -> isThere(file, crossing));
        assertThat(state(request)).isEqualTo("INFO_NEEDED");
        them().send(partnersPort(), new Answer(asking, second, "The server named."), them().newId());
        author.awaitRequest(request, "UNDER_REVIEW");
    }

    @Test // UC-14/3: what is accepted of conditions that others replaced binds nobody
    void aReplyToConditionsThatOthersReplacedIsNotApproved() throws Exception {
        Dialogue we = new Dialogue(this);
        String mla = we.sent(Dialogue.example("kinds/mla-31.xml"));
        MessageId before = says(conditions(mla, Condition.Kind.CONFIDENTIAL));
        we.await(mla, "CONDITIONS_PROPOSED");
        String accepting = replies(we, mla, before, true);
        MessageId now = says(conditions(mla, Condition.Kind.STATED_USE_ONLY));
        we.officer.await(mla, file -> isThere(file, now));
        String sha256 =
                we.officer.message(mla, accepting).path("documentSha256").asText();
        assertThat(approve(we.approver, mla, accepting, sha256).expect(409).codes())
                .containsExactly("E-DSK-09");
        assertThat(Dialogue.state(we.officer.file(mla))).isEqualTo("CONDITIONS_PROPOSED");
        String declining = replies(we, mla, now, false);
        we.approver.approve(mla, replies(we, mla, now, true));
        we.await(mla, "ACCEPTED");
        for (String gone : List.of(accepting, declining)) {
            assertThat(we.officer.message(mla, gone).path("delivery").asText()).isEqualTo("DISCARDED");
        }
    }

    private static Decision conditions(String mla, Condition.Kind kind) {
        return new Decision(
                Dialogue.id(mla), new Decision.Conditional(List.of(new Condition(kind, "")), "ETS185/28/2"));
    }

    private static String replies(Dialogue we, String mla, MessageId conditions, boolean accepted) {
        String reasons = accepted ? "" : "<reason>Not possible.</reason>";
        return we.post(
                        mla,
                        "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\""
                                + accepted + "\">" + reasons + "</conditionReply>")
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private MessageId asks(String request, String text) throws Exception {
        MessageId question = says(new Question(MessageId.parse(request).orElseThrow(), text));
        author.await(
                request,
                file -> isThere(file, question)
                        && file.at("/request/state").asText().equals("INFO_NEEDED"));
        return question;
    }

    /** Each a second after the other: which came first, its headers say to the second. */
    private MessageId says(Content content) throws Exception {
        said++;
        return them().send(
                        partnersPort(),
                        content,
                        them().newId(),
                        Clock.systemUTC().instant().plusSeconds(said));
    }

    private static boolean isThere(JsonNode file, MessageId message) {
        return StreamSupport.stream(file.path("messages").spliterator(), false)
                .anyMatch(row -> row.path("id").asText().equals(message.toString())
                        && row.path("delivery").asText().equals("PROCESSED"));
    }

    private MessageId asked(String request, String text) {
        String question = author.move(request, "question", Map.of("text", text))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approve(request, question);
        author.awaitDelivery(request, question, "DELIVERED");
        return MessageId.parse(question).orElseThrow();
    }

    private String answers(String request, MessageId question, String text) {
        return author.move(request, "answer", Map.of("question", question.toString(), "text", text))
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private JsonNode approve(String request, String message) {
        String sha256 = author.message(request, message).path("documentSha256").asText();
        return approve(approver, request, message, sha256).expect(200).json();
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
        for (JsonNode alert :
                author.get("/api/v1/alerts?limit=200").expect(200).json().path("alerts")) {
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
