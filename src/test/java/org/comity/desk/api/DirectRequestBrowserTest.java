package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.comity.desk.api.Browser.Window;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** UC-14/1b and 1c, ETS185/27/9/a: an urgent request to an authority directly, with a copy to its central authority, without JavaScript. */
class DirectRequestBrowserTest extends DeskInABrowser {
    private static final Path FILE = data().resolve("relationships.yaml");

    @AfterEach
    void asShipped() throws IOException {
        Files.deleteIfExists(FILE);
        reload();
    }

    @Test
    void theOfficerChoosesWhoGetsTheCopyAndHearsWhereThereIsNoDirectWay() throws IOException {
        String central = "us-oia-" + UUID.randomUUID().toString().substring(0, 8);
        another(central, "US");
        Dialogue we = new Dialogue(this);
        String earlier = we.sent(Dialogue.example("kinds/mla-31.xml"));
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + earlier + "/copy");
            officer.page.locator("#-copyTo").evaluate("field => field.closest('details').open = true");
            officer.page.locator("#-copyTo").selectOption(central);
            officer.press("Check and preview");
            assertThat(officer.page.locator(".f:has(#-copyTo) .wrong").innerText())
                    .as("a treaty of the two says by which way it goes")
                    .contains("E-LAW-16");
            assertThat(officer.page.locator("#-copyTo").isVisible()).isTrue();
            officer.photograph("copy-to-the-central-authority");

            Files.writeString(FILE, "relationships: {JP-US: {instruments: {MLA_TREATY: {until: 2020-12-31}}}}\n");
            reload();
            officer.press("Check and preview");
            assertThat(officer.text()).contains("Copy to", central);
            officer.press("Hand in for approval");
            assertThat(officer.page
                            .locator(".links li:has-text('Has as its copy')")
                            .innerText())
                    .contains(central);
        }
    }

    private void reload() {
        person("operators", Role.ADMINISTRATOR)
                .call("POST", "/api/v1/relationships/reload")
                .expect(200);
    }
}
