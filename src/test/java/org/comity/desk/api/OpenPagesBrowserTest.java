package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Preserved;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** What stands before the eyes of whoever acts on a request. */
class OpenPagesBrowserTest extends DeskInABrowser {
    private static final String SECRET = "the existence and the subject of this request be kept secret";
    private static final String INSTRUCTIONS = "Please do not inform the customer.";

    @Test // UC-11/2b
    void anOpenPageIsRenewedWholeAndAnOpenFormIsToldButNotTouched() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, true);
                Window writer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, true)) {
            officer.open("/requests/" + request);
            String asked = officer.page.locator("#file").getAttribute("hx-get");
            assertThat(officer.page.request().get(asked).status())
                    .as("nothing is renewed while nothing has changed")
                    .isEqualTo(204);
            assertThat(officer.page.locator("#now").innerText()).contains("sent");
            officer.page.locator("summary:has-text('by hand')").click();

            writer.open("/requests/" + request + "/moves/withdrawal");
            writer.page.locator("textarea").fill("The suspect has been found.");
            assertThat(writer.page.locator("#changed").innerText()).isEmpty();

            we.say(new Acknowledgement(id(request), "P-4711"));
            we.await(request, "ACKNOWLEDGED");
            officer.page.locator("#now:has-text('acknowledged')").waitFor();
            assertThat(officer.page.locator(".messages").innerText()).contains("Acknowledgement");
            assertThat(officer.page.locator(".lead").innerText()).contains("P-4711");
            Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
            we.say(new Preserved(id(request), from, from.plus(Duration.ofDays(90)), "", List.of(1), "Gone."));
            we.await(request, "PRESERVED");
            officer.page.locator("#now:has-text('preserved')").waitFor();
            assertThat(officer.page.locator(".note.bad").first().innerText()).contains("Only a part");

            writer.page
                    .locator("#changed:has-text('It is now \"data preserved\"')")
                    .waitFor();
            assertThat(writer.page.locator("#changed").innerText()).contains("What you typed is still here");
            assertThat(writer.page.locator("textarea").inputValue()).isEqualTo("The suspect has been found.");
            writer.photograph("changed-form");
        }
        try (Window stranger = signedIn(somebodyOf("elsewhere", Role.OFFICER), DESKTOP, false)) { // THREAT-91
            assertThat(stranger.page
                            .request()
                            .get("/requests/" + request + "/changed")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test // UC-11/2c, ETS185/27/8, ETS185/16/3
    void secrecyIsMarkedWhereverSomebodyActs() throws Exception {
        Dialogue we = new Dialogue(this);
        String ours = we.submitted(example("preservation-request.xml"));
        String plain = we.submitted(example("preservation-request.xml")
                .replaceFirst(
                        "(?s)<confidentiality>.*?</confidentiality>",
                        "<confidentiality><secret>false</secret></confidentiality>"));
        try (Window reader = signedIn(somebodyOf(we.unit, Role.APPROVER, Role.OFFICER), DESKTOP, false)) {
            String message = "/requests/" + ours + "/messages/" + ours;
            for (String page : List.of("/requests/" + ours, message)) {
                reader.open(page);
                assertThat(reader.page.locator(".note.secret").innerText())
                        .contains("CONFIDENTIAL", "We have asked that " + SECRET, "ETS185/16/3", INSTRUCTIONS);
            }
            reader.photograph("secret-approve");
            reader.open(message + "/print");
            assertThat(reader.page.locator(".running").innerText()).contains("CONFIDENTIAL");
            assertThat(reader.page.locator("header").innerText()).contains("CONFIDENTIAL", "are to be kept secret");
            reader.photograph("secret-print");
            reader.open("/requests/" + plain);
            assertThat(reader.page.locator(".note.secret").count()).isZero();
            reader.open("/requests/" + plain + "/messages/" + plain + "/print");
            assertThat(reader.text()).doesNotContain("CONFIDENTIAL");
        }

        String theirs = IncomingRequest.from(them(), partnersPort());
        person("intake", Role.OFFICER).awaitRequest(theirs, "ACKNOWLEDGED");
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            for (String page : List.of(
                    "",
                    "/moves/refuse",
                    "/moves/preserved",
                    "/messages/" + theirs,
                    "/messages/" + theirs + "/by-hand/call",
                    "/messages/" + theirs + "/by-hand/read-back",
                    "/heard/withdrawal")) {
                officer.open("/requests/" + theirs + page);
                assertThat(officer.page.locator(".note.secret").innerText())
                        .as(page)
                        .contains("CONFIDENTIAL", "The partner asks that " + SECRET, INSTRUCTIONS);
            }
            officer.open("/requests/" + theirs);
            officer.photograph("secret-request");
        }
    }

    @Test // UC-01/5d: who was faster, and what is left to do
    void whoeverIsLateHearsWhatHappenedMeanwhile() {
        Dialogue we = new Dialogue(this);
        String approved = we.submitted(example("preservation-request.xml"));
        String discarded = we.submitted(example("preservation-request.xml"));
        try (Window late = signedIn(somebodyOf(we.unit, Role.OFFICER, Role.APPROVER), DESKTOP, false)) {
            late.open("/requests/" + approved + "/messages/" + approved);
            we.approver.approve(approved, approved);
            late.page.locator("#reason").fill("Not needed.");
            late.press("Discard");
            assertThat(late.text())
                    .contains("has approved it meanwhile; it is now:", "It can be discarded no more", "withdraw it");
            late.photograph("overtaken");

            late.open("/requests/" + discarded + "/messages/" + discarded);
            we.officer
                    .move(discarded, "discard", Map.of("message", discarded, "reason", "Once is enough."))
                    .expect(200);
            late.page.locator("#read").check();
            late.press("Approve and send");
            assertThat(late.text())
                    .contains("has discarded it meanwhile: Once is enough.", "there is nothing left to do with it");
        }
    }

    @Test // UC-11/2d
    void noFormIsShownToWhoCannotHandItIn() {
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        try (Window approver = signedIn(somebodyOf(we.unit, Role.APPROVER), DESKTOP, false);
                Window stranger = signedIn(somebodyOf("elsewhere", Role.APPROVER), DESKTOP, false)) {
            for (String form : List.of(
                    "/requests/new",
                    "/requests/new/form?to=" + PARTNER,
                    "/requests/" + request + "/copy",
                    "/requests/" + request + "/avenues",
                    "/requests/" + request + "/moves/withdrawal",
                    "/requests/" + request + "/heard/preserved",
                    "/requests/" + request + "/messages/" + request + "/by-hand/call")) {
                assertThat(approver.page.navigate(form).status()).as(form).isEqualTo(403);
                assertThat(approver.text()).contains("Your roles do not include this");
                assertThat(approver.page.locator("main form").count()).as(form).isZero();
                if (form.contains(request)) { // THREAT-91
                    assertThat(stranger.page.navigate(form).status()).as(form).isEqualTo(404);
                }
            }
        }
    }
}
