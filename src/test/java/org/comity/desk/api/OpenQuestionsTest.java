package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.comity.messages.Answer;
import org.comity.messages.Condition;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.people.Role;
import org.comity.problems.SignatureProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-05/2d: several questions about one request, and which of them it waits for. */
class OpenQuestionsTest extends RunningGateway {
    private final Instant began = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private OfficersClient author;
    private OfficersClient approver;

    @BeforeEach
    void two() {
        them().accepts();
        author = person("intake", Role.OFFICER, Role.APPROVER);
        approver = person("intake", Role.APPROVER);
    }

    @Test // UC-05/3b, THREAT-81: it waits for the first to be answered, and hinders nothing before that
    void aSecondNoticeComesInOnceTheFirstIsAnswered() throws Exception {
        String request = sent();
        MessageId risk = says(new RiskNotice(id(request), "The provider tells its customer."), 0);
        author.awaitRequest(request, "RISK_NOTICED");
        MessageId secrecy = says(new SecrecyNotice(id(request), "The holder must tell the user."), 1);
        author.await(request, file -> delivery(file, secrecy).equals("PARKED"));
        approve(request, answer(request, risk, "It is asked nevertheless."));
        author.await(request, file -> delivery(file, secrecy).equals("PROCESSED"));
        assertThat(state(request)).isEqualTo("SECRECY_NOT_POSSIBLE");
        approve(request, answer(request, secrecy, "It is asked nevertheless."));
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
    }

    @Test // UC-05/3b, THREAT-81: nobody answers what has not come in
    void aQuestionAfterANoticeComesInOnceTheNoticeIsAnswered() throws Exception {
        String request = sent();
        MessageId risk = says(new RiskNotice(id(request), "The provider tells its customer."), 0);
        author.awaitRequest(request, "RISK_NOTICED");
        MessageId question = says(new Question(id(request), "Which account?"), 1);
        author.await(request, file -> delivery(file, question).equals("PARKED"));
        assertThat(said(request, question, "The first.").status()).isEqualTo(404);
        approve(request, answer(request, risk, "It is asked nevertheless."));
        author.awaitRequest(request, "INFO_NEEDED");
        approve(request, answer(request, question, "The first."));
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
    }

    @Test // UC-05/2d: whoever approves the later answer first leaves the earlier one its question
    void theAnswerToAnEarlierQuestionIsSaidInPassingAfterTheLaterOne() throws Exception {
        String request = sent();
        MessageId first = asks(request, "Which account?", 0);
        MessageId second = asks(request, "Which server?", 1);
        String one = answer(request, first, "The first.");
        String other = answer(request, second, "The one in the annex.");
        assertThat(causes(request)).contains("answer-question");
        approve(request, other);
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
        assertThat(delivery(author.file(request), one)).isEqualTo("AWAITING_APPROVAL");
        assertThat(causes(request)).as("the first is still open").contains("answer-question");
        assertThat(moves(request)).contains("answer");

        approve(request, one);
        author.awaitDelivery(request, one, "DELIVERED");
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
        assertThat(causes(request)).doesNotContain("answer-question");
        assertThat(moves(request)).doesNotContain("answer");
        assertThat(said(request, first, "The first, again.").expect(409).codes())
                .containsExactly("E-DSK-09");
    }

    @Test // UC-05/2d, UC-08/3: nobody is called to answer what is asked no more
    void whoeverIsCalledForAnOpenQuestionIsCalledNoMoreOnceTheRequestIsOver() throws Exception {
        String request = sent();
        asks(request, "Which account?", 0);
        MessageId second = asks(request, "Which server?", 1);
        approve(request, answer(request, second, "The one in the annex."));
        assertThat(causes(request)).contains("answer-question");
        says(new Decision(id(request), new Decision.Refused("POLITICAL_OFFENCE", "It is political.", true)), 2);
        author.awaitRequest(request, "REFUSED");
        assertThat(causes(request)).doesNotContain("answer-question");
    }

    @Test // UC-05/2d: the same at the side that asked
    void theAnswerToAnEarlierQuestionOfOursIsHeardInPassing() throws Exception {
        String request = came();
        MessageId first = ask(request, "Which account?");
        MessageId second = ask(request, "Which server?");
        says(new Answer(id(request), second, "The one in the annex."), 0);
        author.awaitRequest(request, "UNDER_REVIEW");
        MessageId late = says(new Answer(id(request), first, "The first."), 1);
        author.await(request, file -> delivery(file, late).equals("PROCESSED"));
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
    }

    @Test // UC-05/2d: a question that went on without its answer can still be answered
    void aQuestionIsAnsweredInPassingAfterThePartnerDecidedWithoutIt() throws Exception {
        String request = sent();
        MessageId question = asks(request, "Which account?", 0);
        says(new Decision(id(request), new Decision.Accepted("")), 1);
        author.awaitRequest(request, "ACCEPTED");
        approve(request, answer(request, question, "The first."));
        assertThat(state(request)).isEqualTo("ACCEPTED");
    }

    @Test // UC-05/2d, UC-05/4c: each side would wait for the other
    void onceTheLaterQuestionIsRejectedTheAnswerToTheEarlierOneCounts() throws Exception {
        String request = came();
        MessageId first = ask(request, "Which account?");
        MessageId second = ask(request, "Which server?");
        MessageId early = says(new Answer(id(request), first, "The first."), 0);
        author.await(request, file -> delivery(file, early).equals("PROCESSED"));
        assertThat(state(request)).isEqualTo("INFO_NEEDED");
        says(new Rejection(second, List.of(new Rejection.Finding("E-LAW-02", "RFC6302/2", "port", "No port."))), 1);
        author.awaitRequest(request, "UNDER_REVIEW");
    }

    @Test // UC-05/2d, UC-02/5b
    void onceTheLaterQuestionIsTurnedAwayTheAnswerToTheEarlierOneCounts() throws Exception {
        String request = came();
        MessageId first = ask(request, "Which account?");
        them().answers(503);
        String second = question(request, "Which server?");
        MessageId early = says(new Answer(id(request), first, "The first."), 0);
        author.await(request, file -> delivery(file, early).equals("PROCESSED"));
        assertThat(state(request)).isEqualTo("INFO_NEEDED");
        them().turnsAway(SignatureProblem.ID_CONFLICT.problem());
        author.awaitDelivery(request, second, "TURNED_AWAY");
        author.awaitRequest(request, "UNDER_REVIEW");
    }

    @Test // UC-05/2d, UC-14/4, UC-02/5b: the partner knows of no notice
    void onceTheOnlyNoticeIsTurnedAwayItCanBeSaidAgainAndTheRequestDecided() throws Exception {
        String mla = came("kinds/mla-31.xml");
        them().turnsAway(SignatureProblem.ID_CONFLICT.problem());
        String notice = notice(mla);
        author.awaitDelivery(mla, notice, "TURNED_AWAY");
        author.awaitRequest(mla, "UNDER_REVIEW");
        them().accepts();
        author.awaitDelivery(mla, notice(mla), "DELIVERED");
        assertThat(state(mla)).isEqualTo("SECRECY_NOT_POSSIBLE");
        assertThat(moves(mla)).doesNotContain("decision");
    }

    @Test // UC-05/2d, UC-05/4c, UC-14/4
    void onceTheOnlyNoticeIsRejectedTheRequestCanBeRefused() throws Exception {
        String mla = came("kinds/mla-31.xml");
        String notice = notice(mla);
        author.awaitDelivery(mla, notice, "DELIVERED");
        says(
                new Rejection(id(notice), List.of(new Rejection.Finding("E-LAW-02", "ETS185/27/8", "reason", "None."))),
                0);
        author.awaitRequest(mla, "UNDER_REVIEW");
        approve(mla, author.refuse(mla).expect(200).json().path("message").asText());
        assertThat(state(mla)).isEqualTo("REFUSED");
    }

    @Test // UC-05/2d: the answer to the question is still awaited, and it is all that is
    void onceANoticeIsTurnedAwayAnEarlierQuestionHindersNothing() throws Exception {
        String mla = came("kinds/mla-31.xml");
        MessageId question = ask(mla, "Which account?");
        them().turnsAway(SignatureProblem.ID_CONFLICT.problem());
        author.awaitDelivery(mla, notice(mla), "TURNED_AWAY");
        author.awaitRequest(mla, "UNDER_REVIEW");
        MessageId late = says(new Answer(id(mla), question, "The first."), 1);
        author.await(mla, file -> delivery(file, late).equals("PROCESSED"));
        assertThat(moves(mla)).contains("decision");
    }

    @Test // UC-05/2d, UC-02/5c, THREAT-86: the partner has the question, only its receipt was lost
    void theAnswerToAQuestionThatWeThinkExpiredIsHeardInPassing() throws Exception {
        String request = came();
        MessageId first = ask(request, "Which account?");
        MessageId one = says(new Answer(id(request), first, "The first."), 0);
        author.await(request, file -> delivery(file, one).equals("PROCESSED"));
        them().answers(503);
        String second = question(request, "Which server?");
        author.await(
                request,
                file -> author.message(request, second).path("attempts").asInt() >= 1);
        rows().sql("update message set not_after = created + interval '1 second' where id = ?")
                .param(second)
                .update();
        author.awaitDelivery(request, second, "EXPIRED");
        author.awaitRequest(request, "UNDER_REVIEW");
        MessageId other = says(new Answer(id(request), id(second), "The one in the annex."), 1);
        author.await(request, file -> delivery(file, other).equals("PROCESSED"));
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
    }

    @Test // UC-14/3d: nobody is called to approve what nobody can approve
    void aReplyToConditionsIsDiscardedWhenOthersComeIn() throws Exception {
        String mla = sent("kinds/mla-31.xml");
        MessageId before = says(conditions(mla, Condition.Kind.CONFIDENTIAL), 0);
        author.awaitRequest(mla, "CONDITIONS_PROPOSED");
        String accepting = reply(mla, before);
        MessageId now = says(conditions(mla, Condition.Kind.STATED_USE_ONLY), 1);
        JsonNode file = author.await(mla, one -> delivery(one, now).equals("PROCESSED"));
        assertThat(delivery(file, accepting)).isEqualTo("DISCARDED");
        assertThat(author.message(mla, accepting).path("supersededBy").asText()).isEqualTo(now.toString());
        assertThat(causes(mla)).contains("set-aside");
        approve(mla, reply(mla, now));
        assertThat(state(mla)).isEqualTo("ACCEPTED");
    }

    private static Decision conditions(String mla, Condition.Kind kind) {
        return new Decision(id(mla), new Decision.Conditional(List.of(new Condition(kind, "")), "ETS185/28/2"));
    }

    private String reply(String mla, MessageId conditions) {
        return Dialogue.post(
                        author,
                        mla,
                        "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>")
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private static MessageId id(String request) {
        return Dialogue.id(request);
    }

    private String sent() {
        return sent("preservation-request.xml");
    }

    private String sent(String example) {
        String xml = Dialogue.example(example);
        String request = author.post(
                        "/api/v1/requests",
                        "application/xml",
                        xml.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        approver.approve(request, request);
        author.awaitDelivery(request, request, "DELIVERED");
        return request;
    }

    private String came() throws Exception {
        return came("preservation-request.xml");
    }

    private String came(String example) throws Exception {
        Content asked = IncomingRequest.content(OfficersClient.example("examples/" + example));
        String request = them().send(partnersPort(), asked, them().newId()).toString();
        author.awaitRequest(request, "ACKNOWLEDGED");
        return request;
    }

    /** Approved. */
    private String notice(String request) {
        String notice = Dialogue.post(
                        author,
                        request,
                        "<secrecyNotice request=\"" + request
                                + "\"><reason>The holder must tell the user.</reason></secrecyNotice>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        approve(request, notice);
        return notice;
    }

    /** Which was written first, headers say to the second. */
    private MessageId says(Content content, int second) throws Exception {
        return them().send(partnersPort(), content, them().newId(), began.plusSeconds(second));
    }

    private MessageId asks(String request, String text, int second) throws Exception {
        MessageId question = says(new Question(id(request), text), second);
        author.await(request, file -> delivery(file, question).equals("PROCESSED"));
        return question;
    }

    private String question(String request, String text) {
        String question = author.move(request, "question", Map.of("text", text))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approve(request, question);
        return question;
    }

    private MessageId ask(String request, String text) {
        String question = question(request, text);
        author.awaitDelivery(request, question, "DELIVERED");
        return id(question);
    }

    private OfficersClient.Answer said(String request, MessageId question, String text) {
        return author.move(request, "answer", Map.of("question", question.toString(), "text", text));
    }

    private String answer(String request, MessageId question, String text) {
        return said(request, question, text).expect(200).json().path("message").asText();
    }

    private void approve(String request, String message) {
        approver.approve(request, message);
    }

    private String state(String request) {
        return Dialogue.state(author.file(request));
    }

    private List<String> moves(String request) {
        List<String> moves = new ArrayList<>();
        author.file(request).at("/request/moves").forEach(move -> moves.add(move.asText()));
        return moves;
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

    private static String delivery(JsonNode file, Object message) {
        return StreamSupport.stream(file.path("messages").spliterator(), false)
                .filter(row -> row.path("id").asText().equals(message.toString()))
                .map(row -> row.path("delivery").asText())
                .findFirst()
                .orElse("");
    }
}
