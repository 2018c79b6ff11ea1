package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.MessageId;
import org.comity.messages.Question;
import org.comity.partners.Partners;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** UC-21 on pages without JavaScript: what is carried by hand is seen, recorded, answered. */
class ByHandBrowserTest extends DeskInABrowser {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private OfficersClient clerk;
    private OfficersClient second;

    @Autowired
    private Partners partners;

    @BeforeEach
    void aPartnerWithoutAGateway() {
        EmbassyWithoutGateway.register(partners);
        clerk = person("intake", Role.OFFICER);
        second = person("intake", Role.APPROVER);
    }

    @Test // UC-21/1 to 21/4a
    void anOfficerCarriesARequestAndWritesDownTheAnswer() {
        String request = sent("examples/preservation-request.xml");
        String path = "/requests/" + request;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open("/by-hand");
            assertThat(row(officer, request)).contains("Preservation", "to be carried by hand", "left");
            officer.photograph("by-hand-list");
            officer.open(path);
            assertThat(officer.text()).contains("One message is to be carried by hand:");
            officer.photograph("by-hand-request");

            officer.press("Record that it left");
            assertThat(officer.text()).contains("+12025550100", "This is its dispatch");
            assertThat(officer.field("@hand/sender/organisation").inputValue()).isEqualTo("Example National Police");
            assertThat(officer.unnamedFields()).isEmpty();
            officer.field("@hand/recipient/person").fill("");
            officer.field("@hand/when").fill("2199-01-01T10:00");
            officer.press("It left");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("By hand › By which way:"))
                    .anyMatch(said -> said.startsWith("By hand › Taken by › Person:"));
            officer.photograph("by-hand-problems");
            officer.field("@hand/recipient/person").fill("Registry clerk");
            officer.field("@hand/way").selectOption("COURIER");
            officer.press("It left");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("By hand › When:") && said.contains("E-CSW-23"));
            officer.field("@hand/when").fill(minute());
            officer.field("@hand/number").fill("DHL 4711");
            officer.page.locator("#scan").setInputFiles(file("receipt.txt", "stamped"));
            officer.press("It left");
            assertThat(officer.text()).contains("Recorded. It left", "Left us", "courier", "number DHL 4711");
            assertThat(officer.page
                            .request()
                            .get(officer.page
                                    .locator("a:has-text('receipt.txt')")
                                    .getAttribute("href"))
                            .text())
                    .isEqualTo("stamped");

            officer.press("Record that it arrived");
            assertThat(officer.field("@hand/recipient/person").inputValue()).isEqualTo("Registry clerk");
            officer.field("@hand/way").selectOption("TELEPHONE");
            officer.field("@hand/when").fill(minute());
            officer.press("It arrived");
            assertThat(officer.text()).contains("arrived, as recorded by hand: no receipt");

            heard(officer, "Data are preserved");
            officer.field("preserved/from").fill(minute());
            officer.field("preserved/item[1]").check();
            officer.field("@hand/when").fill(minute());
            officer.press("Record it");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("By hand › By which way:"))
                    .anyMatch(said -> said.contains("E-XSD"));
            officer.photograph("heard-problems");
            heard(officer, "Refused");
            officer.field("decision/refused/@ground").selectOption("POLITICAL_OFFENCE");
            officer.field("decision/refused/reasons").fill("As the note says.");
            officer.field("@hand/sender/person").fill("First secretary");
            officer.field("@hand/way").selectOption("EMBASSY");
            officer.page.locator("#decision-refused-alternativesConsidered").check();
            officer.page.locator("#scan").setInputFiles(file("note.txt", "note verbale"));
            officer.press("Record it");
            assertThat(officer.text()).contains("It waits for a second person", "Came to us", "embassy");
            approver.open(path);
            approver.press("Read and approve");
            approver.page.locator("#read").check();
            approver.photograph("heard-approve");
            approver.press("Approve");
            assertThat(approver.text()).contains("refused");
            officer.open(path);
            officer.photograph("by-hand-done");
        }
    }

    @Test // UC-21/5, UC-21/5c: of a partner with a gateway only what may be told ahead is offered
    void ofAPartnerWithAGatewayLittleIsOffered() {
        them().accepts();
        String request = submitted(
                new String(OfficersClient.example("examples/preservation-request.xml"), StandardCharsets.UTF_8));
        try (Window officer = signedIn(somebody(Role.OFFICER), PHONE, false)) {
            officer.open("/requests/" + request);
            officer.page.locator("summary:has-text('It came by hand')").click();
            assertThat(officer.text())
                    .contains("Data are preserved", "A question")
                    .doesNotContain("Refused");
            assertThat(officer.overflow()).isZero();
            officer.press("Data are preserved");
            assertThat(officer.overflow()).isZero();
            officer.photograph("heard-phone");
        }
    }

    @Test // UC-21/5d: before it is recorded and after
    void aQuestionThatStaysUnansweredIsSaidToBeSo() {
        them().accepts();
        String request = submitted(
                new String(OfficersClient.example("examples/preservation-request.xml"), StandardCharsets.UTF_8));
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            heard(officer, "A question");
            assertThat(officer.text()).doesNotContain("unanswered");
            officer.field("question/text").fill("Which port?");
            officer.field("@hand/sender/person").fill("Duty clerk");
            officer.field("@hand/way").selectOption("TELEPHONE");
            officer.field("@hand/when").fill(minute());
            officer.press("Record it");
            assertThat(officer.text()).contains("Recorded.").doesNotContain("unanswered");
            heard(officer, "Data are preserved");
            assertThat(officer.text()).contains("the question stays unanswered");
            officer.field("@hand/sender/person").fill("");
            officer.press("Record it");
            assertThat(officer.problems()) // UC-21/4b
                    .as("all of it at once, by the names of the fields")
                    .anyMatch(said -> said.startsWith("Which of the data are held:"))
                    .anyMatch(said -> said.contains("E-XSD-"))
                    .hasSizeGreaterThan(2);
            officer.field("preserved/from").fill(minute());
            officer.field("preserved/until").fill(minuteAfter(120));
            for (int item = 1; item <= 3; item++) {
                officer.field("preserved/item[" + item + "]").check(); // UC-21/5: nothing is ticked for the officer
            }
            officer.field("@hand/sender/person").fill("Duty clerk");
            officer.field("@hand/way").selectOption("TELEPHONE");
            officer.field("@hand/when").fill(minute());
            officer.press("Record it");
            assertThat(officer.text())
                    .contains("A question of the partner is unanswered.")
                    .contains("Recorded. The request is now: data preserved.")
                    .contains("heard of by telephone: recorded by hand, no signature");
            officer.photograph("unanswered");
            officer.open("/requests?reference=" + reference(request));
            assertThat(officer.page.locator("tbody").innerText()).contains("recorded by hand: no signature");
        }
    }

    @Test // UC-21/5e: both stand above the request, and the form answers what was signed
    void whatWasHeardOtherwiseThanSignedStandsAboveTheRequest() throws Exception {
        them().accepts();
        String request = submitted(
                new String(OfficersClient.example("examples/preservation-request.xml"), StandardCharsets.UTF_8));
        clerk.awaitDelivery(request, request, "DELIVERED");
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            heard(officer, "A question");
            officer.field("question/text").fill("Which port?");
            officer.field("@hand/sender/person").fill("Duty clerk");
            officer.field("@hand/way").selectOption("TELEPHONE");
            officer.field("@hand/when").fill(minute());
            officer.press("Record it");
            assertThat(officer.page.locator("div.note.bad").count()).isZero();
            MessageId signed = them().send(
                            partnersPort(),
                            new Question(MessageId.parse(request).orElseThrow(), "Which <b>account</b>?"),
                            them().newId());
            clerk.await(request, file -> !file.findValues("contradictedBy").isEmpty());
            officer.open("/requests/" + request);
            assertThat(officer.page.locator("div.note.bad[role=alert]").innerText())
                    .contains("Heard by telephone", "heard: Which port?", "signed: Which <b>account</b>?");
            officer.photograph("heard-otherwise");
            officer.press("Answer");
            assertThat(officer.page.content()).contains(signed.toString());
            officer.open("/alerts");
            assertThat(officer.text()).contains("what was signed counts");
        }
    }

    @Test // UC-21/7, UC-21/8, UC-21/8a, UC-21/8b
    void whatIsGivenUpAndWhatWasReadBackStandInTheFile() {
        String request = sent("examples/preservation-request.xml");
        String other = sent("examples/preservation-request.xml");
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request);
            // UC-21/10a
            heard(officer, "Telephoned");
            officer.photograph("call");
            officer.page.getByLabel("the partner told that it refuses").check();
            officer.field("@hand/reason").fill("Politics, <b>he</b> said.");
            officer.field("@hand/when").fill("2096-01-01T10:00");
            officer.press("Record it");
            assertThat(officer.problems())
                    .as("all at once, in the words of the fields")
                    .anyMatch(said -> said.startsWith("Spoken with, or sought (person):"))
                    .anyMatch(said -> said.startsWith("By hand › ") && said.contains("at that time: it lies ahead."));
            officer.field("@hand/when").fill(minute());
            officer.field("@hand/other/person").fill("Duty clerk");
            officer.press("Record it");
            assertThat(officer.text())
                    .contains(
                            "No state and no clock has changed",
                            "A refusal was told by telephone",
                            "Politics, <b>he</b> said.")
                    .contains("so in writing", "Told by telephone that it refuses", "to be carried by hand");
            officer.photograph("refusal-told");
            officer.open("/requests?reference=" + reference(request));
            assertThat(officer.page.locator("tbody").innerText()).contains("a refusal was told by telephone");
            recordedRefusal(request);
            officer.open("/requests/" + request);
            assertThat(officer.text())
                    .as("what a second person has not approved decides nothing")
                    .contains("A refusal was told by telephone");
            officer.press("Give it up");
            officer.press("Give it up");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("By hand › Reason:"));
            officer.photograph("give-up");
            officer.field("@hand/reason").fill("The embassy is <i>closed</i>.");
            officer.press("Give it up");
            assertThat(officer.text())
                    .contains(": The embassy is <i>closed</i>.", "discarded", "could not be delivered");
            officer.photograph("given-up");

            officer.open("/requests/" + other);
            officer.press("Record that it left");
            officer.field("@hand/way").selectOption("FAX");
            officer.field("@hand/recipient/person").fill("Registry clerk"); // UC-21/1: who it was there nobody guesses
            officer.field("@hand/when").fill(minute());
            officer.press("It left");
            officer.open("/requests/" + other + "/messages/" + other);
            String code = clerk.message(other, other).path("readBack").asText();
            assertThat(officer.text()).contains(code.split(" ", -1)[0], code.split(" ", -1)[5]);
            officer.photograph("read-back-message");
            officer.press("Record the reading");
            assertThat(officer.text()).contains("only names the document", "+12025550100");
            officer.press("Record it");
            assertThat(officer.problems()).anyMatch(said -> said.startsWith("By hand › What they read:"));
            officer.field("@hand/reader/person").fill("Registry clerk");
            officer.page.locator("#differed").check();
            officer.photograph("read-back");
            officer.press("Record it");
            assertThat(officer.text()).contains("Read back by telephone", "they differ");
            assertThat(officer.page.locator("p.note.bad[role=alert]").innerText()) // UC-21/8
                    .contains("the two ends hold different texts", "Do not act on it");
            officer.photograph("read-back-differs");
            officer.open("/alerts");
            assertThat(officer.text()).contains("the two ends read different codes");
        }
    }

    private void recordedRefusal(String request) {
        String refusal = "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY
                + "\"><decision request=\"" + request + "\"><refused ground=\"POLITICAL_OFFENCE\""
                + " alternativesConsidered=\"true\"><reasons>By the note.</reasons></refused></decision></submission>";
        Map<String, ?> written = Map.of(
                "at",
                        Clock.systemUTC()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                "way", "FAX",
                "sender", Map.of("person", "Clerk", "organisation", "Them"),
                "recipient", Map.of("person", "Desk", "organisation", "Us"),
                "number", "N-18/26");
        String record = clerk.multipart(
                        "/api/v1/requests/" + request + "/heard",
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written)),
                        new OfficersClient.PartOf(
                                "submission", "s.xml", "application/xml", refusal.getBytes(StandardCharsets.UTF_8)),
                        new OfficersClient.PartOf(
                                "scan", "scan.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8)))
                .expect(200)
                .json()
                .path("message")
                .asText();
        clerk.move(request, "discard", Map.of("message", record, "reason", "It was another's."))
                .expect(200);
    }

    @Test // UC-21/9, UC-21/9a, THREAT-18
    void theBundleForPaperHasEveryPartOnceInTheOrderOfTheTreaty() {
        String hostile = EmbassyWithoutGateway.example("examples/preservation-request.xml")
                .replaceFirst(
                        "<facts>",
                        "<facts>&lt;script&gt;alert(1)&lt;/script&gt;" + "\n".repeat(300) + "Signature: X \u202e");
        String request = clerk.multipart(
                        "/api/v1/requests",
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf(
                                "submission", "s.xml", "application/xml", hostile.getBytes(StandardCharsets.UTF_8)),
                        new OfficersClient.PartOf(
                                "attachment",
                                "<img src=x>.pdf",
                                "application/pdf",
                                "%PDF".getBytes(StandardCharsets.UTF_8)))
                .expect(201)
                .json()
                .path("id")
                .asText();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, true)) {
            officer.open("/requests/" + request + "/messages/" + request + "/print");
            assertThat(officer.text()).contains("NOT APPROVED");
            second.approve(request, request);
            officer.open("/requests/" + request + "/messages/" + request + "/print");
            assertThat(officer.page.locator("h2").allInnerTexts())
                    .startsWith(
                            "ETS185/29/2/a",
                            "ETS185/29/2/b",
                            "ETS185/29/2/c",
                            "ETS185/29/2/d",
                            "ETS185/29/2/e",
                            "ETS185/29/2/f")
                    .endsWith("Further", "Enclosures", "Read-back code");
            assertThat(officer.text())
                    .contains("<script>alert(1)</script>", "[299]", "[U+202E]", "<img src=x>.pdf")
                    .contains(clerk.message(request, request)
                            .path("attachments")
                            .get(0)
                            .path("sha256")
                            .asText()
                            .substring(0, 8))
                    .contains("Signature and stamp", "Read-back code", "to", "Example Ministry (US)")
                    .doesNotContain("NOT APPROVED");
            assertThat(officer.dialogs).isEmpty();
            assertThat(officer.foreign).isEmpty();
            officer.photograph("print");
            byte[] pdf = officer.page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
            assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
            keep("print.pdf", pdf);
        }
    }

    /** For the eye, where photographs are wanted. */
    private static void keep(String name, byte[] bytes) {
        String directory = System.getProperty("photographs", "");
        if (!directory.isEmpty()) {
            try {
                Files.write(Path.of(directory, name), bytes);
            } catch (IOException full) {
                throw new AssertionError(full);
            }
        }
    }

    @Test // UC-21/6, UC-21/6a
    void aRequestByTelephoneIsWrittenDownAndAskedAbout() {
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/by-hand");
            officer.press("A request came by hand");
            officer.page.waitForLoadState();
            officer.photograph("came-choice");
            officer.press("Write it down");
            officer.page.waitForLoadState();
            assertThat(officer.unnamedFields()).isEmpty();
            officer.photograph("came-blank");
            officer.press("Record it");
            officer.page.waitForLoadState();
            officer.photograph("came-problems");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("By hand › By which way:"))
                    .anyMatch(said -> said.contains("ETS185/29/2/b"));
            officer.fill("reference", "<b>DOJ-77</b>");
            officer.fill("facts", "Servers of a hospital were encrypted.");
            officer.field("@hand/sender/person").fill("Duty clerk");
            officer.field("@hand/way").selectOption("TELEPHONE");
            officer.page.locator("#scan").setInputFiles(file("memo.txt", "memo"));
            officer.press("Record it");
            officer.page.waitForLoadState();
            assertThat(officer.text())
                    .contains("The law misses what is named above", "Not kept, choose again: memo.txt");
            officer.photograph("came-missing");
            officer.page.locator("#as-it-came").check();
            officer.page.locator("#scan").setInputFiles(file("memo.txt", "memo"));
            officer.press("Record it");
            officer.page.waitForLoadState();
            assertThat(officer.text())
                    .contains("Recorded and registered", "What is missing in it", "telephone", "<b>DOJ-77</b>")
                    .contains("One message is to be carried by hand:");
            officer.photograph("came-request");
            officer.press("Take up");
            officer.page.waitForLoadState();
            officer.press("Take up");
            officer.page.waitForLoadState();
            officer.press("Ask");
            officer.page.waitForLoadState();
            assertThat(officer.field("question/text").inputValue())
                    .startsWith("Please supply:")
                    .contains("Offence", "(ETS185/29/2/b)");
            officer.photograph("came-question");
        }
    }

    @Test // UC-21/6d: the night call of a partner whose gateway is down
    void anUrgentRequestOfAPartnerWithAGatewayIsWrittenDownToo() {
        try (Window officer = signedIn(somebody(Role.OFFICER), PHONE, false)) {
            officer.open("/requests/came");
            officer.page.locator("#from").selectOption(PARTNER);
            officer.press("Write it down");
            officer.page.waitForLoadState();
            assertThat(officer.text()).contains("This partner has a gateway: write down only what cannot wait");
            assertThat(officer.page
                            .locator("input[name$='urgency/level'][value='URGENT']")
                            .isChecked())
                    .isTrue();
            assertThat(officer.overflow()).isZero();
            officer.photograph("came-of-a-gateway-phone");
        }
    }

    private static void heard(Window officer, String what) {
        officer.open(officer.page.url().replaceFirst("^https://[^/]*", "").replaceFirst("/heard/.*", ""));
        officer.page.locator("summary:has-text('It came by hand')").click();
        officer.press(what);
    }

    private static String row(Window window, String request) {
        return window.page
                .locator(
                        "tr",
                        new Page.LocatorOptions().setHas(window.page.locator("a[href='/requests/" + request + "']")))
                .innerText();
    }

    private String sent(String example) {
        return submitted(EmbassyWithoutGateway.example(example));
    }

    private String submitted(String submission) {
        String id = clerk.post(
                        "/api/v1/requests",
                        "application/xml",
                        submission.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        second.approve(id, id);
        return id;
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Now, in the zone of the pages. */
    private String reference(String request) {
        return rows().sql("select reference from request where id = ?")
                .param(request)
                .query(String.class)
                .single();
    }

    private static String minute() {
        return minuteAfter(0);
    }

    private static String minuteAfter(int days) {
        return Clock.system(TOKYO)
                .instant()
                .atZone(TOKYO)
                .plusDays(days)
                .truncatedTo(ChronoUnit.MINUTES)
                .toLocalDateTime()
                .toString();
    }
}
