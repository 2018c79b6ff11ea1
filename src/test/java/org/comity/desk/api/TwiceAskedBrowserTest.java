package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.comity.desk.api.Browser.Window;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-01/4d: what is asked twice is said to everybody who could have meant it otherwise, and is asked all the same. */
class TwiceAskedBrowserTest extends DeskInABrowser {
    private static final String CASE = "NPA-CYB-2026-0417";

    @Test
    void whatIsHandedInTwiceIsSaidAndNotRefused() {
        Dialogue we = new Dialogue(this);
        String ours = "NPA-" + UUID.randomUUID().toString().substring(0, 8);
        String document = Dialogue.example("preservation-request.xml").replace(CASE, ours);
        JsonNode first = we.submit(document).expect(201).json();
        assertThat(first.has("cautions")).isFalse();
        String request = first.path("id").asText();
        String reference = we.officer.file(request).at("/request/reference").asText();

        JsonNode second = we.submit(document).expect(201).json();
        assertThat(second.at("/cautions/0/sentence").asText())
                .isEqualTo(
                        reference
                                + ", which is not over, asks this partner with the same reference of the case and the same data.");
        assertThat(second.at("/cautions/0/request").asText()).isEqualTo(request);
        assertThat(we.submit(document.replace(ours, ours + "-B"))
                        .expect(201)
                        .json()
                        .path("cautions"))
                .hasSize(2)
                .allMatch(
                        caution -> caution.path("sentence").asText().endsWith("asks this partner with the same data."));
        assertThat(we.submit(document.replace(ours, ours + "-C").replaceFirst("<until>2026-11-23", "<until>2026-11-22"))
                        .expect(201)
                        .json()
                        .path("cautions"))
                .as("the first of its items is another, the rest are theirs")
                .hasSize(3)
                .allMatch(caution ->
                        caution.path("sentence").asText().endsWith("asks this partner with some of the same data."));
        String twice = second.path("id").asText();
        try (Window approver = signedIn(somebodyOf(we.unit, Role.APPROVER), DESKTOP, false)) {
            approver.open("/requests/" + twice);
            assertThat(approver.text()).contains("Is this asked twice?", reference + " asks this partner");
            approver.photograph("twice-request");
            approver.press("Read and approve");
            assertThat(approver.page.locator(".cautions").innerText())
                    .contains(reference, "the same data with the same");
            approver.photograph("twice-approval");
        }
        we.officer
                .move(request, "set-aside", Map.of("reason", "Once is enough."))
                .expect(200);
        // THREAT-91: nobody hears of a request that is not theirs to read
        assertThat(new Dialogue(this).submit(document).expect(201).json().has("cautions"))
                .isFalse();
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + twice);
            assertThat(officer.text()).doesNotContain(reference + " asks this partner");
            assertThat(officer.page.locator("aside").innerText()).contains("Reference of our case", ours);
        }
    }

    /** A case number is what an officer knows by heart. */
    @Test // UC-11/2
    void aCaseIsFoundByItsOwnReferenceAlsoWhereItIsOver() {
        Dialogue we = new Dialogue(this);
        String ours = "NPA-" + UUID.randomUUID().toString().substring(0, 8);
        String request =
                we.submitted(Dialogue.example("preservation-request.xml").replace(CASE, ours));
        JsonNode found = we.officer
                .get("/api/v1/requests?reference=" + ours)
                .expect(200)
                .json()
                .path("requests");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("caseReference").asText()).isEqualTo(ours);
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests?reference=" + ours);
            assertThat(officer.page.locator("tbody").innerText()).contains("case: " + ours);
            officer.photograph("case-list");
            we.officer
                    .move(request, "set-aside", Map.of("reason", "Found otherwise."))
                    .expect(200);
            officer.open("/requests?reference=" + ours);
            assertThat(officer.text()).contains("No request matches this filter.");
            officer.photograph("case-elsewhere");
            officer.page.locator("a:has-text('1 under Closed')").click();
            assertThat(officer.page.locator("tbody").innerText()).contains(ours);
        }
    }
}
