package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.comity.desk.api.Browser.Window;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.Submission;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages in Chromium, as an officer, an approver and an administrator use them, against one whole gateway and a partner over TLS. */
class DeskBrowserTest extends DeskInABrowser {

    /** What a partner could write in the hope that a page runs it, fetches it or is fooled by it (THREAT-18, THREAT-20, THREAT-96). */
    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'><svg/onload=alert(1)>",
            "<img src=\"https://evil.example/pixel.png\">",
            "<iframe src=\"https://evil.example/\"></iframe>",
            "</textarea></title></style><script>alert(1)</script>",
            "<link rel=stylesheet href=https://evil.example/x.css>",
            "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
            "<base href=https://evil.example/>",
            "<form action=https://evil.example/><button>Approve</button></form>",
            "<a href=\"javascript:alert(1)\">document</a>",
            "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
            "<details open ontoggle=alert(1)>",
            "<div hx-get=\"https://evil.example/\" hx-trigger=load>",
            "javascript:alert(1)//",
            "' autofocus onfocus='alert(1)",
            "[[${7*7}]] ${7*7} __${7*7}__ #{nav} {{7*7}}",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "\u202Efdp.exe\u202C and \u200Bnothing\u2066 hidden");

    @Autowired
    private StuckErrands stuck;

    @Test // UC-01, UC-02/5, UC-11/3, THREAT-93, THREAT-94: without JavaScript
    void aRequestIsWrittenMendedHandedInAndApproved() {
        them().accepts();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open("/requests/new");
            assertThat(officer.text()).contains("a second person approves", "90 days", "en, ja");
            // by another test there may be a partner of the same State that stands before it
            officer.page
                    .locator("a[href*='to=" + PARTNER + "']:text('Write a preservation request')")
                    .click();
            assertThat(officer.screens()).as("what the law asks is at hand").isLessThan(2);
            assertThat(officer.field("preservationRequest/requesting/organisation")
                            .isVisible())
                    .as("what is known already is folded")
                    .isFalse();
            fillInBadly(officer);
            officer.press("Check and preview");
            assertThat(officer.field("preservationRequest/requesting/inCharge/telephone")
                            .isVisible())
                    .as("what is to be mended is not behind a fold")
                    .isTrue();

            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("Reference:") && said.contains("E-XSD-15"))
                    .anyMatch(said -> said.contains("Telephone:") && said.contains("E-XSD-01"))
                    .anyMatch(said -> said.startsWith("Facts:") && said.contains("ETS185/29/2/b"))
                    .anyMatch(said -> said.startsWith("Data 1 › Link to the offence:"))
                    .anyMatch(said -> said.startsWith("Data 1 › Identifiers › IP address 1 › Port:")
                            && said.contains("RFC6302/2"))
                    .anyMatch(said -> said.startsWith("Data 1 › Identifiers › IP address 1 › Address:")
                            && said.contains("E-LAW-03"))
                    .anyMatch(said -> said.startsWith("Our matter:"))
                    .anyMatch(said -> said.startsWith("Reason for the urgency:") || said.contains("Reason:"))
                    .anyMatch(said ->
                            said.startsWith("Intended mutual assistance request:") && said.contains("ETS185/29/2/f"));
            assertThat(officer.value("requesting/inCharge/telephone")).isEqualTo("03-5550-1234");
            assertThat(officer.value("data[1]/identifiers/ipAddress[1]/address"))
                    .isEqualTo("203.0.113.300");
            assertThat(officer.text())
                    .contains("such as +81 3 5550 1234", "such as 203.0.113.77", "Fill it in: it is needed here.")
                    .contains("say why in the field \"Port not known, because\"");
            assertThat(officer.page.locator(".f.is-wrong .wrong").count()).isGreaterThan(4);

            mend(officer);
            officer.press("Check and preview");
            assertThat(officer.text())
                    .contains("Read it once more", "System interference (Article 5)", "2026-11-14T02:03:41+09:00")
                    .contains("You ask for 400 days; by our record the partner's law gives 90.")
                    .contains("(2020-01-01) has passed", "Confidentiality is not asked for");
            officer.page.locator(".cautions li:has-text('400 days') button").click();
            assertThat(officer.page.url()).endsWith("#preservationRequest-daysAsked");
            assertThat(officer.field("preservationRequest/daysAsked").getAttribute("aria-describedby"))
                    .contains("preservationRequest-daysAsked-careful-0");
            assertThat(officer.page
                            .locator("#preservationRequest-daysAsked-careful-0")
                            .isVisible())
                    .as("a caution stands beside its field")
                    .isTrue();
            assertThat(officer.page
                            .locator("#preservationRequest-confidentiality-secret-careful-0")
                            .innerText())
                    .contains("Confidentiality is not asked for");
            officer.photograph("cautions-beside-their-fields");
            officer.press("Check and preview");
            officer.page.locator("#attachment").setInputFiles(file("order.pdf", "the order"));
            officer.press("Hand in for approval");
            assertThat(officer.text()).contains("Handed in and registered.", "waits for approval");
            String request = officer.page.url();

            officer.press("Read what waits");
            assertThat(officer.text()).contains("You wrote it.");
            assertThat(officer.page.locator("input[name=sha256]").count()).isZero();

            approver.open(request);
            approver.press("Read and approve");
            assertThat(approver.text())
                    .contains("Somebody encrypted the records.", "order.pdf", "Example")
                    .containsPattern("Port not known, because\\s+The log of the victim has none\\.");
            approver.page.locator("#read").check();
            approver.press("Approve and send");
            assertThat(approver.text()).contains("Approved.");
            approver.await("partner's signed receipt");
            approver.page.locator("a.proof").first().click();
            assertThat(approver.text())
                    .contains("This receipt verifies.", "Signed by", "It names this message and no other.")
                    .containsPattern("Signed at\\s+20[0-9-]+ [0-9:]+ UTC\\+9\\s+20[0-9-]+ [0-9:]+ UTC");
            Download receipt = approver.page.waitForDownload(() -> approver.press("Download the signed original"));
            assertThat(receipt.suggestedFilename()).endsWith("-receipt.eml");
        }
    }

    @Test // UC-01/4a, UC-10: chosen files are never lost in silence
    void filesThatWereChosenAreNamedWhenThePageComesBack() {
        them();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/new/form?to=" + PARTNER);
            fillInBadly(officer);
            mend(officer);
            officer.press("Check and preview");
            officer.page
                    .locator("#attachment")
                    .setInputFiles(new FilePayload[] {file("order.pdf", "the order"), file("order.pdf", "the order")});
            officer.press("Hand in for approval");
            assertThat(officer.text()).contains("Read it once more", "Not kept, choose again: order.pdf, order.pdf");
            assertThat(officer.problems()).isNotEmpty();
        }
    }

    @Test // UC-05/2a, UC-11/3d, THREAT-88: an act shows what it acts on, and the question that it answers
    void theFormOfAMoveShowsWhatItActsOn() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String sent = writer.submitted();
        person("intake", Role.APPROVER).approve(sent, sent);
        writer.awaitDelivery(sent, sent, "DELIVERED");
        MessageId id = MessageId.parse(sent).orElseThrow();
        them().send(partnersPort(), new Question(id, "Is it really port 50412?"), them().newId());
        writer.await(sent, file -> file.path("request").path("state").asText().equals("INFO_NEEDED"));
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + sent + "/moves/answer");
            assertThat(officer.text())
                    .contains("Is it really port 50412?", "What this acts on", "Our reference", "203.0.113.77")
                    .contains("2026-11-01T00:00:00+09:00", "System interference (Article 5)");
        }
    }

    @Test // THREAT-84: what the partner says of the end of its hold stands beside what our rule gives, and shortens
    // nothing
    void aDateOfThePartnerStandsBesideOurs() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String sent = writer.submitted();
        person("intake", Role.APPROVER).approve(sent, sent);
        writer.awaitDelivery(sent, sent, "DELIVERED");
        MessageId id = MessageId.parse(sent).orElseThrow();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

        them().send(partnersPort(), new Preserved(id, now, now.plus(Duration.ofDays(10)), ""), them().newId());
        writer.await(sent, file -> file.path("messages").toString().contains("REJECTED"));
        assertThat(writer.file(sent).path("hold").path("state").asText()).isEqualTo("REQUESTED");

        them().send(partnersPort(), new Preserved(id, now, now.plus(Duration.ofDays(90)), ""), them().newId());
        writer.await(sent, file -> file.path("request").path("state").asText().equals("PRESERVED"));
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + sent);
            assertThat(officer.page.locator("#now").innerText())
                    .as("UC-11/2: an ordinary hold has one date and no doubt")
                    .contains("the request for the data must be there before", "Sending it keeps nothing")
                    .doesNotContain("the partner states", "Live by this end");
            officer.page.locator("summary:has-text('How the deadlines')").click();
            assertThat(officer.text())
                    .contains("two careful offices come to ends about a day apart", "This is the end to live by.")
                    .contains("That is a difference of counting and of zones, and no doubt.");
            officer.photograph("hold-ordinary");

            them().send(
                            partnersPort(),
                            new Preserved(id, now, Instant.parse("2096-06-30T00:00:00Z"), ""),
                            them().newId());
            writer.await(sent, file -> file.at("/hold/stated").asText().equals("2096-06-30T00:00:00Z"));
            officer.open("/requests/" + sent);
            assertThat(officer.page.locator("#now").innerText())
                    .as("one end to live by; how it was found is folded")
                    .contains(
                            "Live by this end: the partner states 2096-06-30, which is longer than is certain by our record")
                    .doesNotContain("90 days");
            officer.photograph("hold-one-end");
            officer.page.locator("summary:has-text('How the deadlines')").click();
            assertThat(officer.text())
                    .contains("The partner states 2096-06-30 09:00 UTC+9", "Certain by our record are 90 days");
            assertThat(officer.text())
                    .containsPattern("which end at "
                            + now.plus(Duration.ofDays(89)).toString().substring(0, 7));

            Instant before = Instant.parse("2000-01-01T00:00:00Z");
            them().send(
                            partnersPort(),
                            new Preserved(id, before, Instant.parse("2096-06-30T00:00:00Z"), ""),
                            them().newId());
            writer.await(sent, file -> file.at("/hold/starts").asText().equals(before.toString()));
            officer.open("/requests/" + sent);
            assertThat(officer.page.locator("#now").innerText())
                    .as("a beginning before the request hurries nobody, and is said")
                    .contains("since 2000-01-01 09:00 UTC+9; the request for the data must be there before 20")
                    .contains(
                            "The partner says that the data are held since 2000-01-01 09:00 UTC+9, but it was asked at")
                    .doesNotContain("overdue");
            officer.photograph("hold-unasked");
        }
    }

    @Test // UC-04/4b, UC-07: what is parked for a request of mine is on my list of parked messages
    void whatThePageOfARequestCallsParkedIsOnTheParkedPage() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String sent = writer.submitted();
        person("intake", Role.APPROVER).approve(sent, sent);
        writer.awaitDelivery(sent, sent, "DELIVERED");
        MessageId id = MessageId.parse(sent).orElseThrow();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        them().send(partnersPort(), new Preserved(id, now, now.plus(Duration.ofDays(90)), ""), them().newId());
        writer.await(sent, file -> file.path("request").path("state").asText().equals("PRESERVED"));
        MessageId question = them().send(partnersPort(), new Question(id, "Still needed?"), them().newId());
        writer.await(sent, file -> delivery(file, question).equals("PARKED"));
        MessageId rejection = them().send(
                        partnersPort(),
                        new Rejection(id, List.of(new Rejection.Finding("E-LAW-02", "RFC6302/2", "port", "No port."))),
                        them().newId());
        writer.await(sent, file -> delivery(file, rejection).equals("PROCESSED"));
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + sent);
            assertThat(officer.text())
                    .contains("parked, needs a person", "came before what it answers")
                    .contains("The partner found in our message:", "E-LAW-02");
            officer.open("/parked");
            assertThat(officer.text()).contains(question.toString(), "came before what it answers");
            officer.open("/alerts");
            assertThat(officer.text()).contains("The partner rejected a message");
        }
    }

    @Test // UC-01/2b: with JavaScript
    void backBringsTheFormAsItWasFilledInAndNothingIsAskedForTwice() {
        them().accepts();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, true)) {
            officer.open("/requests/new/form?to=" + PARTNER);
            fillInBadly(officer);
            mend(officer);
            officer.press("Check and preview");
            officer.page.locator("h1:text('Read it once more')").waitFor();
            officer.page.goBack();
            assertThat(officer.value("facts")).isEqualTo("Somebody encrypted the records.");
            assertThat(officer.value("data[1]/identifiers/ipAddress[1]/address"))
                    .isEqualTo("203.0.113.77");
            officer.page.goBack();
            assertThat(officer.page
                            .locator("[name='preservationRequest/data[1]/identifiers/ipAddress[1]/address']")
                            .count())
                    .as("before the row was added")
                    .isZero();
            officer.page.goForward();
            officer.page.goForward();
            officer.page.locator(".cautions li:has-text('400 days') button").click();
            officer.page.locator("[name='preservationRequest/daysAsked']").waitFor();
            assertThat(officer.value("daysAsked")).isEqualTo("400");

            officer.page.locator("nav a:has-text('Tasks')").click();
            assertThat(officer.dialogs).as("it would be lost").hasSize(1);
            assertThat(officer.value("facts")).isEqualTo("Somebody encrypted the records.");
            officer.press("Check and preview");
            officer.page.locator("h1:text('Read it once more')").waitFor();
            officer.press("Hand in");
            officer.page.waitForURL(java.util.regex.Pattern.compile(".*/requests/[^/]*@[^/]*$"));
            assertThat(officer.dialogs).as("nothing is lost by sending it").hasSize(1);
            officer.page.goBack();
            assertThat(officer.value("facts")).as("handed in already").isEmpty();

            officer.open("/requests/new");
            officer.page
                    .locator("#submission")
                    .setInputFiles(new FilePayload(
                            "draft.xml", "text/xml", OfficersClient.example(OfficersClient.SUBMISSION)));
            officer.press("Open");
            officer.page.locator("h1:text('Read it once more')").waitFor();
            assertThat(officer.page.url()).as("no page of a POST").endsWith("/requests/new");
        }
    }

    @Test // UC-01/2a: a draft is a file, and the file is a draft again
    void aDraftIsKeptAsAFileAndOpenedAgain() {
        them();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/new/form?to=" + PARTNER);
            fillInBadly(officer);
            Download draft = officer.page.waitForDownload(() -> officer.press("Save draft as a file"));

            officer.open("/requests/new");
            officer.page.locator("#submission").setInputFiles(draft.path());
            officer.press("Open");

            assertThat(officer.value("requesting/inCharge/telephone")).isEqualTo("03-5550-1234");
            assertThat(officer.value("data[1]/period/from")).startsWith("2026-11-01T00:00");
            assertThat(officer.problems()).isNotEmpty();
        }
    }

    @Test // UC-05/1, UC-05/2, UC-05/3, UC-05/2c; THREAT-88
    void anIncomingRequestIsTakenUpAcceptedAndReportedPreserved() throws Exception {
        them().accepts();
        String path = "/requests/" + IncomingRequest.from(them(), partnersPort());
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, true);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, true)) {
            awaitPage(officer, path);
            officer.press("Take up");
            officer.press("Take up");
            assertThat(officer.text()).contains("under review", "decide: accept, ask or refuse");

            officer.press("Accept");
            assertThat(officer.text())
                    .contains("This goes to " + them().partner("US").name(), PARTNER);
            officer.press("Accept");
            approve(approver, path);
            officer.open(path);
            assertThat(officer.page.locator(".mhead").allInnerTexts())
                    .as("what was decided, without opening it")
                    .anyMatch(said -> said.contains("Decision") && said.contains("Accepted"));
            officer.press("Report data preserved");
            assertThat(officer.field("preserved/from").inputValue())
                    .as("nobody here knows since when")
                    .isEmpty();
            officer.field("preserved/from").fill("2026-11-20T00:00");
            officer.field("preserved/until").fill("2026-11-30T00:00");
            officer.press("Report data preserved");
            assertThat(officer.problems()).anyMatch(said -> said.contains("E-LAW-11"));
            officer.field("preserved/until").fill("2096-06-30T00:00");
            officer.field("preserved/holderReference").fill("T-4711");
            for (int item = 1; item <= 3; item++) {
                officer.field("preserved/item[" + item + "]").uncheck();
            }
            officer.press("Report data preserved"); // UC-05/3d
            assertThat(officer.problems())
                    .as("nothing ticked is not everything")
                    .singleElement()
                    .asString()
                    .contains("E-DSK-");
            officer.field("preserved/item[1]").check();
            officer.field("preserved/item[3]").check();
            officer.page.locator("#attachment").setInputFiles(file("proof.pdf", "held"));
            officer.press("Report data preserved"); // UC-05/3e
            assertThat(officer.page.locator(".cautions").innerText())
                    .as("all of it at once, and nothing is said yet")
                    .contains("our law gives", "Data 2 are not ticked", "press the button again")
                    .as("no browser sends a file twice")
                    .contains("choose proof.pdf again");
            officer.field("preserved/rest").fill("The customer data are with another provider.");
            officer.photograph("preserved-part");
            officer.press("Report data preserved");
            assertThat(officer.page.locator(".cautions").innerText())
                    .as("other cautions than those that were seen")
                    .contains("our law gives")
                    .doesNotContain("not ticked", "proof.pdf");
            officer.press("Report data preserved");
            approver.open(path);
            approver.press("Read and approve");
            assertThat(approver.page.locator(".cautions").innerText()).contains("our law gives");
            approver.page.locator("#read").check();
            approver.press("Approve and send");
            officer.open(path);
            assertThat(officer.text())
                    .contains(
                            "data preserved",
                            "2096-06-30 00:00 UTC+9",
                            "You hold only a part of what was asked: data 1, 3");

            // UC-05/4c, THREAT-18: there it counts as not said
            rejectTheReport(path.substring("/requests/".length()));
            officer.open(path);
            for (int i = 0; i < 40 && !officer.text().contains("rejected our message"); i++) {
                officer.page.waitForTimeout(250);
                officer.open(path);
            }
            assertThat(officer.page.locator(".note.bad").first().innerText())
                    .contains("rejected our message (", "There it counts as not said", "Until <b>when</b>?")
                    .contains("Correct what it found and send it again");
            officer.photograph("rejected");
            officer.open("/requests?state=REJECTED");
            assertThat(officer.text())
                    .contains("The partner rejected what we said", "correct what the partner rejected");
            officer.photograph("rejected-list");
            officer.open(path);
            officer.press("Correct and send again: Report data preserved");
            officer.field("preserved/from").fill("2026-11-20T00:00");
            officer.field("preserved/until").fill("2096-07-31T00:00");
            officer.press("Report data preserved");
            officer.press("Report data preserved"); // UC-05/3e
            approve(approver, path);
            officer.open(path);
            assertThat(officer.text()).doesNotContain("rejected our message");
        }
    }

    private void rejectTheReport(String request) throws Exception {
        OfficersClient reader = person("intake", Role.OFFICER);
        JsonNode reported = reader.await(
                request,
                file -> !reported(file).isEmpty()
                        && reported(file).getLast().path("delivery").asText().equals("DELIVERED"));
        them().send(
                        partnersPort(),
                        new Rejection(
                                MessageId.parse(reported(reported)
                                                .getLast()
                                                .path("id")
                                                .asText())
                                        .orElseThrow(),
                                List.of(new Rejection.Finding(
                                        "E-LAW-11", "ETS185/29/7", "until", "Until <b>when</b>?"))),
                        them().newId());
    }

    private static List<JsonNode> reported(JsonNode file) {
        return file.path("messages")
                .valueStream()
                .filter(message -> message.path("kind").asText().equals("preserved"))
                .toList();
    }

    @Test // UC-05/2b, UC-05/2c: a refusal needs ground and reasons, and says so at once
    void anIncomingRequestIsRefused() throws Exception {
        them().accepts();
        String path = "/requests/" + IncomingRequest.from(them(), partnersPort());
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            awaitPage(officer, path);
            officer.press("Accept");
            officer.press("Accept");
            officer.press("Refuse");
            assertThat(officer.text()).as("UC-05/1b").contains("Something else about this request waits", "Decision");
            officer.photograph("beside");
            officer.press("Refuse");
            assertThat(officer.problems())
                    .hasSize(3)
                    .anyMatch(said -> said.startsWith("Refused › Ground:") && said.contains("E-XSD-15"))
                    .anyMatch(said -> said.startsWith("Refused › Reasons:") && said.contains("ETS185/27/7"))
                    .anyMatch(said -> said.contains("ETS185/27/6"));
            officer.field("decision/refused/@ground").selectOption("NO_DUAL_CRIMINALITY");
            officer.field("decision/refused/reasons").fill("It concerns the security of the State.");
            officer.field("decision/refused/@alternativesConsidered").check();
            officer.press("Refuse");
            assertThat(officer.problems()) // LAW-32, LAW-74
                    .hasSize(2)
                    .allMatch(said -> said.contains("ETS185/29/4"))
                    .anyMatch(said -> said.startsWith("Refused › Forecast for the disclosure:"));
            officer.photograph("forecast");
            officer.field("decision/refused/@ground").selectOption("ESSENTIAL_INTERESTS");
            officer.press("Refuse");
            assertThat(officer.text()).contains("waits for approval", "2 messages about this request wait");
            approver.open(path);
            approver.page.locator(".moves a.main").last().click();
            assertThat(approver.text()).contains("Something else about this request waits");
            String compared = URI.create(approver.page.url()).getPath();
            try (Window supervisor = signedIn(somebody(Role.SUPERVISOR), DESKTOP, false)) {
                supervisor.open(path);
                assertThat(supervisor.text()).contains("2 messages about this request wait");
                supervisor.open(compared);
                assertThat(supervisor.text()).contains("Something else about this request waits");
            }
            approver.page.locator("#read").check();
            approver.press("Approve and send");
            assertThat(approver.text()).contains("refused", "another message came first and left it nothing to say");
            approver.photograph("superseded");
        }
    }

    @Test // THREAT-18, THREAT-19, THREAT-20, THREAT-24, THREAT-96
    void textOfAPartnerIsShownAndNeverActs() throws Exception {
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, true)) {
            for (String payload : PAYLOADS) {
                String path = "/requests/" + incomingWith(payload);
                awaitPage(officer, path);
                officer.open(path + "/messages/" + path.substring("/requests/".length()));
                if (payload.contains("\u202E")) {
                    assertThat(officer.text()).contains("[U+202E]fdp.exe", "[U+200B]nothing");
                } else {
                    assertThat(officer.text()).contains("facts: " + payload);
                }
            }
            officer.open("/requests");
            officer.page.waitForTimeout(500);
            assertThat(officer.dialogs).isEmpty();
            assertThat(officer.foreign).isEmpty();
        }
    }

    @Test // UC-02/3a, UC-07/1 to UC-07/3
    void whatCannotBeDeliveredIsShownWithItsReasonAndSentOnItsWayAgain() {
        them().answers(503);
        OfficersClient writer = person("intake", Role.OFFICER);
        String request = writer.submitted();
        person("intake", Role.APPROVER).approve(request, request);
        try (Window supervisor = signedIn(somebody(Role.SUPERVISOR), DESKTOP, false)) {
            supervisor.open("/requests/" + request);
            supervisor.await("E-DEL-03");
            assertThat(supervisor.text()).containsPattern("after (1 try|[0-9]+ tries), next 20[0-9-]+ [0-9:]+ UTC\\+9");

            stuck.setAside("comity.outbound", request, Stuck.CRASHED);
            supervisor.open("/requests/" + request);
            assertThat(supervisor.text()).contains("parked, needs a person");
            supervisor.open("/parked");
            assertThat(supervisor.text()).contains("E-DEL-06", request);
            them().accepts();
            supervisor
                    .page
                    .locator("article:has-text('" + request + "') button.main")
                    .click();
            assertThat(supervisor.text()).contains("On its way again.");
            supervisor.open("/requests/" + request);
            supervisor.await("delivered, receipt verified");
        } finally {
            them().accepts();
        }
    }

    @Test // UC-08/3, UC-08/3g: many of one kind about one partner are one row, and each is acknowledged by itself
    void anAlertAmongManyIsAcknowledged() throws Exception {
        String other = "/requests/" + IncomingRequest.from(them(), partnersPort());
        String path = "/requests/" + IncomingRequest.from(them(), partnersPort());
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            awaitPage(officer, other);
            awaitPage(officer, path);
            officer.open("/alerts");
            String urgent = "tr:has(a[href='" + path + "'])";
            assertThat(officer.page.locator(urgent).count()).isEqualTo(1);
            assertThat(officer.page.locator(urgent).innerText())
                    .contains(them().partner("US").name(), "of the same kind");
            officer.page.locator(urgent + " summary").click();
            officer.photograph("alerts-grouped");
            assertThat(officer.page.locator(urgent + " li").first().innerHTML())
                    .as("the newest first")
                    .contains(path);
            officer.page.locator("li:has(a[href='" + path + "']) button").click();
            assertThat(officer.text()).contains("Acknowledged.");
            assertThat(officer.page.locator(urgent + " button").count())
                    .as("only this one")
                    .isZero();
            assertThat(officer.page.locator("tr:has(a[href='" + other + "'])").count())
                    .isEqualTo(1);
        }
    }

    @Test // THREAT-91: the same words for a name that exists and one that does not
    void whoGuessesIsToldToWait() {
        try (Window stranger = stranger()) {
            String name = "q" + UUID.randomUUID().toString().substring(0, 8);
            for (int i = 0; i < 8; i++) {
                signIn(stranger, name, "not the password");
                assertThat(stranger.text()).contains("The name or the password is wrong.");
            }
            signIn(stranger, name, "not the password");
            assertThat(stranger.text()).contains("Wait a quarter of an hour");
        }
    }

    @Test // UC-11/1
    void aSessionThatEndedSaysSo() {
        Person person = somebody(Role.OFFICER);
        try (Window officer = signedIn(person, DESKTOP, false)) { // a page that refreshes itself may be told first
            people().save(person.disable());
            officer.open("/requests");
            assertThat(officer.page.url()).endsWith("/sign-in?ended");
            assertThat(officer.text()).contains("Your session has ended.");
        }
    }

    @Test
    void everyPageFitsPhoneAndDesktopAndCanBeReadAloud() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String sent = "/requests/" + writer.submitted();
        String incoming = "/requests/" + IncomingRequest.from(them(), partnersPort());
        Person person = somebody(Role.OFFICER, Role.SUPERVISOR);
        for (int width : new int[] {PHONE, DESKTOP}) {
            try (Window window = signedIn(person, width, true)) {
                awaitPage(window, incoming);
                for (String path : List.of(
                        "/requests",
                        sent,
                        sent + "/messages/" + sent.substring("/requests/".length()),
                        sent + "/copy",
                        incoming,
                        incoming + "/moves/refuse",
                        incoming + "/moves/preserved",
                        "/requests/new",
                        "/requests/new/form?to=" + PARTNER,
                        "/parked",
                        "/alerts",
                        "/partners")) {
                    window.open(path);
                    assertThat(window.overflow()).as(path + " at " + width).isZero();
                    assertThat(window.unnamedFields()).as(path).isEmpty();
                    assertThat(window.page.locator("h1").count()).as(path).isOne();
                }
            }
        }
    }

    private static String delivery(JsonNode file, MessageId message) {
        for (JsonNode one : file.path("messages")) {
            if (one.path("id").asText().equals(message.toString())) {
                return one.path("delivery").asText();
            }
        }
        return "";
    }

    private static void fillInBadly(Window officer) {
        officer.press("IP address");
        officer.fill("data[1]/identifiers/ipAddress[1]/address", "203.0.113.300");
        officer.unfolded("[name='@matter']").fill("M-nowhere");
        officer.fill("requesting/inCharge/telephone", "03-5550-1234");
        officer.fill("data[1]/period/from", "2026-11-01T00:00");
        officer.fill("data[1]/period/until", "2026-11-23T23:59");
        officer.choose("data[1]/@category", "TRA");
        officer.unfolded("#level-URGENT").check();
    }

    private static void mend(Window officer) {
        officer.fill("reference", "NPA-1");
        officer.unfolded("[name='@matter']").fill("");
        officer.fill("data[1]/identifiers/ipAddress[1]/address", "203.0.113.77");
        officer.fill("followUp/expected", "2020-01-01");
        officer.fill("daysAsked", "400");
        officer.fill("requesting/inCharge/telephone", "+81 3-5550-1234");
        officer.fill("urgency/reason", "The logs are deleted on Friday.");
        officer.choose("offence[1]/@code", "BC05");
        officer.fill("facts", "Somebody encrypted the records.");
        officer.fill("data[1]/identifiers/ipAddress[1]/portUnknown", "The log of the victim has none.");
        officer.fill("data[1]/identifiers/ipAddress[1]/at", "2026-11-14T02:03:41");
        officer.fill("data[1]/identifiers/ipAddress[1]/zone", "Asia/Tokyo");
        officer.fill("data[1]/linkToOffence", "It came from there.");
        officer.unfolded("#c-none").check();
        officer.fill("necessity", "No other source.");
        officer.fill("followUp/intendedRequest", "A request under Article 31.");
    }

    /** The example with {@code payload} wherever the schema admits free text, and as the name of a file. */
    private String incomingWith(String payload) throws Exception {
        String escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String xml = new String(OfficersClient.example(OfficersClient.SUBMISSION), StandardCharsets.UTF_8)
                .replaceFirst("(?s)<facts>.*</facts>", "<facts>facts: " + quoted(escaped) + "</facts>")
                .replaceFirst("<reference>[^<]*", "<reference>" + quoted(escaped))
                .replaceAll("<organisation>[^<]*", "<organisation>" + quoted(escaped))
                .replaceAll("<qualification>[^<]*", "<qualification>" + quoted(escaped))
                .replaceAll("<remarks>[^<]*", "<remarks>" + quoted(escaped));
        Checked<Submission> read = new MessageXml().readSubmission(xml.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(payload + ": " + read.problems());
        }
        MessageId id = them().newId();
        them().send(
                        partnersPort(),
                        submission.content(),
                        id,
                        new AttachedBytes(payload.strip(), "text/html", payload.getBytes(StandardCharsets.UTF_8)));
        return id.toString();
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "application/pdf", text.getBytes(StandardCharsets.UTF_8));
    }
}
