package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.comity.desk.api.Browser.Window;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Condition;
import org.comity.messages.Decision;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was supplied, on pages without JavaScript: opened for a purpose, explained, and disclosed in part. */
class EvidenceBrowserTest extends DeskInABrowser {
    private static final byte[] RECORDS = "who,when\nuser1,2026-08-01\n".getBytes(StandardCharsets.UTF_8);
    private Dialogue we;

    @BeforeEach
    void twoPersons() {
        we = new Dialogue(this);
    }

    @Test // UC-14/6a, ETS185/28/4: no page gives out evidence that came on conditions before its reader says for what
    void evidenceOnConditionsIsOpenedForAPurpose() throws Exception {
        String mla = we.sent(Dialogue.example("kinds/mla-31.xml"));
        MessageId result = suppliedOnConditions(mla);
        String page = "/requests/" + mla + "/messages/" + result;
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.page.navigate(page + "/attachments/" + Digest.of(RECORDS).hex());
            assertThat(officer.page.url()).contains(result.uuid() + "%40", "?unsaid=true");
            officer.photograph("evidence-purpose");
            assertThat(officer.problems()).anyMatch(said -> said.contains("E-DSK-13"));
            officer.photograph("evidence-purpose");
            assertThat(we.officer
                            .get("/api/v1/requests/" + mla + "/uses")
                            .json()
                            .path("uses")
                            .findValuesAsText("item"))
                    .as("nothing was given out")
                    .doesNotContain("records.csv");

            assertThat(officer.page.locator("#conditions").innerText())
                    .contains("Keep it confidential (ETS185/28/2/a)", "“proceedings” “hand-over” pass it on");
            assertThat(officer.page.locator("article.paper").innerText())
                    .as("the text was supplied too")
                    .doesNotContain("Attached.");
            officer.page.navigate(page + "/print");
            assertThat(officer.page.url()).contains("?unsaid=true");
            officer.page.locator("#purpose-text").selectOption(new SelectOption().setLabel("translation"));
            officer.press("Read it");
            assertThat(officer.page.locator("article.paper").innerText()).contains("Attached.");
            officer.page.locator("a.button:has-text('Print')").click();
            assertThat(officer.text()).contains("Attached.");
            officer.page.goBack();
            officer.page
                    .locator("ul.files select[name=purpose]")
                    .selectOption(new SelectOption().setLabel("proceedings – compare the conditions"));
            Download given = officer.page.waitForDownload(() -> officer.press("Open"));
            assertThat(Files.readAllBytes(given.path())).isEqualTo(RECORDS);

            officer.open("/requests/" + mla);
            officer.page.locator("#uses summary").click();
            assertThat(officer.page.locator("#uses tbody").innerText())
                    .contains("records.csv", "proceedings", "Result", "translation");
            officer.photograph("evidence-uses");

            we.say(new UseQuery(Dialogue.id(mla), "For what was it used?"));
            officer.await("explain what use was made");
            officer.press("Explain the use");
            assertThat(officer.field("useExplanation/use[1]/item").inputValue()).isEqualTo("result");
            assertThat(officer.field("useExplanation/use[1]/purpose").inputValue())
                    .isEqualTo("translation for the case stated");
            List<String> explained = officer
                    .page
                    .locator("input[name^='useExplanation/use'], textarea[name^='useExplanation/use']")
                    .all()
                    .stream()
                    .map(Locator::inputValue)
                    .toList();
            assertThat(explained).contains("records.csv", "laid before a court in the case stated");
        }
    }

    @Test // UC-14/5c, and UC-14/6a: what came without conditions, and what is our own, opens as before
    void whatNobodyBoundOpensAtOnceAndIsATaskUntilItWasChecked() throws Exception {
        String mla = we.sent(Dialogue.example("kinds/mla-31.xml"));
        we.say(new Decision(Dialogue.id(mla), new Decision.Accepted("")));
        we.await(mla, "ACCEPTED");
        result(mla);
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/tasks");
            officer.page.locator("a:has-text('Open and check what came')").click();
            String task = officer.page.url();
            officer.photograph("evidence-check");
            officer.page.locator("a:has-text('See what came')").click();
            Download given = officer.page.waitForDownload(
                    () -> officer.page.locator("ul.files a").click());
            assertThat(Files.readAllBytes(given.path())).isEqualTo(RECORDS);
            officer.page.navigate(task);
            officer.page.locator("#said").fill("One row, of the account that we asked for.");
            officer.press("It is done");
            assertThat(officer.text()).contains("Open and check what came");
            officer.open("/tasks");
            assertThat(officer.text()).doesNotContain("Open and check what came");
        }
    }

    @Test // UC-16/4, ETS185/30: the traffic data go as data, not as prose
    void aPartialDisclosureHasRowsOfData() throws Exception {
        them().accepts();
        String id = IncomingRequest.from(them(), partnersPort());
        String path = "/requests/" + id;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            awaitPage(officer, path);
            officer.press("Take up");
            officer.press("Take up");
            officer.press("Accept");
            officer.press("Accept");
            approve(approver, path);
            officer.open(path);
            officer.page.locator("summary:has-text('Say in passing')").click();
            officer.press("Disclose another provider");
            officer.field("partialDisclosure/provider").fill("Exemple Hébergement");
            officer.field("partialDisclosure/state").fill("IS");
            officer.field("partialDisclosure/path").fill("203.0.113.77 > 198.51.100.4");
            officer.page
                    .locator("button[value='add partialDisclosure/data[1]/identifiers/ipAddress']")
                    .click();
            officer.field("partialDisclosure/data[1]/identifiers/ipAddress[1]/address")
                    .fill("198.51.100.4");
            officer.press("Disclose another provider");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("Data 1 › Category"));
            officer.photograph("partial-disclosure-problems");
            officer.field("partialDisclosure/data[1]/@category").selectOption("TRA");
            officer.field("partialDisclosure/data[1]/identifiers/ipAddress[1]/port")
                    .fill("443");
            officer.field("partialDisclosure/data[1]/identifiers/ipAddress[1]/at")
                    .fill("2026-08-01T10:15");
            officer.field("partialDisclosure/data[1]/identifiers/ipAddress[1]/zone")
                    .fill("Asia/Tokyo");
            officer.press("Disclose another provider");
            approve(approver, path);
            approver.page.locator("a.mname:has-text('disclos')").first().click();
            assertThat(approver.text()).contains("198.51.100.4", "443", "Exemple Hébergement");
            approver.photograph("partial-disclosure");
        }
    }

    private MessageId suppliedOnConditions(String mla) throws Exception {
        MessageId conditions = we.say(new Decision(
                Dialogue.id(mla),
                new Decision.Conditional(List.of(new Condition(Condition.Kind.CONFIDENTIAL, "")), "ETS185/28/2")));
        we.await(mla, "CONDITIONS_PROPOSED");
        we.said(mla, "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        we.await(mla, "ACCEPTED");
        return result(mla);
    }

    private MessageId result(String mla) throws Exception {
        MessageId result = them().newId();
        them().send(
                        partnersPort(),
                        new Result(Dialogue.id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."),
                        result,
                        new AttachedBytes("records.csv", "text/csv", RECORDS));
        we.await(mla, "FULFILLED");
        return result;
    }
}
