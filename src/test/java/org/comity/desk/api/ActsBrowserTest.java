package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.Submission;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.Test;

/** UC-14, UC-15: what officers say about requests beyond preservation, on pages without JavaScript. */
class ActsBrowserTest extends DeskInABrowser {

    @Test // UC-14/3, UC-14/3a, UC-14/5, UC-14/6, UC-14/6a: the partner sets conditions, they are accepted, the use is
    // explained
    void conditionsOfThePartnerAreAcceptedAndTheUseIsExplained() throws Exception {
        String mla = sent("examples/kinds/mla-31.xml");
        say(new Decision(
                message(mla),
                new Decision.Conditional(
                        List.of(new Condition(Condition.Kind.OTHER, "Not shown to the press.")), "ETS185/28/2")));
        String path = "/requests/" + mla;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open(path);
            officer.await("accept the conditions, or decline them with reasons");
            officer.photograph("conditions-proposed");
            officer.press("Decline the conditions");
            officer.press("Decline the conditions");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("Reason:") && said.contains("ETS185/28/3"));
            officer.photograph("conditions-declined-without-reason");
            officer.open(path);
            officer.press("Accept the conditions");
            assertThat(officer.text()).contains("The partner said:", "Not shown to the press.", "bind us");
            officer.photograph("conditions-accept");
            officer.press("Accept the conditions");
            approver.open(path);
            approver.press("Read and approve");
            assertThat(approver.page.locator("#answered").innerText()) // UC-14/3: nobody binds us to words unread
                    .contains("In words", "Not shown to the press.");
            approver.photograph("conditions-approve");
            approve(approver, path);
            assertThat(approver.text()).contains("accepted", "the partner does what is asked", "binds since");

            say(new Result(message(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
            officer.open(path);
            officer.await("done");
            say(new UseQuery(message(mla), "For what was it used?"));
            officer.await("explain what use was made");
            officer.press("Explain the use");
            assertThat(officer.text()).contains("For what was it used?");
            officer.field("useExplanation/use[1]/purpose").fill("Indictment of 1 October.");
            officer.press("Explain the use");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("Use 1 › When:"));
            officer.photograph("use-explain-problems");
            officer.field("useExplanation/use[1]/@at").fill("2026-10-01T10:15");
            officer.field("useExplanation/use[1]/item").fill("logs.csv");
            officer.field("useExplanation/use[1]/by").fill("Public prosecutor");
            officer.press("Explain the use");
            approve(approver, path);
            assertThat(approver.text()).contains("Use explained");
        }
    }

    @Test // UC-14/4, UC-14/4a: the requester decides, knowing the risk
    void whatCannotBeKeptSecretGoesOnOrIsWithdrawn() throws Exception {
        String mla = sent("examples/kinds/mla-31.xml");
        say(new SecrecyNotice(message(mla), "The holder tells the user within 30 days."));
        String path = "/requests/" + mla;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open(path);
            officer.await("decide: let it go on, or withdraw it");
            officer.photograph("secrecy");
            officer.press("Go on nevertheless");
            assertThat(officer.text()).contains("The holder tells the user within 30 days.");
            assertThat(officer.field("answer/text").inputValue()).contains("The request goes on.");
            officer.press("Go on nevertheless");
            approve(approver, path);
            assertThat(approver.text()).contains("under review");
        }
    }

    @Test // UC-14/2b, UC-14/2d, UC-14/3, UC-14/5, UC-14/6: the requested side, all of it on pages
    void anIncomingRequestIsPostponedDelayedConditionedAndDone() throws Exception {
        String mla = arrived("examples/kinds/mla-31.xml");
        String path = "/requests/" + mla;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            awaitPage(officer, path);
            officer.photograph("incoming-mla");
            officer.press("Postpone");
            officer.press("Postpone");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("Postponed › Reasons:") && said.contains("ETS185/27/7"))
                    .anyMatch(said -> said.startsWith("Postponed › Looked at again on:"))
                    .anyMatch(said -> said.contains("ETS185/27/6"));
            officer.photograph("postpone-problems");
            officer.field("decision/postponed/reasons").fill("It would warn the suspects of our own case.");
            officer.field("decision/postponed/review").fill(Dialogue.in60Days().toString());
            officer.field("decision/postponed/@alternativesConsidered").check();
            officer.press("Postpone");
            approve(approver, path);
            assertThat(approver.text()).contains("postponed");

            officer.open(path);
            officer.page.locator("summary:has-text('Say in passing')").click();
            officer.press("Announce a delay");
            officer.field("delay/reasons").fill("The archive has moved.");
            officer.press("Announce a delay");
            approve(approver, path);
            assertThat(approver.text()).contains("Delay announced", "look at it again on the day that we named");

            officer.open(path);
            officer.press("Accept on conditions");
            officer.press("Add a condition");
            officer.field("decision/conditional/condition[1]/@kind").selectOption("CONFIDENTIAL");
            officer.field("decision/conditional/condition[2]/@kind").selectOption("OTHER");
            officer.press("Accept on conditions");
            assertThat(officer.problems()).anyMatch(said -> said.contains("ETS185/28/2"));
            officer.photograph("conditions-set-problems");
            officer.field("decision/conditional/condition[2]/demand").fill("Not shown to the press.");
            officer.press("Accept on conditions");
            approve(approver, path);
            MessageId conditions = MessageId.parse(rows().sql(
                                    "select id from message where request = ? and kind = 'decision' order by created desc limit 1")
                            .param(mla)
                            .query(String.class)
                            .single())
                    .orElseThrow();
            say(new ConditionReply(message(mla), conditions, false, "Our law gives the defence access."));
            officer.open(path);
            officer.await("decide: supply nevertheless, set other conditions, or refuse");

            officer.press("Send the result");
            assertThat(officer.text()).contains("Our law gives the defence access.", "By data item");
            officer.photograph("result");
            officer.press("Send the result");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("Outcome:"));
            officer.page.locator("#outcome-PARTIAL").check();
            officer.field("result/text").fill("The traffic data are gone.");
            officer.field("result/item[1]/remark").fill("Subscriber only.");
            officer.page
                    .locator("#attachment")
                    .setInputFiles(
                            new FilePayload("subscriber.csv", "text/csv", "a,b".getBytes(StandardCharsets.UTF_8)));
            officer.press("Send the result");
            approve(approver, path);
            assertThat(approver.text()).contains("done in part", "subscriber.csv");
            officer.open(path);
            officer.press("Ask what use was made");
            officer.field("useQuery/text").fill("For what?");
            officer.press("Ask what use was made");
            approve(approver, path);
            assertThat(approver.text()).contains("the partner explains what use it made");
        }
    }

    @Test // UC-15/3a: declined with its reason; the information never comes
    void anOfferIsDeclined() throws Exception {
        String offer = arrived("examples/kinds/spon-26.xml");
        String path = "/requests/" + offer;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            awaitPage(officer, path);
            officer.photograph("offer");
            officer.press("Decline the conditions");
            officer.field("conditionReply/reason").fill("Our law gives the defence access.");
            officer.photograph("offer-decline");
            officer.press("Decline the conditions");
            approve(approver, path);
            assertThat(approver.text()).contains("declined", "nothing more");
        }
    }

    private String sent(String example) {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String id = writer.post(
                        "/api/v1/requests", "application/xml", OfficersClient.example(example), OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        person("intake", Role.APPROVER).approve(id, id);
        writer.awaitDelivery(id, id, "DELIVERED");
        return id;
    }

    private String arrived(String example) throws Exception {
        them().accepts();
        MessageId id = them().newId();
        Checked<Submission> read = new MessageXml().readSubmission(OfficersClient.example(example));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(read.problems());
        }
        them().send(partnersPort(), submission.content(), id);
        return id.toString();
    }

    private void say(Content content) throws Exception {
        them().send(partnersPort(), content, them().newId());
    }

    private static MessageId message(String id) {
        return MessageId.parse(id).orElseThrow();
    }
}
