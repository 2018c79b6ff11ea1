package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.Condition;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-22: what is still to be done, on pages without JavaScript. */
class TasksBrowserTest extends DeskInABrowser {

    @Test // UC-22/1 to 22/3: the list, one task, ticked off with words, or not needed with its reason
    void anOfficerTicksTasksOff() {
        String request = sent("preservation-request.xml");
        UUID late = task(request, "CONFIRMATION", "now() - interval '2 days'");
        UUID undated = task(request, "CONFIRMATION", "null");
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Browser.Window approver = signedIn(somebody(Role.APPROVER), PHONE, false)) {
            officer.open("/tasks");
            assertThat(officer.page.locator("nav a[aria-current] .count").innerText())
                    .isEqualTo(String.valueOf(officer.page.locator("tbody tr").count()));
            assertThat(officer.page.locator("tbody tr").first().innerText())
                    .contains("Send the formal confirmation (ETS185/25/3)", "2 days late", "R-");
            officer.photograph("tasks");
            officer.open("/requests");
            assertThat(officer.text()).contains("not yet held: telephone the partner by then");
            officer.photograph("requests-not-yet-held");
            officer.open("/requests/" + request);
            assertThat(officer.text())
                    .contains("not yet held", "Nobody has confirmed that the data are held.", "estimated");
            officer.photograph("request-not-yet-held");
            officer.open("/tasks");

            officer.page.locator("a[href$='" + late + "']").click();
            officer.press("It is done");
            assertThat(officer.problems()).anyMatch(said -> said.contains("E-DSK-13"));
            officer.photograph("task-without-words");
            officer.page.locator("#said").fill("The embassy has the original.");
            officer.press("It is done");
            assertThat(officer.text()).contains("Ticked off as done.", "The embassy has the original.");

            officer.open("/requests/" + request + "/tasks/" + undated);
            officer.page.locator("#said").fill("Waived by their ministry.");
            officer.press("It is not needed");
            assertThat(officer.page.locator("ul.tasks").innerText())
                    .contains("not needed, said", "Waived by their ministry.");
            officer.photograph("request-with-tasks");

            approver.open("/requests/" + request + "/tasks/" + undated);
            assertThat(approver.page.locator("#said").count()).isZero();
            UUID longest = task(request, "INCIDENT", "null");
            approver.open("/tasks");
            assertThat(approver.page.locator("a[href$='" + longest + "']").isVisible())
                    .isTrue();
            assertThat(approver.overflow()).isLessThanOrEqualTo(0);
            approver.photograph("tasks-phone");
        }
    }

    @Test // UC-14/3c: the words of the condition stand where it is ticked off
    void whatAConditionDemandsByADayIsSaidOnItsTask() throws Exception {
        Dialogue we = new Dialogue(this);
        String mla = we.sent(Dialogue.example("kinds/mla-31.xml"));
        MessageId conditions = we.say(new Decision(
                Dialogue.id(mla),
                new Decision.Conditional(
                        List.of(new Condition(
                                Condition.Kind.OTHER,
                                "Destroy <i>every</i> copy.",
                                Optional.of(LocalDate.of(2099, 12, 31)))),
                        "ETS185/28/2")));
        we.await(mla, "CONDITIONS_PROPOSED");
        we.said(mla, "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        try (Browser.Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + mla);
            assertThat(officer.text()).contains("done by the end of 2099-12-31");
            officer.photograph("condition-request");
            officer.page
                    .locator("ul.tasks a:has-text('Do what a condition demands')")
                    .click();
            assertThat(officer.text()).contains("Destroy <i>every</i> copy.");
            officer.photograph("condition-task");
            officer.page.locator("#said").fill("Destroyed; minutes in the file.");
            officer.press("It is done");
            assertThat(officer.text()).contains("Ticked off as done.");
        }
    }

    @Test // UC-22/1: the cards of the request's page
    void theFileOfARequestShowsItsTasksAndWhatItBuildsOn() {
        String first = sent("preservation-request.xml");
        task(first, "CONFIRMATION", "now() + interval '3 days'");
        OfficersClient writer = person("intake", Role.OFFICER);
        String second = sent(
                Dialogue.example("preservation-request.xml")
                        .replace(
                                "<remarks>", "<link relation=\"EARLIER_REQUEST\" message=\"" + first + "\"/><remarks>"),
                writer);
        String firstReference = writer.file(first).at("/request/reference").asText();
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + first);
            assertThat(officer.page.locator("ul.tasks").innerText())
                    .contains("Send the formal confirmation (ETS185/25/3)", "due ", "left");
            officer.open("/requests/" + second);
            assertThat(officer.page.locator("ul.links").innerText()).contains("Follows", firstReference, "arrived");
            officer.page.locator("ul.links a").click();
            assertThat(officer.page.url()).endsWith(first);
            assertThat(officer.page.locator("ul.links").innerText()).contains("Is followed by");
        }
    }

    @Test // UC-22/1b
    void thePageOfTasksSaysHowManyRequestsWaitForOurMove() {
        person("intake", Role.OFFICER).submitted();
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/tasks");
            officer.page.locator("p.note a").click();
            assertThat(officer.page.url()).endsWith("/requests?next=US");
            assertThat(officer.page.locator("main a[href^='/requests/0']").count())
                    .isPositive();
            officer.open("/alerts");
            assertThat(officer.text()).contains("Alerts");
            officer.photograph("alerts");
        }
    }

    private String sent(String example) {
        return sent(Dialogue.example(example), person("intake", Role.OFFICER));
    }

    private String sent(String xml, OfficersClient writer) {
        them().accepts();
        String id = writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        xml.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        person("intake", Role.APPROVER).approve(id, id);
        writer.awaitDelivery(id, id, "DELIVERED");
        return id;
    }

    private static UUID task(String request, String kind, String due) {
        UUID id = UUID.randomUUID();
        rows().sql(
                        "insert into task (id, request, agency, matter, unit, kind, opened, due) select ?, id, agency, matter, unit, ?, now(), "
                                + due + " from request where id = ?")
                .params(id, kind, request)
                .update();
        return id;
    }
}
