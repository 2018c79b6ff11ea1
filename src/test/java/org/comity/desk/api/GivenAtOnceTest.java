package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Acknowledgement;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-15/1b, LAW-99: without conditions information goes with its offer; on conditions neither it nor a file does. */
class GivenAtOnceTest extends DeskInABrowser {
    private static final String AT_ONCE = "kinds/spon-26-at-once.xml";
    private static final String CONDITION = "<condition kind=\"CONFIDENTIAL\"/>";
    private static final byte[] LIST = "host\n".getBytes(StandardCharsets.UTF_8);

    private Dialogue we;

    @BeforeEach
    void twoPersons() {
        we = new Dialogue(this);
    }

    @Test
    void whatWeGiveAtOnceIsDoneOnceThePartnerHasTakenIt() throws Exception {
        String offer = we.sent(example(AT_ONCE));
        we.say(new Acknowledgement(id(offer), "P-" + offer.substring(0, 18)));
        we.await(offer, "ACKNOWLEDGED");
        we.say(new ConditionReply(id(offer), id(offer), true, ""));
        assertThat(we.await(offer, "FULFILLED").path("timeline").findValuesAsText("event"))
                .contains("request.conditions-accepted", "request.informed");
    }

    @Test
    void whatWasGivenToUsIsReadAndTaken() throws Exception {
        OfficersClient officer = person("intake", Role.OFFICER);
        OfficersClient approver = person("intake", Role.APPROVER);
        MessageId offer = them().newId();
        them().send(partnersPort(), content(example(AT_ONCE)), offer, new AttachedBytes("hosts.csv", "text/csv", LIST));
        officer.awaitRequest(offer.toString(), "ACKNOWLEDGED");
        assertThat(officer.get("/api/v1/requests/" + offer + "/messages/" + offer + "/document")
                        .expect(200)
                        .text())
                .contains("northgate_77");
        assertThat(officer.get(officer.message(offer.toString(), offer.toString())
                                .at("/attachments/0/href")
                                .asText())
                        .expect(200)
                        .bytes())
                .isEqualTo(LIST);
        try (Browser.Window window = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            window.open("/requests/" + offer);
            assertThat(window.text())
                    .contains("Take the information")
                    .doesNotContain("Accept the conditions", "Decline");
            window.photograph("offer-at-once");
            window.page.locator("a:has-text('Take the information')").click();
            assertThat(window.text())
                    .contains("It was given without conditions")
                    .doesNotContain("Accept the conditions");
            window.photograph("offer-at-once-form");
        }
        assertThat(Dialogue.post(officer, offer.toString(), reply(offer, false))
                        .expect(422)
                        .codes())
                .as("what was given cannot be declined")
                .containsExactly("E-LAW-13");
        String taken = Dialogue.post(officer, offer.toString(), reply(offer, true))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(offer.toString(), taken);
        assertThat(state(officer.file(offer.toString()))).isEqualTo("FULFILLED");
    }

    @Test
    void onConditionsNothingOfItLeavesBeforeTheyAreAccepted() {
        assertThat(we.submit(example(AT_ONCE).replace("<information>", CONDITION + "<information>"))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-23");
        assertThat(withFile(example("kinds/spon-26.xml")).expect(422).codes()).containsExactly("E-LAW-23");
        withFile(example(AT_ONCE)).expect(201);
    }

    @Test
    void whatAPartnerGivesBeforehandIsTurnedAway() throws Exception {
        MessageId offer = we.say(content(example(AT_ONCE).replace("<information>", CONDITION + "<information>")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows().sql("select state from message where id = ?")
                        .param(offer.toString())
                        .query(String.class)
                        .list()
                        .equals(List.of("REJECTED")));
    }

    private OfficersClient.Answer withFile(String submission) {
        return we.officer.multipart(
                "/api/v1/requests",
                OfficersClient.newKey(),
                new OfficersClient.PartOf(
                        "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)),
                new OfficersClient.PartOf("attachment", "hosts.csv", "text/csv", LIST));
    }

    private static String reply(MessageId offer, boolean accepted) {
        return "<conditionReply request=\"" + offer + "\" conditions=\"" + offer + "\" accepted=\"" + accepted + "\">"
                + (accepted ? "" : "<reason>Not for us.</reason>") + "</conditionReply>";
    }

    private static Content content(String xml) {
        return IncomingRequest.content(xml.getBytes(StandardCharsets.UTF_8));
    }
}
