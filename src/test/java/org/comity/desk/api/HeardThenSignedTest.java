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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-21/5, 5e, 5f: what was written down of a telephone call never outranks what the partner signs afterwards. */
class HeardThenSignedTest extends RunningGateway {
    private final Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final Instant until = from.plus(Duration.ofDays(85));
    private Dialogue we;
    private String request;

    @BeforeEach
    void aPreservationIsSent() {
        we = new Dialogue(this);
        request = we.sent(example("preservation-request.xml"));
    }

    @Test // UC-21/5a: minutes are what people note
    void whatSaysTheSameConfirmsAndCallsNobody() throws Exception {
        heard(acknowledged("P-1"));
        heard(preserved(until.truncatedTo(ChronoUnit.MINUTES)));
        assertThat(we.officer.file(request).at("/hold/heard").asBoolean())
                .as("a voice on the telephone has said so")
                .isTrue();
        we.say(new Acknowledgement(id(request), "P-1"));
        we.say(new Preserved(id(request), from, until, "EV-7"));
        JsonNode file =
                we.officer.await(request, read -> read.findValues("confirmedBy").size() == 2);
        assertThat(file.findValues("contradictedBy")).isEmpty();
        assertThat(alerts()).doesNotContain("signed-otherwise");
        assertThat(state(file)).isEqualTo("PRESERVED");
        assertThat(ends(file)).as("to the second that was signed").isEqualTo(until.toString());
        assertThat(file.at("/hold/heard").asBoolean()).isFalse();
    }

    @Test // THREAT-81: the first reference stays, but a heard one is none
    void theReferenceThatWasSignedIsTheReference() throws Exception {
        heard(acknowledged("P-1"));
        MessageId signed = we.say(new Acknowledgement(id(request), "P-2"));
        JsonNode file = contradicted(signed);
        assertThat(file.at("/request/partnerReference").asText()).isEqualTo("P-2");
        assertThat(state(file)).isEqualTo("ACKNOWLEDGED");
        we.say(new Acknowledgement(id(request), "P-3"));
        we.say(new Question(id(request), "Which port?"));
        assertThat(we.await(request, "INFO_NEEDED")
                        .at("/request/partnerReference")
                        .asText())
                .as("the first that was signed stays")
                .isEqualTo("P-2");
    }

    @Test
    void theQuestionThatWasSignedIsTheOneToAnswer() throws Exception {
        String record = heard("<question request=\"" + request + "\"><text>Which port?</text></question>");
        assertThat(we.officer
                        .move(request, "answer", Map.of("question", record, "text", "50412"))
                        .expect(422)
                        .codes())
                .as("UC-21/5g: the partner knows no such message")
                .containsExactly("E-CSW-24");
        MessageId signed = we.say(new Question(id(request), "Which account?"));
        JsonNode file = contradicted(signed);
        assertThat(state(file)).isEqualTo("INFO_NEEDED");
        String answer = we.officer
                .move(request, "answer", Map.of("question", signed.toString(), "text", "cust-0098812"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        we.approver.approve(request, answer);
        we.officer.awaitDelivery(request, answer, "DELIVERED");
    }

    @Test
    void theDatesThatWereSignedAreTheDatesOfTheHold() throws Exception {
        heard(preserved(until));
        Instant earlier = from.plus(Duration.ofDays(70));
        MessageId signed = we.say(new Preserved(id(request), from, earlier, ""));
        JsonNode file = contradicted(signed);
        assertThat(state(file)).isEqualTo("PRESERVED");
        assertThat(ends(file)).isEqualTo(earlier.toString());
        assertThat(file.at("/hold/heard").asBoolean())
                .as("signed, if otherwise")
                .isFalse();
        assertThat(armed()).isOne();
    }

    @Test // UC-21/5, UC-21/5a: the record that was corrected is over with the one that was confirmed
    void whatWasCorrectedByTelephoneIsSignedWithItsCorrection() throws Exception {
        heard(preserved(from.plus(Duration.ofDays(65))));
        heard(preserved(until));
        we.say(new Preserved(id(request), from, until, ""));
        JsonNode file = we.officer.await(
                request, read -> !read.findValues("confirmedBy").isEmpty());
        assertThat(ends(file)).isEqualTo(until.toString());
        assertThat(file.at("/hold/heard").asBoolean()).isFalse();
        Instant later = until.plus(Duration.ofDays(2));
        we.say(new Preserved(id(request), from, later, ""));
        we.officer.await(request, read -> read.at("/hold/stated").asText().equals(later.toString()));
        assertThat(we.officer.file(request).findValues("contradictedBy")).isEmpty();
        assertThat(alerts()).doesNotContain("signed-otherwise");
    }

    @Test // DR-02: no clock ends the hold while it is followed up, but its own end is what was signed
    void theDatesThatWereSignedCountOnceTheFollowUpHasEnded() throws Exception {
        heard(preserved(until));
        String followUp = we.sent(example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + request + "\">"));
        we.await(request, "FOLLOWED_UP");
        Instant earlier = from.plus(Duration.ofDays(70));
        MessageId signed = we.say(new Preserved(id(request), from, earlier, "", List.of(1), "Gone already."));
        JsonNode open = contradicted(signed);
        assertThat(state(open)).isEqualTo("FOLLOWED_UP");
        assertThat(alerts()).as("what was told as the whole is a part").contains("hold-in-part");
        String alert = rows().sql("select id::text from alert where request = ? and cause = 'hold-in-part'")
                .param(request)
                .query(String.class)
                .single();
        we.officer
                .post("/api/v1/alerts/" + alert + "/acknowledge", "application/json", new byte[0], "")
                .expect(204);
        assertThat(open.at("/hold/state").asText()).isEqualTo("HELD_OPEN");
        assertThat(ends(open)).isEqualTo(earlier.toString());
        assertThat(armed()).isZero();
        we.said(followUp, "<withdrawal request=\"" + followUp + "\"/>");
        JsonNode running = we.await(request, "PRESERVED");
        assertThat(ends(running)).isEqualTo(earlier.toString());
        assertThat(running.at("/request/followUpBefore").asText()).isEqualTo(earlier.toString());
        assertThat(running.at("/reckoned/because").asText())
                .as("it is to be sent again")
                .isEqualTo("FOLLOW_UP");
    }

    @Test // UC-21/5f: it was never registered there, whatever the telephone said
    void aRequestThatWasTurnedAwayInWritingIsTurnedAway() throws Exception {
        heard(acknowledged("P-1"));
        heard(preserved(until));
        MessageId signed = we.say(new Rejection(
                id(request), List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Missing."))));
        JsonNode file = contradicted(signed);
        assertThat(state(file)).isEqualTo("REJECTED");
        assertThat(file.at("/hold/state").asText()).isEqualTo("RELEASED");
        assertThat(armed()).isZero();
    }

    @Test // UC-21/5f: no later rejection undoes what was acknowledged in writing
    void whatWasAcknowledgedInWritingIsNotTurnedAwayAfterwards() throws Exception {
        we.say(new Acknowledgement(id(request), "P-1"));
        we.await(request, "ACKNOWLEDGED");
        heard(preserved(until));
        MessageId late = we.say(new Rejection(
                id(request), List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Missing."))));
        we.officer.await(
                request, file -> file.path("messages").findValuesAsText("id").contains(late.toString()));
        assertThat(state(we.officer.file(request))).isEqualTo("PRESERVED");
        assertThat(alerts()).contains("message-rejected");
        we.officer.await(
                request,
                file -> file.path("timeline").findValuesAsText("event").contains("message.rejected-by-partner"));
    }

    @Test // UC-08/3f: what was called about a word is over once the partner signed a better one
    void aSignedAnswerSettlesTheAlertsOfWhatCameBefore() throws Exception {
        we.say(new Acknowledgement(id(request), "P-1"));
        we.await(request, "ACKNOWLEDGED");
        heard(preserved(from.plus(Duration.ofDays(15))));
        we.say(new Rejection(
                id(request), List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Missing."))));
        we.officer.await(
                request,
                file -> file.path("timeline").findValuesAsText("event").contains("message.rejected-by-partner"));
        assertThat(alerts()).contains("hold-too-short", "message-rejected");

        MessageId signed = we.say(new Preserved(id(request), from, until, ""));
        JsonNode file = we.officer.await(request, read -> ends(read).equals(until.toString()));
        assertThat(alerts()).doesNotContain("hold-too-short", "message-rejected");
        List<String> settled = new ArrayList<>();
        for (JsonNode moment : file.path("timeline")) {
            if (moment.path("event").asText().equals("alert.settled")
                    && moment.path("message").asText().equals(signed.toString())) {
                settled.add(moment.at("/detail/cause").asText());
            }
        }
        assertThat(settled).containsExactlyInAnyOrder("hold-too-short", "message-rejected");
    }

    @Test // UC-08/3f: only a person can see what a promise that was shortened means
    void anEarlierEndThatIsSaidAgainLeavesTheAlertToAPerson() throws Exception {
        we.say(new Preserved(id(request), from, until, ""));
        we.await(request, "PRESERVED");
        for (int days = 70; days < 72; days++) {
            Instant earlier = from.plus(Duration.ofDays(days));
            we.say(new Preserved(id(request), from, earlier, ""));
            we.officer.await(request, read -> ends(read).equals(earlier.toString()));
            assertThat(alerts()).contains("hold-shortened");
        }
    }

    @Test // UC-05/3d, UC-08/3f: nobody is called to do what is done
    void thePartThatIsHeldIsSaidAgainWhileTheRestIsAskedFor() throws Exception {
        heard(preserved(until).replace("</until>", "</until><item>1</item><item>3</item><rest>Elsewhere.</rest>"));
        assertThat(alerts()).contains("hold-in-part");
        we.sent(example("preservation-request.xml")
                .replace("<remarks>", "<link relation=\"SUCCEEDED\" message=\"" + request + "\"/><remarks>"));
        we.officer.await(request, file -> !alerts().contains("hold-in-part"));
        we.say(new Preserved(id(request), from, until, "", List.of(1, 3), "Elsewhere."));
        JsonNode file = we.officer.await(
                request, read -> !read.findValues("confirmedBy").isEmpty());
        assertThat(file.at("/request/heldInPart").asBoolean()).isTrue();
        assertThat(alerts()).doesNotContain("hold-in-part");

        Instant later = until.plus(Duration.ofDays(2));
        we.say(new Preserved(id(request), from, later, "", List.of(3), "Elsewhere."));
        we.officer.await(request, read -> read.at("/hold/stated").asText().equals(later.toString()));
        assertThat(alerts()).as("less than before").contains("hold-in-part");
    }

    @Test // UC-21/4c: the follow-up that kept it open is gone, and the short hold is back
    void aHoldThatIsTooShortCallsAgainOnceItsFollowUpIsWithdrawn() {
        heard(preserved(from.plus(Duration.ofDays(15))));
        assertThat(alerts()).contains("hold-too-short");
        String followUp = we.sent(example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + request + "\">"));
        we.await(request, "FOLLOWED_UP");
        assertThat(alerts()).doesNotContain("hold-too-short");
        we.said(followUp, "<withdrawal request=\"" + followUp + "\"/>");
        we.await(request, "PRESERVED");
        assertThat(alerts()).contains("hold-too-short");
    }

    @Test // UC-21/5f: even where a follow-up keeps open what nobody holds
    void aRefusalInWritingEndsWhatOnlyTheTelephoneHeld() throws Exception {
        heard(preserved(until));
        we.sent(example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + request + "\">"));
        we.await(request, "FOLLOWED_UP");
        MessageId signed = we.say(new Decision(id(request), new Decision.Refused("POLITICAL_OFFENCE", "Ours.", true)));
        JsonNode file = contradicted(signed);
        assertThat(state(file)).isEqualTo("REFUSED");
        assertThat(file.at("/hold/state").asText()).isEqualTo("RELEASED");
        assertThat(alerts()).contains("answer-decision");
    }

    @Test // UC-21/5f: nothing is held until somebody signs that it is
    void aQuestionInWritingTakesBackTheHoldThatWasHeard() throws Exception {
        heard(preserved(until));
        MessageId signed = we.say(new Question(id(request), "Which account?"));
        JsonNode file = contradicted(signed);
        assertThat(state(file)).isEqualTo("INFO_NEEDED");
        assertThat(file.at("/hold/estimated").asBoolean()).isTrue();
        assertThat(file.at("/hold/state").asText()).isEqualTo("REQUESTED");
        assertThat(file.at("/request/notYetHeld").asBoolean(true)).isTrue();
    }

    @Test // what moved the request in writing since then is the partner's own word
    void whatThePartnerSignedSinceStands() throws Exception {
        heard("<question request=\"" + request + "\"><text>Which port?</text></question>");
        we.say(new Preserved(id(request), from, until, ""));
        we.await(request, "PRESERVED");
        we.say(new Decision(id(request), new Decision.Refused("POLITICAL_OFFENCE", "Ours.", true)));
        we.officer.await(
                request,
                file -> file.path("messages").findValuesAsText("delivery").contains("PARKED"));
        assertThat(state(we.officer.file(request))).isEqualTo("PRESERVED");
        assertThat(alerts()).doesNotContain("signed-otherwise");
    }

    @Test // UC-21/5e: it has no effect, so somebody has to ask
    void aSignedMessageThatIsTurnedAwayCallsToo() throws Exception {
        heard(preserved(until));
        we.say(new Preserved(id(request), from, from.plus(Duration.ofDays(10)), ""));
        we.officer.await(
                request,
                file -> file.path("messages").findValuesAsText("delivery").contains("REJECTED"));
        assertThat(alerts()).contains("signed-otherwise");
        assertThat(ends(we.officer.file(request))).isEqualTo(until.toString());
    }

    @Test // an extension that was heard of ends it, so it has two persons; its dates are no less the partner's
    void theDatesOfAnExtensionAreThoseThatWereSigned() throws Exception {
        we.say(new Acknowledgement(id(request), "P-" + request.substring(0, 18)));
        we.say(new Preserved(id(request), from, until, ""));
        we.await(request, "PRESERVED");
        String ticket = we.officer.file(request).at("/request/partnerReference").asText();
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        Instant heard = until.plus(Duration.ofDays(60));
        String record = heard(
                extension,
                "<preserved request=\"" + extension + "\"><from>" + from + "</from><until>" + heard
                        + "</until></preserved>");
        we.approver.approve(extension, record);
        assertThat(ends(we.officer.file(request))).isEqualTo(heard.toString());
        assertThat(we.officer.file(request).at("/hold/heard").asBoolean())
                .as("that it is held was signed, until when was not")
                .isTrue();
        Instant signed = until.plus(Duration.ofDays(30));
        we.say(new Preserved(id(extension), from, signed, ""));
        we.officer.await(extension, read -> !read.findValues("contradictedBy").isEmpty());
        assertThat(ends(we.officer.file(request))).isEqualTo(signed.toString());
        assertThat(we.officer.file(request).at("/hold/heard").asBoolean()).isFalse();
    }

    @Test // UC-21/5: what the hold rests on now is what was said last of it
    void theEndOfASignedExtensionIsNotOneThatWasHeard() throws Exception {
        we.say(new Acknowledgement(id(request), "P-" + request.substring(0, 18)));
        we.officer.await(
                request, file -> !file.at("/request/partnerReference").asText().isEmpty());
        heard(preserved(until));
        String ticket = we.officer.file(request).at("/request/partnerReference").asText();
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        assertThat(we.officer.file(request).at("/hold/heard").asBoolean()).isTrue();
        Instant longer = until.plus(Duration.ofDays(60));
        we.say(new Preserved(id(extension), from, longer, ""));
        JsonNode file = we.officer.await(request, read -> ends(read).equals(longer.toString()));
        assertThat(file.at("/hold/heard").asBoolean()).isFalse();
    }

    @Test // UC-21/4c: the extension is over, the data are held on, and for too short a time
    void anExtensionThatIsTooShortStillCallsOnceItIsApproved() throws Exception {
        we.say(new Acknowledgement(id(request), "P-" + request.substring(0, 18)));
        we.officer.await(
                request, file -> !file.at("/request/partnerReference").asText().isEmpty());
        heard(preserved(from.plus(Duration.ofDays(15))));
        String ticket = we.officer.file(request).at("/request/partnerReference").asText();
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", ticket));
        String record = heard(
                extension,
                "<preserved request=\"" + extension + "\"><from>" + from + "</from><until>"
                        + from.plus(Duration.ofDays(40)) + "</until></preserved>");
        we.approver.approve(extension, record);
        assertThat(state(we.officer.file(extension))).isEqualTo("FULFILLED");
        assertThat(rows().sql("select cause from alert where request = ? and acknowledged is null")
                        .param(extension)
                        .query(String.class)
                        .list())
                .contains("hold-too-short");
    }

    @Test // UC-21/5c: what neither confirms nor excludes the record leaves it as it is
    void anotherKindOfAnswerIsNoContradiction() throws Exception {
        heard(acknowledged("P-1"));
        we.say(new Result(id(request), Result.Outcome.NO_DATA, List.of(), "Nothing there."));
        JsonNode file = we.await(request, "NO_DATA");
        assertThat(file.findValues("contradictedBy")).isEmpty();
        assertThat(alerts()).doesNotContain("signed-otherwise");
    }

    private JsonNode contradicted(MessageId signed) {
        we.officer.await(request, read -> !read.findValues("contradictedBy").isEmpty());
        JsonNode file = we.officer.file(request); // whole: the one before may have been read while it was written
        assertThat(file.findValuesAsText("contradictedBy")).containsOnly(signed.toString());
        assertThat(file.path("timeline").findValuesAsText("event")).contains("answer.contradicted");
        assertThat(alerts()).contains("signed-otherwise");
        return file;
    }

    private String heard(String content) {
        return heard(request, content);
    }

    private String heard(String about, String content) {
        String submission =
                "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY + "\">" + content + "</submission>";
        Map<String, ?> written = Map.of(
                "at",
                        Clock.systemUTC()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                "way", "TELEPHONE",
                "sender", Map.of("person", "Sato", "organisation", "Them"),
                "recipient", Map.of("person", "Desk", "organisation", "Us"),
                "number", "N-17/26");
        return we.officer
                .multipart(
                        "/api/v1/requests/" + about + "/heard",
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written)),
                        new OfficersClient.PartOf(
                                "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)))
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private String acknowledged(String reference) {
        return "<acknowledgement request=\"" + request + "\"><reference>" + reference
                + "</reference></acknowledgement>";
    }

    private String preserved(Instant end) {
        return "<preserved request=\"" + request + "\"><from>" + from + "</from><until>" + end + "</until></preserved>";
    }

    private static String ends(JsonNode file) {
        return file.at("/hold/ends").asText();
    }

    private List<String> alerts() {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }

    private int armed() {
        return rows().sql("select count(*) from deadline where request = ? and rule = 'DR-01' and state = 'ARMED'")
                .param(request)
                .query(Integer.class)
                .single();
    }
}
