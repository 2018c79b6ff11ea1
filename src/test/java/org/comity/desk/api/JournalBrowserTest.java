package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-12/1b: an auditor reads what happened, and nobody else does. */
class JournalBrowserTest extends DeskInABrowser {

    @Test // THREAT-91, THREAT-110
    void anAuditorReadsTheJournalAndNoContent() {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String request = writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        Dialogue.example("preservation-request.xml").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        try (Browser.Window auditor = signedIn(somebody(Role.AUDITOR), DESKTOP, false);
                Browser.Window officer = signedIn(somebody(Role.OFFICER), PHONE, false)) {
            auditor.open("/requests");
            auditor.page.locator("nav a[href='/journal']").click();
            auditor.page.locator("#request").fill(request);
            auditor.press("Filter");
            assertThat(auditor.page.locator("tbody tr").count()).isPositive();
            assertThat(auditor.page.locator("tbody").innerText())
                    .contains("request.", "request.submitted", request)
                    .doesNotContain("intrusion");
            auditor.photograph("journal");

            String newest = rows().sql("select max(id) from journal_leaf")
                    .query(String.class)
                    .single();
            auditor.open("/journal");
            int all = auditor.page.locator("tbody tr").count();
            auditor.open("/journal?before=" + newest);
            assertThat(auditor.page.locator("tbody tr").count()).isBetween(1, all);
            assertThat(auditor.page
                            .locator("#events option[value='message.parked']")
                            .count())
                    .isOne();
            auditor.open("/journal?event=no.such-event&matter=broken&since=tomorrow&before=-1");
            assertThat(auditor.text()).contains("The journal has no such entry.");

            assertThat(officer.page.navigate("/journal").status()).isEqualTo(404);
            officer.open("/requests");
            assertThat(officer.page.locator("nav a[href='/journal']").count()).isZero();
        }
    }
}
