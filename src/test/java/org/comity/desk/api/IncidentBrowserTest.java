package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-28: a security incident, on a page without JavaScript and by REST. */
class IncidentBrowserTest extends DeskInABrowser {

    @BeforeEach
    void theProtocolBinds() throws IOException {
        Files.writeString(data().resolve("relationships.yaml"), """
                relationships:
                  JP-US:
                    four-eyes: false
                    instruments:
                      CETS224: {from: 2026-01-01, source: "test"}
                """);
        reload();
    }

    @AfterEach
    void asShipped() throws IOException {
        Files.delete(data().resolve("relationships.yaml"));
        reload();
    }

    private void reload() {
        person("intake", Role.ADMINISTRATOR)
                .call("POST", "/api/v1/relationships/reload")
                .expect(200);
    }

    @Test // UC-28/1, UC-28/2
    void anOfficerOpensTheTaskAndTicksItOff() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String order = writer.submit("examples/kinds/prod-8.xml")
                .expect(201)
                .json()
                .path("id")
                .asText();
        writer.awaitDelivery(order, order, "DELIVERED");
        String path = "/api/v1/requests/" + order + "/incident";
        byte[] body = OfficersClient.json(Map.of("reason", "A laptop is lost."));
        writer.post(path, "application/json", body, "").expect(409);
        them().send(
                        partnersPort(),
                        new Result(
                                MessageId.parse(order).orElseThrow(), Result.Outcome.FULFILLED, List.of(), "Attached."),
                        them().newId());
        writer.await(order, file -> file.at("/request/state").asText().equals("FULFILLED"));
        person("intake", Role.APPROVER).post(path, "application/json", body, "").expect(403);
        person("other", Role.OFFICER).post(path, "application/json", body, "").expect(404);

        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + order);
            officer.page.locator("a[href$='/incident']").click();
            officer.press("Open the task");
            assertThat(officer.problems()).anyMatch(said -> said.contains("E-DSK-13"));
            officer.page.locator("#reason").fill("A laptop is lost.");
            officer.photograph("incident");
            officer.press("Open the task");
            assertThat(officer.text()).contains("Notify the authority of a security incident");
            assertThat(officer.page.locator("a[href$='/incident']").count()).isZero();
            officer.page.locator("ul.tasks a").last().click();
            assertThat(officer.text()).contains("A laptop is lost.", "The article names no form");
            officer.photograph("incident-task");
        }
        writer.post(path, "application/json", body, "").expect(409);
        assertThat(writer.file(order).path("tasks").findValuesAsText("kind")).contains("INCIDENT");
    }
}
