package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-14 to UC-17, as an officer's program sees them: requests beyond preservation, their handshakes, and what they do to a hold. */
class MutualAssistanceTest extends RunningGateway {
    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);
    private OfficersClient officer;
    private OfficersClient approver;

    @BeforeEach
    void twoPersons() {
        them().accepts();
        officer = person(unit, Role.OFFICER);
        approver = person(unit, Role.APPROVER);
    }

    @Test // UC-16/2 to 16/5, UC-14/3 to 14/6a; DR-02
    void aFollowUpHoldsTheDataOpenUntilItIsDecidedOnConditions() throws Exception {
        String preservation = sent(example("examples/preservation-request.xml"));
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        say(new Preserved(message(preservation), from, from.plus(Duration.ofDays(90)), ""));
        officer.await(preservation, file -> state(file).equals("PRESERVED"));

        String mla = submitted(following("mla-31", preservation));
        assertThat(state(officer.file(preservation)))
                .as("dispatch alone changes nothing")
                .isEqualTo("PRESERVED");
        assertThat(due(mla)).as("late once the hold has ended").isPresent();
        assertThat(officer.file(preservation).at("/reckoned/because").asText())
                .as("on its way it keeps nothing: still to be there before the hold ends") // DR-02
                .isEqualTo("FOLLOW_UP");
        approver.approve(mla, mla);
        officer.await(preservation, file -> state(file).equals("FOLLOWED_UP"));
        assertThat(due(preservation)).as("no clock ends this hold").isEmpty();
        say(new Acknowledgement(message(mla), "US-MLA"));
        JsonNode asked = officer.await(mla, file -> state(file).equals("ACKNOWLEDGED"));
        assertThat(asked.at("/reckoned/because").asText())
                .as("nobody has to remember to ask") // UC-06/5
                .isEqualTo("ASK");
        assertThat(due(mla).orElseThrow()).isBetween(from.plus(Duration.ofDays(1)), from.plus(Duration.ofDays(2)));
        assertThat(officer.get("/api/v1/calendar.ics").text().replace("\r\n ", ""))
                .contains(asked.at("/request/reference").asText() + " MLA-31 DR-92\\, ask the partner\r\n");

        MessageId conditions = say(new Decision(
                message(mla),
                new Decision.Conditional(List.of(new Condition(Condition.Kind.CONFIDENTIAL, "")), "ETS185/28/2")));
        officer.await(mla, file -> state(file).equals("CONDITIONS_PROPOSED"));
        said(mla, "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        officer.await(mla, file -> state(file).equals("ACCEPTED"));

        say(new Result(message(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        officer.await(mla, file -> state(file).equals("FULFILLED"));
        officer.await(preservation, file -> state(file).equals("COMPLETED"));

        MessageId query = say(new UseQuery(message(mla), "For what was it used?"));
        officer.await(mla, file -> state(file).equals("USE_ASKED"));
        said(
                mla,
                "<useExplanation request=\"" + mla + "\" query=\"" + query
                        + "\"><text>In the case stated.</text></useExplanation>");
        officer.await(mla, file -> state(file).equals("FULFILLED"));
    }

    /** Sixty-one days from {@code from}; the partner knows it by {@code ticket}. */
    private String held(String ticket, Instant from) throws Exception {
        String preservation = sent(example("examples/preservation-request.xml"));
        say(new Acknowledgement(message(preservation), ticket));
        say(new Preserved(message(preservation), from, from.plus(Duration.ofDays(61)), ""));
        officer.await(preservation, file -> state(file).equals("PRESERVED"));
        return preservation;
    }

    @Test // UC-16/1a: the extension is a request of its own and lengthens the hold of the first
    void anExtensionLengthensTheHoldThatItNames() throws Exception {
        String ticket = "P-" + UUID.randomUUID().toString().substring(0, 8);
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        String preservation = held(ticket, from);

        String extension = sent(example("examples/kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        Instant until = from.plus(Duration.ofDays(180));
        say(new Preserved(message(extension), from, until, ""));
        JsonNode done = officer.await(extension, file -> state(file).equals("FULFILLED"));
        assertThat(done.path("request").has("due")).as("nothing runs").isFalse(); // UC-11/2
        assertThat(state(officer.file(preservation))).isEqualTo("PRESERVED");
        JsonNode held = officer.file(preservation).path("request");
        assertThat(held.path("followUpBefore").asText()).isEqualTo(until.toString());
        assertThat(due(preservation).orElseThrow())
                .as("so long before it that a person is first warned then")
                .isBetween(until.minus(Duration.ofDays(15)), until.minus(Duration.ofDays(13)));
    }

    @Test // UC-16/1a, UC-05/3b: what is held is held on while a notice is answered, and so is its extension
    void anExtensionLengthensAHoldWhoseNoticeWasAnswered() throws Exception {
        String ticket = "P-" + UUID.randomUUID().toString().substring(0, 8);
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        String preservation = held(ticket, from);
        MessageId notice = say(new RiskNotice(message(preservation), "The provider tells its customers."));
        officer.await(preservation, file -> state(file).equals("RISK_NOTICED"));
        said(
                preservation,
                "<answer request=\"" + preservation + "\" question=\"" + notice + "\"><text>Go on.</text></answer>");
        officer.await(preservation, file -> state(file).equals("UNDER_REVIEW"));

        String extension = sent(example("examples/kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        Instant until = from.plus(Duration.ofDays(180));
        say(new Preserved(message(extension), from, until, ""));
        officer.await(extension, file -> state(file).equals("FULFILLED"));
        assertThat(officer.file(preservation).at("/hold/ends").asText()).isEqualTo(until.toString());
    }

    @Test // UC-14/1a, UC-14/2a: unlawful answers are stopped before they leave ...
    void weCannotGiveAnAnswerThatTheLawDoesNotKnow() throws Exception {
        OfficersClient intake = person("intake", Role.OFFICER);
        String preservation = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(preservation, "ACKNOWLEDGED");
        assertThat(post(
                                intake,
                                preservation,
                                "<decision request=\"" + preservation
                                        + "\"><postponed alternativesConsidered=\"true\"><reasons>Busy.</reasons><review>"
                                        + Dialogue.in60Days() + "</review></postponed></decision>")
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-13");
        assertThat(post(
                                intake,
                                preservation,
                                "<result request=\"" + preservation
                                        + "\" outcome=\"FULFILLED\"><text>Done.</text></result>")
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-13");
        assertThat(intake.move(
                                preservation,
                                "decision",
                                Map.of(
                                        "accepted",
                                        false,
                                        "ground",
                                        "FISCAL_ONLY",
                                        "reasons",
                                        "A tax case.",
                                        "alternativesConsidered",
                                        true))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-09");
        assertThat(state(intake.file(preservation))).isEqualTo("ACKNOWLEDGED");
    }

    @Test // ... and when they come: the partner hears a rejection, the request stays where it was
    void anUnlawfulAnswerOfThePartnerIsRejected() throws Exception {
        String mla = sent(following("mla-31", ""));
        say(new Decision(message(mla), new Decision.Refused("FISCAL_ONLY", "A tax case.", true)));
        say(new Decision(
                message(mla),
                new Decision.Postponed(
                        "", Optional.of(LocalDate.now(Clock.systemUTC()).plusDays(50)), true)));
        officer.await(mla, file -> rejected(mla) == 2);
        assertThat(state(officer.file(mla))).isIn("SENT", "ACKNOWLEDGED");

        say(new Delay(message(mla), "The archive has moved.", Optional.empty()));
        officer.await(
                mla, file -> file.path("timeline").findValuesAsText("event").contains("request.delayed"));
        say(new Decision(message(mla), new Decision.Refused("OTHER_LAW_OR_TREATY", "Article 5 of our law.", true)));
        officer.await(mla, file -> state(file).equals("REFUSED"));
    }

    @Test // UC-14/5, LAW-89, LAW-79: neither side says "done" and nothing else to a question, nor asks for an offence
    // of both States
    void aQuestionToAContactPointIsAnsweredBySomething() throws Exception {
        String ours = sent(example("examples/kinds/poc-35.xml"));
        say(new Result(message(ours), Result.Outcome.FULFILLED, List.of(), ""));
        say(new Decision(message(ours), new Decision.Refused("NO_DUAL_CRIMINALITY", "Not punishable here.", true)));
        officer.await(ours, file -> rejected(ours) == 2);
        assertThat(state(officer.file(ours))).isIn("SENT", "ACKNOWLEDGED");
        them().send(
                        partnersPort(),
                        new Result(message(ours), Result.Outcome.FULFILLED, List.of(), ""),
                        them().newId(),
                        new AttachedBytes("network.txt", "text/plain", bytes("Example Hosting")));
        officer.await(ours, file -> state(file).equals("FULFILLED"));

        OfficersClient intake = person("intake", Role.OFFICER);
        MessageId theirs = say(IncomingRequest.content(bytes(example("examples/kinds/poc-35.xml"))));
        intake.awaitRequest(theirs.toString(), "ACKNOWLEDGED");
        String result = "<result request=\"" + theirs + "\" outcome=\"FULFILLED\"><text>%s</text></result>";
        assertThat(post(intake, theirs.toString(), result.replace("%s", ""))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-01");
        assertThat(intake.move(
                                theirs.toString(),
                                "decision",
                                Map.of(
                                        "accepted",
                                        false,
                                        "ground",
                                        "NO_DUAL_CRIMINALITY",
                                        "reasons",
                                        "Not punishable here.",
                                        "alternativesConsidered",
                                        true))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-09");
        post(intake, theirs.toString(), result.replace("%s", "Example Hosting."))
                .expect(200);
    }

    @Test // UC-15/3a: what was declined never leaves
    void informationThatIsDeclinedIsNeverSent() throws Exception {
        String offer = sent(example("examples/kinds/spon-26.xml"));
        String information = "<information request=\"" + offer + "\"><text>The list.</text></information>";
        assertThat(post(officer, offer, information).expect(409).codes()).containsExactly("E-DSK-09");
        say(new ConditionReply(message(offer), message(offer), false, "Our law gives the defence access."));
        officer.await(offer, file -> state(file).equals("DECLINED"));
        post(officer, offer, information).expect(409);
        assertThat(rows().sql("select count(*) from message where request = ? and kind = 'information'")
                        .param(offer)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test // UC-15/3, UC-15/4
    void informationFollowsWhenItsConditionsAreAccepted() throws Exception {
        String offer = sent(example("examples/kinds/spon-26.xml"));
        say(new ConditionReply(message(offer), message(offer), true, ""));
        officer.await(offer, file -> state(file).equals("CONDITIONS_ACCEPTED"));
        said(offer, "<information request=\"" + offer + "\"><text>The list.</text></information>");
        officer.await(offer, file -> state(file).equals("FULFILLED"));
    }

    @Test // UC-17
    void aCorrectedRequestReplacesTheOldOneOnceItHasArrived() {
        String wrong = sent(example("examples/preservation-request.xml"));
        String right = submitted(example("examples/preservation-request.xml")
                .replace("<remarks>", "<link relation=\"CORRECTED\" message=\"" + wrong + "\"/><remarks>"));
        assertThat(state(officer.file(wrong))).isEqualTo("SENT");
        approver.approve(right, right);
        officer.await(wrong, file -> state(file).equals("SUPERSEDED"));
        assertThat(state(officer.file(right))).isIn("SENT", "ACKNOWLEDGED");
        assertThat(due(wrong)).isEmpty();
    }

    @Test // UC-14/1: E-LAW-14
    void aKindThatIsNotInForceIsTurnedAway() {
        assertThat(officer.post(
                                "/api/v1/requests",
                                "application/xml",
                                bytes(example("examples/kinds/emer-9.xml")),
                                key())
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-14");
    }

    @Test
    void aDocumentIsSaidOfTheRequestOfItsPathOnly() {
        String one = sent(example("examples/preservation-request.xml"));
        String other = sent(example("examples/preservation-request.xml"));
        assertThat(post(officer, one, "<withdrawal request=\"" + other + "\"/>")
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-07");
    }

    private String sent(String xml) {
        String id = submitted(xml);
        approver.approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        return id;
    }

    private String submitted(String xml) {
        return officer.post("/api/v1/requests", "application/xml", bytes(xml), key())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    /** Of our own, approved by the second person. */
    private void said(String request, String content) {
        String message = post(officer, request, content)
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, message);
    }

    private static OfficersClient.Answer post(OfficersClient who, String request, String content) {
        String xml = "<submission xmlns=\"urn:comity:message:1\" to=\"" + PARTNER + "\">" + content + "</submission>";
        return who.post("/api/v1/requests/" + request + "/messages", "application/xml", bytes(xml), key());
    }

    private MessageId say(Content content) throws Exception {
        return them().send(partnersPort(), content, them().newId());
    }

    private static String following(String kind, String preservation) {
        String xml = example("examples/kinds/" + kind + ".xml");
        return preservation.isEmpty()
                ? xml
                : xml.replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + preservation + "\">");
    }

    private static int rejected(String request) {
        return rows().sql("select count(*) from message where request = ? and direction = 'IN' and state = 'REJECTED'")
                .param(request)
                .query(Integer.class)
                .single();
    }

    private Optional<Instant> due(String request) {
        String due = officer.file(request).path("request").path("due").asText("");
        return due.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(due));
    }

    private static String state(JsonNode file) {
        return file.path("request").path("state").asText();
    }

    private static MessageId message(String id) {
        return MessageId.parse(id).orElseThrow();
    }

    private static String example(String file) {
        return new String(OfficersClient.example(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String key() {
        return OfficersClient.newKey();
    }
}
