package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Rejection;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-16/5: data are held until what followed their hold is decided (DR-02), and nothing short of a decision lets them go. */
class FollowedUpHoldsTest extends RunningGateway {
    private final Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final Instant until = from.plus(Duration.ofDays(85));
    private Dialogue we;
    private String preservation;
    private String followUp;

    @BeforeEach
    void dataAreHeldAndFollowedUp() throws Exception {
        we = new Dialogue(this);
        preservation = we.sent(example("preservation-request.xml"));
        we.say(new Acknowledgement(id(preservation), "P-" + preservation.substring(0, 18)));
        we.say(new Preserved(id(preservation), from, until, ""));
        we.await(preservation, "PRESERVED");
        followUp = we.sent(following(preservation));
        we.await(preservation, "FOLLOWED_UP");
    }

    @Test // UC-16/5
    void theFirstOfTwoDecisionsReleasesNothing() throws Exception {
        String second = we.sent(following(preservation));
        we.say(new Result(id(followUp), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(followUp, "FULFILLED");
        stillHeld();
        we.say(new Decision(id(second), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(preservation, "COMPLETED");
        assertThat(holdState()).isEqualTo("RELEASED");
    }

    @Test // UC-16/3a, UC-17
    void aCorrectionOfTheFollowUpTakesItsPlaceEvenIfItForgetsTheHold() throws Exception {
        String right = we.sent(following("")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"CORRECTED\" message=\"" + followUp + "\"/><link relation=\"PRESERVATION\">"));
        we.await(followUp, "SUPERSEDED");
        stillHeld();
        we.say(new Result(id(right), Result.Outcome.NO_DATA, List.of(), "Nothing was found."));
        we.await(preservation, "COMPLETED");
    }

    @Test // UC-17/2a: the correction may be refused, and then nothing would be held
    void aCorrectionOfWhatIsHeldReplacesNothingAndSaysSo() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        String early = we.submitted(correcting(held));
        assertThat(we.submit(correcting(early))
                        .expect(201)
                        .json()
                        .path("cautions")
                        .findValuesAsText("about"))
                .doesNotContain("corrects-held");
        we.say(new Preserved(id(held), from, until, ""));
        we.await(held, "PRESERVED");

        we.approver.approve(early, early); // written before anything was held
        stands(early, held, "PRESERVED", "PRESERVED");
        we.say(new Decision(id(early), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(early, "REFUSED");
        stands(early, held, "PRESERVED", "PRESERVED");

        we.say(new RiskNotice(id(held), "The subscriber will see it."));
        MessageId notice = id(message(we.await(held, "RISK_NOTICED"), "riskNotice"));
        stands(corrected(held), held, "RISK_NOTICED", "PRESERVED");
        String number = we.officer.file(held).at("/request/reference").asText();
        assertThat(we.submit(correcting(held)
                                .replaceFirst(
                                        "<link relation=\"CORRECTED\" message=\"[^\"]*\"/>",
                                        "<link relation=\"CORRECTED\"><reference>" + number + "</reference></link>"))
                        .expect(201)
                        .json()
                        .path("cautions")
                        .findValuesAsText("about"))
                .as("by its number, as by its id")
                .contains("corrects-held");
        we.said(held, "<answer request=\"" + held + "\" question=\"" + notice + "\"><text>Go on.</text></answer>");
        we.await(held, "UNDER_REVIEW");
        stands(corrected(held), held, "UNDER_REVIEW", "PRESERVED");
        stands(corrected(preservation), preservation, "FOLLOWED_UP", "HELD_OPEN");
        String last = corrected(preservation);
        stands(last, preservation, "FOLLOWED_UP", "HELD_OPEN");

        String right = we.sent(correcting(last)); // for which nothing is held
        assertThat(we.await(last, "SUPERSEDED").at("/hold/state").asText()).isEqualTo("RELEASED");
        assertThat(state(we.officer.file(right))).isEqualTo("SENT");
    }

    private String corrected(String held) {
        JsonNode submitted = we.submit(correcting(held)).expect(201).json();
        assertThat(submitted.path("cautions"))
                .anyMatch(caution -> caution.path("about").asText().equals("corrects-held")
                        && caution.path("request").asText().equals(held));
        String id = submitted.path("id").asText();
        we.approver.approve(id, id);
        return id;
    }

    private void stands(String correction, String held, String state, String hold) {
        we.officer.awaitDelivery(correction, correction, "DELIVERED");
        JsonNode file = we.officer.await(
                held,
                read -> StreamSupport.stream(read.path("links").spliterator(), false)
                        .anyMatch(link -> link.path("request").asText().equals(correction) && link.has("arrived")));
        assertThat(state(file)).isEqualTo(state);
        assertThat(file.at("/hold/state").asText()).isEqualTo(hold);
    }

    private static String message(JsonNode file, String kind) {
        return StreamSupport.stream(file.path("messages").spliterator(), false)
                .filter(message -> message.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static String correcting(String wrong) {
        return example("preservation-request.xml")
                .replace("<remarks>", "<link relation=\"CORRECTED\" message=\"" + wrong + "\"/><remarks>");
    }

    @Test // UC-16/5
    void whatWasNeverApprovedHasFollowedNothing() {
        String second = we.submitted(following(preservation));
        we.officer
                .move(second, "discard", Map.of("message", second, "reason", "Once is enough."))
                .expect(200);
        we.await(second, "CLOSED");
        stillHeld();
    }

    @Test // UC-16/1a: an extension follows nothing up
    void theEndOfAnExtensionReleasesNothing() throws Exception {
        String ticket = we.officer
                .file(preservation)
                .path("request")
                .path("partnerReference")
                .asText();
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        we.say(new Preserved(id(extension), from, from.plus(Duration.ofDays(180)), ""));
        we.await(extension, "FULFILLED");
        stillHeld();
    }

    @Test // UC-16/5a
    void aWithdrawnFollowUpLeavesTheHoldItsOwnEnd() {
        we.said(followUp, "<withdrawal request=\"" + followUp + "\"/>");
        we.await(followUp, "WITHDRAWN");
        heldToItsEnd();
        we.sent(following(preservation));
        we.await(preservation, "FOLLOWED_UP");
    }

    @Test // UC-16/5a: it was received and then turned away, so nobody there decides on it
    void aFollowUpThatTheHolderTurnsAwayLeavesTheHoldItsOwnEnd() throws Exception {
        we.say(new Rejection(
                id(followUp),
                List.of(new Rejection.Finding("E-LAW-01", "ETS185/25/5", "assistanceRequest/facts", "Missing."))));
        we.await(followUp, "REJECTED");
        heldToItsEnd();
    }

    @Test // UC-04/3a: nobody holds anything for what was turned away
    void noHoldIsAwaitedOfAPreservationThatWasTurnedAway() throws Exception {
        String wrong = we.sent(example("preservation-request.xml"));
        assertThat(we.officer.file(wrong).path("request").path("due").asText()).isNotEmpty();
        we.say(new Rejection(
                id(wrong), List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Missing."))));
        assertThat(we.await(wrong, "REJECTED").path("hold").path("state").asText())
                .isEqualTo("RELEASED");
        assertThat(rows().sql("select count(*) from deadline where request = ? and rule = 'DR-01' and state = 'ARMED'")
                        .param(wrong)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test // UC-14/5a, UC-14/6a: the rest may still follow
    void theUseOfAPartIsExplainedWithoutAnEndOfTheRequest() throws Exception {
        we.say(new Result(id(followUp), Result.Outcome.PARTIAL, List.of(), "The first half."));
        we.await(followUp, "PARTLY_FULFILLED");
        MessageId query = we.say(new UseQuery(id(followUp), "For what was it used?"));
        we.await(followUp, "USE_OF_PART_ASKED");
        we.said(
                followUp,
                "<useExplanation request=\"" + followUp + "\" query=\"" + query
                        + "\"><text>In the case stated.</text></useExplanation>");
        we.await(followUp, "PARTLY_FULFILLED");
        stillHeld();
        we.say(new Result(id(followUp), Result.Outcome.FULFILLED, List.of(), "The rest."));
        we.await(preservation, "COMPLETED");
    }

    @Test // UC-14/2b: its clocks stop until the day that the partner names, so somebody has to know
    void aPostponementOfWhatIsUrgentCallsSomebody() throws Exception {
        LocalDate review = LocalDate.ofInstant(from, ZoneOffset.UTC).plusDays(200);
        we.say(new Decision(
                id(followUp), new Decision.Postponed("It would warn our suspects.", Optional.of(review), true)));
        we.await(followUp, "POSTPONED");
        assertThat(alerts(followUp)).contains("answer-decision");
        stillHeld();
    }

    @Test // UC-14/2e, UC-16/5: of the rest a court decides otherwise
    void theRefusalOfTheRestEndsTheFollowUpAndItsHold() throws Exception {
        we.say(new Result(id(followUp), Result.Outcome.PARTIAL, List.of(), "The first half."));
        we.await(followUp, "PARTLY_FULFILLED");
        we.say(new Decision(id(followUp), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(followUp, "REFUSED");
        assertThat(alerts(followUp)).contains("answer-decision");
        we.await(preservation, "COMPLETED");
        assertThat(holdState()).isEqualTo("RELEASED");
    }

    @Test // UC-14/2e, UC-16/5: it is decided, whatever its use was
    void theRefusalOfTheRestReleasesTheHoldThoughTheUseOfThePartIsStillToBeExplained() throws Exception {
        we.say(new Result(id(followUp), Result.Outcome.PARTIAL, List.of(), "The first half."));
        we.await(followUp, "PARTLY_FULFILLED");
        we.say(new UseQuery(id(followUp), "For what was it used?"));
        we.await(followUp, "USE_OF_PART_ASKED");
        stillHeld();
        we.say(new Decision(id(followUp), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(followUp, "USE_ASKED");
        we.await(preservation, "COMPLETED");
    }

    @Test // UC-14/2e: we are the requested side
    void whatWeAcceptedWeCanRefuseAfterAll() throws Exception {
        OfficersClient intake = person("intake", Role.OFFICER);
        String theirs = we.say(
                        IncomingRequest.content(example("kinds/mla-31.xml").getBytes(StandardCharsets.UTF_8)))
                .toString();
        intake.awaitRequest(theirs, "ACKNOWLEDGED");
        decide(intake, theirs, "<accepted/>");
        intake.awaitRequest(theirs, "ACCEPTED");
        assertThat(intake.file(theirs).at("/request/moves").toString()).contains("decision");
        decide(
                intake,
                theirs,
                "<refused ground=\"ESSENTIAL_INTERESTS\" alternativesConsidered=\"true\"><reasons>The court.</reasons></refused>");
        intake.awaitRequest(theirs, "REFUSED");
    }

    private void decide(OfficersClient intake, String request, String outcome) {
        String message = Dialogue.post(
                        intake, request, "<decision request=\"" + request + "\">" + outcome + "</decision>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        person("intake", Role.APPROVER).approve(request, message);
    }

    @Test // UC-16/1a: numbers of both sides collide
    void anExtensionIsOfTheRequestThatItLinks() throws Exception {
        String other = we.sent(example("preservation-request.xml"));
        String ours = we.officer.file(other).at("/request/reference").asText();
        String held = we.sent(example("preservation-request.xml"));
        we.say(new Acknowledgement(id(held), ours)); // the number that we gave to the other
        for (String one : List.of(other, held)) {
            we.say(new Preserved(id(one), from, until, ""));
            we.await(one, "PRESERVED");
        }
        String end = we.officer.file(other).at("/hold/ends").asText();

        String extension = we.sent(extending(ours, held));
        we.say(new Preserved(id(extension), from, until.plus(Duration.ofDays(60)), ""));
        we.await(extension, "FULFILLED");
        assertThat(we.officer.file(held).at("/hold/stated").asText())
                .isEqualTo(until.plus(Duration.ofDays(60)).toString());
        assertThat(we.officer.file(other).at("/hold/ends").asText()).isEqualTo(end);
    }

    @Test // UC-16/1a, UC-17/1: the partner takes the number for its own, of another request
    void aLinkByANumberThatNamesTwoDoesNotLeave() throws Exception {
        String other = we.sent(example("preservation-request.xml"));
        String number = we.officer.file(other).at("/request/reference").asText();
        String theirs = we.sent(example("preservation-request.xml"));
        we.say(new Acknowledgement(id(theirs), number));
        we.officer.await(
                theirs, file -> file.at("/request/partnerReference").asText().equals(number));
        for (String relation : List.of("CORRECTED", "SUCCEEDED", "PRESERVATION")) {
            assertThat(we.submit(linking(relation, "><reference>" + number + "</reference></link>"))
                            .expect(422)
                            .codes())
                    .as(relation)
                    .containsExactly("E-CSW-28");
        }
        we.submit(linking("SUCCEEDED", " message=\"" + other + "\"><reference>" + number + "</reference></link>"))
                .expect(201);
    }

    @Test // UC-16/1a: who reads it there may go by the number
    void anExtensionWhoseNumberAndLinkDifferDoesNotLeave() {
        String other = we.sent(example("preservation-request.xml"));
        assertThat(we.submit(extending(
                                we.officer.file(other).at("/request/reference").asText(), preservation))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-28");
    }

    @Test // UC-16/1a: the partner thinks that something is held for longer
    void anExtensionThatLengthensNothingCallsSomebody() throws Exception {
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", "P-unknown-here"));
        we.say(new Preserved(id(extension), from, until.plus(Duration.ofDays(60)), ""));
        we.await(extension, "FULFILLED");
        assertThat(alerts(extension)).contains("extends-nothing");
    }

    @Test // UC-16/1a, UC-16/5a: the end that counts once nothing keeps it open any more
    void anExtensionOfWhatIsHeldOpenIsItsEndOnceTheFollowUpHasEnded() throws Exception {
        String ours = we.officer.file(preservation).at("/request/reference").asText();
        String extension = we.sent(extending(ours, preservation));
        Instant later = until.plus(Duration.ofDays(60));
        we.say(new Preserved(id(extension), from, later, ""));
        we.await(extension, "FULFILLED");
        assertThat(alerts(extension)).doesNotContain("extends-nothing");
        stillHeld();
        we.said(followUp, "<withdrawal request=\"" + followUp + "\"/>");
        assertThat(we.await(preservation, "PRESERVED").at("/hold/stated").asText())
                .isEqualTo(later.toString());
        assertThat(armed()).isOne();
    }

    @Test // UC-16/5a, THREAT-84: when the hold began counts again with its end
    void aHoldThatBeganUnaskedCallsAgainOnceItsFollowUpIsWithdrawn() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        we.say(new Preserved(id(held), from.minus(Duration.ofDays(85)), from.plus(Duration.ofDays(61)), ""));
        we.await(held, "PRESERVED");
        assertThat(alerts(held)).contains("hold-begun-unasked");
        String follows = we.sent(following(held));
        we.await(held, "FOLLOWED_UP");
        assertThat(alerts(held)).doesNotContain("hold-begun-unasked");
        we.said(follows, "<withdrawal request=\"" + follows + "\"/>");
        we.await(held, "PRESERVED");
        assertThat(alerts(held)).contains("hold-begun-unasked");
    }

    private static String linking(String relation, String rest) {
        String xml = example("preservation-request.xml");
        return xml.replace("<remarks>", "<link relation=\"" + relation + "\"" + rest + "<remarks>");
    }

    private static String extending(String number, String linked) {
        return example("kinds/pres-29x.xml")
                .replace("R-2026-000018", number)
                .replaceFirst("message=\"[^\"]*\"", "message=\"" + linked + "\"");
    }

    private static List<String> alerts(String request) {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }

    private int armed() {
        return rows().sql("select count(*) from deadline where request = ? and rule = 'DR-01' and state = 'ARMED'")
                .param(preservation)
                .query(Integer.class)
                .single();
    }

    @Test // ETS185/29/7: what the two still ask each other lets nothing go
    void aFollowUpThatCrossesARiskNoticeHoldsOpenAtOnce() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        we.say(new Preserved(id(held), from, until, ""));
        we.await(held, "PRESERVED");
        we.say(new RiskNotice(id(held), "The subscriber will see it."));
        we.await(held, "RISK_NOTICED");
        String follows = we.sent(following(held));
        JsonNode open = we.await(held, "FOLLOWED_UP");
        assertThat(open.at("/hold/state").asText()).isEqualTo("HELD_OPEN");
        assertThat(open.path("deadlines"))
                .as("UC-11/2: its own clock is stopped, says why, and warns of nothing")
                .anyMatch(clock -> clock.path("stopped").asText().equals("FOLLOWED_UP")
                        && clock.path("rule").asText().equals("DR-01")
                        && clock.has("due"))
                .noneMatch(clock -> clock.path("state").asText().equals("STOPPED") && clock.has("warnAt"));
        assertThat(rows().sql("select cause from alert where request = ? and acknowledged is null")
                        .param(held)
                        .query(String.class)
                        .list())
                .as("the notice is not answered by it")
                .contains("answer-risk-notice");
        we.say(new Result(id(follows), Result.Outcome.FULFILLED, List.of(), "Attached."));
        JsonNode over = we.await(held, "COMPLETED");
        assertThat(over.at("/hold/state").asText()).isEqualTo("RELEASED");
        assertThat(over.path("deadlines").findValuesAsText("stopped")).contains("FOLLOWED_UP", "OVER");
        assertThat(we.officer.get("/api/v1/calendar.ics").text())
                .doesNotContain(over.at("/request/reference").asText() + " ");
    }

    @Test // UC-16/3: what was warned of instead of being held is not held open
    void nothingIsHeldOpenThatNobodyHasSaidToHold() throws Exception {
        String warned = we.sent(example("preservation-request.xml"));
        we.say(new RiskNotice(id(warned), "The provider deletes at the end of the day."));
        we.await(warned, "RISK_NOTICED");
        String follows = we.sent(following(warned));
        we.officer.await(
                warned,
                file -> file.path("links").findValuesAsText("request").contains(follows)
                        && !file.at("/links/0/arrived").asText().isEmpty());
        assertThat(state(we.officer.file(warned))).isEqualTo("RISK_NOTICED");
        we.say(new Preserved(id(warned), from, until, ""));
        assertThat(we.await(warned, "FOLLOWED_UP").at("/hold/state").asText()).isEqualTo("HELD_OPEN");
    }

    private void stillHeld() {
        assertThat(state(we.officer.file(preservation))).isEqualTo("FOLLOWED_UP");
        assertThat(holdState()).isEqualTo("HELD_OPEN");
    }

    private void heldToItsEnd() {
        assertThat(we.await(preservation, "PRESERVED")
                        .path("request")
                        .path("followUpBefore") // UC-11/2
                        .asText())
                .isEqualTo(until.toString());
        assertThat(holdState()).isEqualTo("PRESERVED");
        assertThat(armed()).isOne();
    }

    private String holdState() {
        return we.officer.file(preservation).path("hold").path("state").asText();
    }

    private static String following(String preservation) {
        String xml = example("kinds/mla-31.xml");
        return preservation.isEmpty()
                ? xml
                : xml.replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + preservation + "\">");
    }
}
