package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.comity.desk.api.Browser.Window;
import org.comity.messages.Decision;
import org.comity.people.Person;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** What ended without what was asked says on its page who ended it, why, and on which ground. */
class SetAsideBrowserTest extends DeskInABrowser {

    @Test // UC-01/5b: by the second person, with a reason; the author hears
    void theAuthorReadsWhoDiscardedItAndWhy() {
        Dialogue we = new Dialogue(this);
        String request = we.officer.submitted();
        String path = "/requests/" + request;
        Person second = somebodyOf(we.unit, Role.APPROVER);
        try (Window approver = signedIn(second, DESKTOP, false);
                Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            approver.open(path);
            approver.press("Read and approve");
            approver.photograph("discard");
            approver.page.locator("#reason").fill("Asked for <b>already</b>.");
            approver.press("Discard");
            officer.open(path);
            assertThat(officer.text()).contains("Set aside by p", ": Asked for <b>already</b>.");
            officer.photograph("discarded");
            approver.open("/alerts");
            assertThat(approver.text()).contains("it is for whoever wrote it");
            approver.photograph("set-aside-own-act");
            assertThat(acknowledged(second, request).codes()).containsExactly("E-DSK-37"); // UC-08/3e
            officer.open("/alerts");
            assertThat(officer.text()).contains("was set aside by another person");
            Person faster = somebodyOf(we.unit, Role.OFFICER);
            assertThat(acknowledged(faster, request).status()).isEqualTo(204);
            assertThat(acknowledged(faster, request).codes()).containsExactly("E-DSK-09");
            officer.page
                    .locator("form[action$='/alerts/" + alert(request) + "/acknowledge'] button")
                    .dispatchEvent("click");
            officer.page
                    .locator(".note:has-text('acknowledged already, by " + faster.name() + "')")
                    .waitFor();
        }
    }

    private OfficersClient.Answer acknowledged(Person by, String request) {
        return client(by.name(), token(by.name()))
                .post("/api/v1/alerts/" + alert(request) + "/acknowledge", "application/json", new byte[0], "");
    }

    private String alert(String request) {
        return rows().sql("select id::text from alert where request = ? and cause = 'set-aside'")
                .param(request)
                .query(String.class)
                .single();
    }

    @Test // UC-01/5b: the author's own button asks too
    void settingAsideAsksForAReason() {
        Dialogue we = new Dialogue(this);
        String path = "/requests/" + we.officer.submitted();
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open(path);
            officer.page.locator("summary:has-text('No longer needed')").click();
            officer.press("Set aside");
            officer.press("Set aside");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("Reason:"));
            officer.photograph("set-aside-problem");
            officer.field("@reason").fill("Seized meanwhile.");
            officer.press("Set aside");
            assertThat(officer.text()).contains(": Seized meanwhile.");
        }
    }

    @Test // UC-05/2: the ground stands on the page; what was never held is not "released"
    void aRefusedRequestShowsItsGround() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(Dialogue.example("preservation-request.xml"));
        String withdrawal = Dialogue.post(we.officer, request, "<withdrawal request=\"" + request + "\"/>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        we.say(new Decision(
                Dialogue.id(request), new Decision.Refused("POLITICAL_OFFENCE", "The conduct is speech only.", true)));
        we.await(request, "REFUSED");
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            assertThat(officer.text())
                    .contains("Refused on the ground:", "never said that it held the data")
                    .contains("Never sent: the request was decided or ended first, by us-example-poc")
                    .doesNotContain("Hold released");
            officer.photograph("refused");
            officer.page.locator("a:has-text('Read its reasons')").click();
            assertThat(officer.text()).contains("The conduct is speech only.");
            officer.open("/requests/" + request + "/messages/" + withdrawal);
            assertThat(officer.text()).contains("Never sent", "ended first, by").doesNotContain("Given up by");
        }
    }
}
