package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.comity.desk.api.Browser.Window;
import org.comity.messages.Acknowledgement;
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
            officer.page.locator("summary:has-text('calendar program')").click();
            assertThat(officer.text()).containsPattern("https://localhost:\\d+/api/v1/calendar\\.ics"); // UC-06/6
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
}
