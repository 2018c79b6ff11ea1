package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.comity.desk.api.Browser.Window;
import org.comity.messages.Acknowledgement;
import org.comity.people.Person;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** What stands on pages says what it is: whose reference, a matter's title, where the deadlines can be fetched, until when a form is safe. */
class WhoseReferenceBrowserTest extends DeskInABrowser {

    @Test
    void everyReferenceSaysWhoseItIs() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(Dialogue.example("preservation-request.xml"));
        String theirs = "P-" + request.substring(0, 18);
        we.say(new Acknowledgement(Dialogue.id(request), theirs));
        we.await(request, "ACKNOWLEDGED");
        String ours = we.officer.file(request).at("/request/reference").asText();
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests");
            assertThat(officer.page.locator("tbody tr").first().innerText())
                    .contains("theirs: " + theirs, "matter: Ransomware against hospitals");
            officer.photograph("list-labelled");
            officer.open("/requests/" + request);
            assertThat(officer.page.locator(".head").innerText())
                    .contains("Our reference", ours, "theirs: " + theirs, "matter: ");
            officer.photograph("request-labelled");
            officer.open("/requests/" + request + "/messages/" + request + "/print");
            assertThat(officer.text())
                    .contains("Reference " + ours, "Reference of Example National Police", "Reference of ");
            officer.photograph("print-labelled");
            officer.open("/requests/" + request + "/moves/withdrawal");
            assertThat(officer.text()).containsPattern("until .*\\d\\d:\\d\\d, your session ends \\(30 minutes");
            officer.photograph("form-silence");
            assertThat(officer.overflow()).isZero();
        }
    }

    /** Who read it is proof, not news: it does not bury what was done. */
    @Test // UC-11/3
    void whoReadItIsFoldedBelowWhatWasDone() {
        Dialogue we = new Dialogue(this);
        String request = we.submitted(Dialogue.example("preservation-request.xml"));
        for (int i = 0; i < 3; i++) {
            we.officer
                    .get("/api/v1/requests/" + request + "/messages/" + request + "/document")
                    .expect(200);
        }
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            assertThat(officer.page.locator("aside > .timeline").innerText())
                    .contains("Request submitted")
                    .doesNotContain("Document read");
            officer.page.locator("summary:has-text('Read 3 times, by whom')").click();
            officer.photograph("timeline-folded");
            assertThat(officer.page.locator("#readings").innerText()).contains("Document read", we.officer.name);
        }
    }

    @Test // UC-06/6, THREAT-131
    void anOfficerMakesAnAddressForTheCalendarAndRevokesIt() {
        Person person = somebody(Role.OFFICER);
        try (Window officer = signedIn(person, PHONE, false)) {
            officer.page.locator("a:has-text('calendar program')").click();
            officer.page.locator("#label").fill("telephone");
            officer.press("Make an address");
            officer.photograph("calendar-address");
            String address = officer.page.locator("#address").innerText();
            assertThat(address).matches("https://localhost:\\d+/calendar/comity-calendar_[A-Za-z0-9_-]{43}\\.ics");
            String path = address.substring(address.indexOf("/calendar/"));
            client("a calendar program", "").get(path).expect(200);
            officer.open("/calendar");
            assertThat(officer.text()).contains("telephone").doesNotContain("comity-calendar_");
            assertThat(officer.overflow()).isLessThanOrEqualTo(0);
            officer.press("Revoke");
            assertThat(officer.text()).contains("Nothing is read from that address any more", "None runs");
            client("a calendar program", "").get(path).expect(404);
        }
        try (Window administrator = signedIn(somebody(Role.ADMINISTRATOR), DESKTOP, false)) {
            assertThat(administrator.text()).doesNotContain("calendar program");
            assertThat(administrator.page.navigate("/calendar").status()).isEqualTo(404);
        }
    }
}
