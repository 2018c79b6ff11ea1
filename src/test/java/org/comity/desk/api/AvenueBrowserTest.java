package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Result;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-14, UC-15, UC-16: from what is needed to the request on the avenue that was chosen, on pages without JavaScript. */
class AvenueBrowserTest extends DeskInABrowser {
    private static final String A = "assistanceRequest/";

    @Test // UC-14/1: what, whom, how fast; the avenues; the form of the kind with every problem; read, handed in,
    // approved
    void anAvenueIsAdvisedChosenAndWrittenOn() {
        them().accepts();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open("/requests/new");
            officer.field("need").selectOption("STORED_DATA");
            officer.field("to").fill("no such partner");
            officer.press("Show the avenues");
            assertThat(officer.text()).contains("No partner that can be written to is called so.", "0 of");
            assertThat(officer.field("need").inputValue())
                    .as("what was chosen stays")
                    .isEqualTo("STORED_DATA");
            officer.field("to").fill("united STATES");
            officer.press("Find partners");
            assertThat(officer.page
                            .locator("#partners tbody tr:has-text('" + PARTNER + "')")
                            .count())
                    .isOne();
            assertThat(officer.page
                            .locator("#to-all option[value*='" + PARTNER + ")']")
                            .count())
                    .isOne();
            officer.field("to")
                    .fill(officer.page
                            .locator("#to-all option[value*='" + PARTNER + ")']")
                            .getAttribute("value"));
            officer.field("haste").selectOption("URGENT");
            officer.photograph("choice");
            officer.press("Show the avenues");
            assertThat(officer.text())
                    .contains("1. Preservation request", "Two at once", "for want of a treaty", "Not open today")
                    .doesNotContain("27/9/a")
                    .contains("2. Mutual assistance under a treaty");
            officer.photograph("advice");
            officer.page
                    .locator("article:has-text('Mutual assistance: stored data') button")
                    .click();
            officer.await("More that can be said");
            assertThat(officer.field("@avenue").inputValue()).contains("the answer is evidence");
            officer.press("Check and preview");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("Reference:"))
                    .anyMatch(said -> said.startsWith("What is asked:") && said.contains("ETS185/25/1"))
                    .anyMatch(said -> said.startsWith("Measure:") && said.contains("ETS185/31/1"))
                    .anyMatch(said -> said.startsWith("Builds on:"))
                    .anyMatch(said -> said.startsWith("Urgency › Reason:"));
            officer.photograph("mla-problems");
            fillIn(officer);
            officer.press("Check and preview");
            assertThat(officer.text()).contains("Read it once more", "Disclose stored data", "the answer is evidence");
            officer.photograph("mla-review");
            officer.press("Hand in for approval");
            assertThat(officer.text()).contains("Handed in and registered.", "Avenue chosen because");
            approve(approver, officer.page.url().replaceFirst("^https://[^/]*", ""));
            approver.await("partner's signed receipt");
            approver.photograph("mla-sent");
        }
    }

    @Test // UC-16/1, UC-16/1a, UC-17/1: what a request builds on is filled in
    void whatFollowsAPreservationIsFilledIn() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String emergency = new String(OfficersClient.example(OfficersClient.SUBMISSION), StandardCharsets.UTF_8)
                .replace("<level>URGENT", "<level>EMERGENCY");
        String sent = writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        emergency.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        person("intake", Role.APPROVER).approve(sent, sent);
        writer.awaitDelivery(sent, sent, "DELIVERED");
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) { // two at once: from the first minute
            officer.open("/requests/" + sent);
            assertThat(officer.text()).contains("Telephone there");
            officer.press("Send the request for mutual assistance");
            officer.page.locator("a:has-text('who a subscriber is')").click();
            officer.await("1. Mutual assistance under a treaty");
        }
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        MessageId held = MessageId.parse(sent).orElseThrow();
        Instant until = now.plus(Duration.ofDays(90));
        them().send(partnersPort(), new Preserved(held, now, until, "", List.of(1), "Not ours."), them().newId());
        writer.await(sent, file -> file.path("request").path("heldInPart").asBoolean());
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) { // UC-05/3d: the rest is as urgent
            officer.open("/requests/" + sent);
            officer.page.locator("a:has-text('Other avenues')").click();
            assertThat(officer.page.url()).endsWith("haste=LIFE_AT_RISK");
        }
        them().send(partnersPort(), new Preserved(held, now, until, ""), them().newId());
        writer.await(sent, file -> !file.path("request").path("heldInPart").asBoolean());
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + sent);
            assertThat(officer.text()) // UC-11/2: a date by which to send it, not the last instant of the hold
                    .contains("By then the request for the data is to be on its way");
            officer.photograph("follow-up-by");
            officer.press("Send the request for mutual assistance");
            assertThat(officer.text()) // the treaty goes first, and nothing is chosen for the officer (ETS185/27/1)
                    .contains("1. Mutual assistance under a treaty", "2. Mutual assistance: stored data")
                    .contains("It follows the preservation")
                    .doesNotContain("27/9/a", "Two at once");
            officer.photograph("follow-up-avenues");
            officer.page
                    .locator("article:has-text('under a treaty') button")
                    .first()
                    .click();
            officer.await("More that can be said");
            assertThat(officer.field("@avenue").inputValue()).contains("27/1");
            assertThat(officer.text()).contains("Mutual assistance under a treaty");
            assertThat(officer.field(A + "link[1]/@message").inputValue()).isEqualTo(sent);
            assertThat(officer.field(A + "link[1]/@relation").inputValue()).isEqualTo("PRESERVATION");
            assertThat(officer.field(A + "facts").inputValue()).isNotEmpty();
            assertThat(officer.field(A + "data[1]/@category").inputValue()).isNotEmpty();
            // UC-16/1c: what was urgent was to have the data held
            assertThat(officer.page
                            .locator("[name='" + A + "urgency/level']:checked")
                            .inputValue())
                    .as("nor is it made routine without a word")
                    .isEqualTo("EMERGENCY");
            assertThat(officer.field(A + "urgency/reason").inputValue()).isEmpty();
            assertThat(officer.page
                            .locator("[name^='" + A + "urgency/ground']:checked")
                            .count())
                    .isZero();
            assertThat(officer.field(A + "assistance").inputValue()).isEmpty();
            officer.photograph("follow-up");
            officer.press("Check and preview");
            assertThat(officer.problems())
                    .as("what was not chosen is named, and the rest at once")
                    .anyMatch(said -> said.contains("Reason") && said.contains("E-LAW-"))
                    .noneMatch(said -> said.startsWith("Urgency › Level:"))
                    .anyMatch(said -> said.startsWith("What is asked:"))
                    .noneMatch(said -> said.contains("E-XSD-01"));
            handedInBeside(writer, sent);
            String second = handedInBeside(writer, sent);
            try (Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) { // UC-16/1b
                approver.open("/requests/" + second + "/messages/" + second);
                assertThat(approver.text()).contains("already waits or is open", "so nobody compared it");
                approver.photograph("followed-already");
                String corrected = correctingByNumber(writer, sent);
                approver.open("/requests/" + corrected + "/messages/" + corrected);
                assertThat(approver.text()).contains("stay held: this correction does not replace it"); // UC-17/2a
            }
            officer.open("/requests/" + sent);
            officer.press("Ask for an extension");
            assertThat(officer.page.locator("#extension").isChecked()).isTrue();
            officer.open("/requests/" + sent);
            officer.press("Correct it");
            assertThat(officer.field("preservationRequest/link[1]/@relation").inputValue())
                    .isEqualTo("CORRECTED");
            officer.press("Check and preview");
            assertThat(officer.text()).contains("stay held: this correction does not replace it"); // UC-17/2a
            officer.photograph("corrects-held");
            person("intake", Role.APPROVER).approve(second, second);
            writer.await(
                    sent, file -> file.path("request").path("state").asText().equals("FOLLOWED_UP"));
            officer.open("/requests/" + second);
            assertThat(officer.text()).contains("Sent by", "so nobody compared it");
            officer.open("/requests/" + sent);
            assertThat(officer.text()) // UC-16/3
                    .contains("It would have ended", "only if the partner takes this as the request");
            officer.photograph("held-open");
        }
    }

    private static String correctingByNumber(OfficersClient writer, String held) {
        String number = writer.file(held).at("/request/reference").asText();
        String xml = Dialogue.example("preservation-request.xml")
                .replace(
                        "<remarks>",
                        "<link relation=\"CORRECTED\"><reference>" + number + "</reference></link><remarks>");
        return writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        xml.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    @Test // UC-15/1: nothing of the information is asked for
    void anOfferIsWritten() {
        them().accepts();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/new/advice?need=OFFER&to=" + PARTNER + "&haste=ROUTINE");
            assertThat(officer.page.locator(".head .lead").innerText()).contains("unasked, routine, to ");
            officer.press("Take this avenue");
            officer.field("offer/reference").fill("NPA-7");
            officer.field("offer/condition[1]/@kind").selectOption("OTHER");
            officer.press("Check and preview");
            assertThat(officer.problems())
                    .anyMatch(said -> said.startsWith("What it is about:") && said.contains("ETS185/26/1"))
                    .anyMatch(said -> said.contains("ETS185/26/2"));
            officer.photograph("offer-problems");
            officer.field("offer/subject").fill("Access data of a forum.");
            officer.field("offer/condition[1]/demand").fill("Not shown to the press.");
            officer.field("offer/condition[1]/@dueBy").fill("2099-12-31");
            officer.field("offer/information").fill("Its users are listed below.");
            officer.press("Check and preview");
            assertThat(officer.problems()) // UC-15/1b
                    .anyMatch(said -> said.startsWith("Information:") && said.contains("E-LAW-23"));
            officer.photograph("offer-given-beforehand");
            officer.field("offer/information").fill("");
            officer.press("Check and preview");
            officer.photograph("offer-review");
            officer.press("Hand in for approval");
            assertThat(officer.text()).contains("Handed in and registered.", "Offer of information");
        }
    }

    @Test // UC-11, UC-14/5: a police answer never closes the legal request
    void aMatterShowsItsAvenuesAndThatAPoliceAnswerIsIntelligence() throws Exception {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String mla = handedIn(writer, "examples/kinds/mla-31.xml", "");
        String matter = writer.file(mla).path("request").path("matter").asText();
        String police = handedIn(writer, "examples/kinds/pol-icpo.xml", matter);
        them().send(
                        partnersPort(),
                        new Result(MessageId.parse(police).orElseThrow(), Result.Outcome.FULFILLED, List.of(), "Seen."),
                        them().newId());
        writer.await(police, file -> file.path("request").path("state").asText().equals("FULFILLED"));
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + police);
            officer.page.locator("a:has-text('" + matter + "')").click();
            assertThat(officer.text())
                    .contains("The police answer is intelligence; the request", "under ETS185/31", "is still open.")
                    .contains("POL-ICPO", "MLA-31");
            officer.photograph("matter");
        }
    }

    /** For what {@code held} keeps; waits for its approval. */
    private static String handedInBeside(OfficersClient writer, String held) {
        String xml = new String(OfficersClient.example("examples/kinds/mla-31.xml"), StandardCharsets.UTF_8)
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + held + "\">");
        return writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        xml.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private String handedIn(OfficersClient writer, String example, String matter) {
        String xml = new String(OfficersClient.example(example), StandardCharsets.UTF_8);
        String placed = matter.isEmpty()
                ? xml
                : xml.replaceFirst("<submission ", "<submission matter=\"" + matter + "\" ")
                        .replaceFirst("title=\"[^\"]*\"", "");
        String id = writer.post(
                        "/api/v1/requests",
                        "application/xml",
                        placed.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        person("intake", Role.APPROVER).approve(id, id);
        writer.awaitDelivery(id, id, "DELIVERED");
        return id;
    }

    private static void fillIn(Window officer) {
        officer.field(A + "reference").fill("MOJ-1");
        officer.field(A + "urgency/reason").fill("The term ends on 23 December.");
        officer.field(A + "assistance").fill("Disk image and mailbox.");
        officer.field(A + "measure").selectOption("DISCLOSURE");
        officer.field(A + "offence[1]/@code").selectOption("BC05");
        officer.field(A + "offence[1]/provision").fill("Penal Code, article 234-2");
        officer.field(A + "facts").fill("Somebody encrypted the records.");
        officer.field(A + "data[1]/@category").selectOption("CON");
        officer.field(A + "data[1]/description").fill("Disk image of the server.");
        officer.field(A + "data[1]/linkToOffence").fill("It ran from there.");
        officer.field(A + "necessity").fill("No other source shows who rented it.");
        officer.press("Add one");
        officer.field(A + "link[1]/@relation").selectOption("PRESERVATION");
        officer.field(A + "link[1]/reference").fill("NPA-CYB-1");
    }
}
