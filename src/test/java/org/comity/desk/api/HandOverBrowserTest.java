package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.comity.desk.api.Browser.Window;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-24: from the 24/7 contact point to the central authority, on pages without JavaScript. */
class HandOverBrowserTest extends DeskInABrowser {

    @Test // UC-24/1 to 24/4
    void aMatterIsOfferedReturnedOfferedAgainAndTakenOver() {
        them().accepts();
        String request = person(POINT, Role.OFFICER)
                .post(
                        "/api/v1/requests",
                        "application/xml",
                        Dialogue.example("preservation-request.xml").getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        String path = "/requests/" + request;
        try (Window point = signedIn(somebodyOf(POINT, Role.OFFICER), DESKTOP, false);
                Window central = signedIn(somebodyOf(CENTRAL, Role.OFFICER), PHONE, false)) {
            point.open(path);
            point.press("Hand over to another unit");
            assertThat(point.text()).contains("central-office: central authority", "Until somebody there takes");
            point.press("Hand over");
            assertThat(point.problems()).anyMatch(said -> said.contains("E-DSK-13") && said.contains("Why"));
            point.photograph("hand-over-offer");
            point.page.locator("#why").fill("The data are held; what follows is yours.");
            point.press("Hand over");
            assertThat(point.text())
                    .contains("Offered. It stays with your unit", "Offered by night-desk to central-office.");
            point.photograph("hand-over-offered");

            central.open("/tasks");
            central.page.locator("a[href^='/requests/" + request + "/tasks/']").click();
            central.press("Take it over or give it back");
            assertThat(central.text()).contains("The data are held; what follows is yours.");
            assertThat(central.overflow()).isLessThanOrEqualTo(0);
            central.photograph("hand-over-decide-phone");
            central.page.locator("#words").fill("Ask the provider first.");
            central.press("Give it back");
            assertThat(central.page.url()).endsWith("/requests");

            point.open(path + "/hand-over");
            point.page.locator("#why").fill("The provider has answered.");
            point.press("Hand over");
            central.open(path);
            central.photograph("hand-over-reader-phone");
            assertThat(central.page.locator("a[href*='/moves/']").count())
                    .as("who is not in charge makes no move")
                    .isZero();
            central.page.locator("a:has-text('Take it over or give it back')").click();
            central.press("Take it over");
            assertThat(central.text())
                    .contains("Taken over: it is your unit's now.", "Given back", "Ask the provider first.");
            assertThat(central.page.locator("a[href*='/moves/']").count()).isPositive();
            central.photograph("hand-over-taken-phone");
            assertThat(point.page.navigate(path).status()).isEqualTo(404);
        }
    }
}
