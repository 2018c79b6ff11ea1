package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.comity.desk.api.Browser.Window;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-23: a request in a language that the partner is not recorded to take, on pages without JavaScript. */
class TranslationBrowserTest extends DeskInABrowser {

    @Test // UC-23/1, UC-23/2, UC-23/4
    void theAuthorIsAskedAndTheTranslationGoesWithAFollowUpMessage() {
        Dialogue we = new Dialogue(this);
        String request =
                we.sent(Dialogue.example("preservation-request.xml").replace("language=\"en\"", "language=\"fr\""));
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebodyOf(we.unit, Role.APPROVER), DESKTOP, false)) {
            officer.open("/requests/" + request + "/copy");
            officer.press("Check and preview");
            assertThat(officer.page.locator(".cautions").innerText())
                    .contains("It is written in fr", "recorded to take en, ja");
            assertThat(officer.text()).contains("Requests in").contains("en, ja");
            officer.photograph("translation-caution");

            officer.press("Hand in for approval");
            approver.open(officer.page.url().replaceFirst("https://[^/]+", ""));
            approver.press("Read");
            assertThat(approver.page.locator(".cautions").innerText()) // UC-01/6: the second person is asked the same
                    .contains("It is written in fr", "recorded to take en, ja");
            approver.photograph("translation-caution-approve");

            officer.open("/tasks");
            officer.page.locator("a[href^='/requests/" + request + "/tasks/']").click();
            assertThat(officer.text()).contains("fr to en, ja; no time is recorded", "no date is recorded");
            assertThat(officer.page.locator("#with").count())
                    .as("no message has a file")
                    .isZero();
            String task = officer.page.url();

            officer.open("/requests/" + request);
            officer.page.locator("summary:has-text('Say in passing')").click();
            officer.press("Confirm formally");
            officer.field("confirmation/registry").fill("NPA-77");
            officer.page
                    .locator("#attachment")
                    .setInputFiles(new FilePayload(
                            "translation-en.pdf",
                            "application/pdf",
                            "%PDF-1.7 translation".getBytes(StandardCharsets.UTF_8)));
            officer.press("Confirm formally");
            approve(approver, "/requests/" + request);

            officer.page.navigate(task);
            officer.page.locator("#with").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            officer.page.locator("#said").fill("Into English, by the court's interpreter.");
            officer.photograph("translation-task");
            officer.press("It is done");
            officer.page.navigate(task);
            officer.page.locator("a:has-text('The message that carries it')").click();
            assertThat(officer.text()).contains("translation-en.pdf");
        }
    }
}
