package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.OfficersClient.newKey;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.comity.desk.api.Browser.Window;
import org.comity.desk.api.OfficersClient.PartOf;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-05/3d, UC-16/1d: of what was asked only a part is held, and what is held is followed up. */
class PartlyHeldBrowserTest extends DeskInABrowser {
    private static final String A = "assistanceRequest/";

    /** As the second data item of the preservation. */
    private static final String NOT_HELD =
            "<data category=\"SUB\"><identifiers><email>recovery-desk@mail.example</email></identifiers><linkToOffence>It stands in the ransom note.</linkToOffence></data><custodian>";

    @Test
    void whatRunsIsShownAndTheRestIsAskedOnce() throws Exception {
        Dialogue we = new Dialogue(this);
        String held = we.sent(example("preservation-request.xml"));
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        we.say(new Preserved(id(held), from, from.plus(Duration.ofDays(90)), "", List.of(1, 3), "Not with us."));
        JsonNode file = we.await(held, "PRESERVED");
        String reference = file.at("/request/reference").asText();
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + held + "/follow-up?kind=MLA-31");
            assertThat(careful(officer, A + "data[2]")).contains("does not hold this (data 2 there)", reference);
            assertThat(careful(officer, A + "data[1]") + careful(officer, A + "data[3]"))
                    .as("what is held")
                    .isEmpty();
            officer.photograph("not-held-draft");

            officer.open("/requests/" + held + "/extension");
            assertThat(officer.page
                            .locator("[name^='preservationRequest/data['][name$='/linkToOffence']")
                            .count())
                    .as("UC-16/1e: what is held")
                    .isEqualTo(2);
        }
        JsonNode longer = we.submit(extending(held, reference)).expect(201).json();
        assertThat(longer.path("cautions").findValuesAsText("about"))
                .as("UC-16/1e: an extension of what is not held")
                .containsOnlyOnce("not-held");

        JsonNode submitted = we.submit(following(held)).expect(201).json();
        assertThat(submitted.path("cautions").findValuesAsText("about")).containsOnlyOnce("not-held");
        String followUp = submitted.path("id").asText();
        String second = we.officer.file(followUp).at("/request/reference").asText();
        try (Window approver = signedIn(somebodyOf(we.unit, Role.APPROVER), DESKTOP, false)) {
            approver.open("/requests/" + followUp + "/messages/" + followUp);
            assertThat(approver.page.locator("h1").innerText()).contains("urgent");
            assertThat(approver.page.locator(".cautions").innerText())
                    .contains("does not hold this (data 2 there)")
                    .doesNotContain("data 1 there", "data 3 there");
        }
        we.approver.approve(followUp, followUp);
        JsonNode open = we.await(held, "FOLLOWED_UP");
        assertThat(open.at("/request/ours").asBoolean())
                .as("UC-05/3d: the rest is still to be asked for")
                .isTrue();
        assertThat(open.at("/reckoned/because").asText()).isEqualTo("OUR_MOVE");

        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests");
            assertThat(row(officer, held)).contains("ask for the rest anew", "left", second);
            assertThat(officer.page
                            .locator("td.due [title^='A target of our own']")
                            .count())
                    .as("why so soon")
                    .isPositive();
            officer.open("/requests/" + held);
            assertThat(officer.text()).contains("Ask for the rest anew", "ask for the rest anew, or acknowledge");
            assertThat(officer.page.locator(".timeline").first().innerText())
                    .as("every time in the zone of the page")
                    .containsPattern("due [0-9-]{10} [0-9:]{5} UTC")
                    .doesNotContainPattern("[0-9]T[0-9]{2}:");

            String rest = we.sent(theRest(held));
            we.officer.await(held, now -> !now.at("/request/ours").asBoolean());
            officer.open("/requests/" + held);
            assertThat(officer.text())
                    .contains("The rest was asked for anew: " + reference(we, rest) + " (")
                    .contains("The request for the data", second + " to be acted on by")
                    .doesNotContain("Ask for the rest anew", "acknowledge the alert");
            officer.photograph("rest-asked");
            officer.open("/requests");
            assertThat(row(officer, held))
                    .contains("Held until this is decided:", second, "to be acted on by")
                    .doesNotContain("no deadline runs", "ask for the rest");
            assertThat(row(officer, rest))
                    .as("which of them it is")
                    .contains("Asks anew what was asked in " + reference);
            officer.photograph("followed-up-list");

            we.said(rest, "<withdrawal request=\"" + rest + "\"/>");
            we.await(rest, "WITHDRAWN");
            officer.open("/requests/" + held);
            assertThat(officer.text())
                    .as("that came to nothing")
                    .contains("The rest was asked for anew: ", "(withdrawn)", "Ask for the rest anew");
            officer.open("/requests");
            assertThat(row(officer, held))
                    .as("it is to be acted on at once again")
                    .contains("ask for the rest anew");
        }
    }

    @Test // UC-16/1f
    void filesOfTheFirstRequestAreNamedAsNotGoingAlong() {
        Dialogue we = new Dialogue(this);
        String first = we.officer
                .multipart(
                        "/api/v1/requests",
                        newKey(),
                        new PartOf(
                                "submission",
                                "s.xml",
                                "application/xml",
                                example("preservation-request.xml").getBytes(StandardCharsets.UTF_8)),
                        new PartOf("attachment", "order.pdf", "application/pdf", new byte[] {1, 2, 3}))
                .expect(201)
                .json()
                .path("id")
                .asText();
        String words = "The request that this one builds on carried order.pdf. Files do not go along";
        try (Window officer = signedIn(somebodyOf(we.unit, Role.OFFICER), DESKTOP, false)) {
            for (String again : List.of("successor", "extension")) {
                officer.open("/requests/" + first + "/" + again);
                assertThat(officer.text()).as(again).contains(words);
            }
            officer.open("/requests/" + first + "/successor");
            officer.press("Check and preview");
            assertThat(officer.text()).contains("Read it once more", words);
        }
    }

    @Test // UC-16/1e: at the holder
    void anExtensionThatCameInSaysWhatItExtends() throws Exception {
        them().accepts();
        OfficersClient intake = person("intake", Role.OFFICER);
        OfficersClient second = person("intake", Role.APPROVER);
        String held = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(held, "ACKNOWLEDGED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        String said = intake.move(
                        held,
                        "preserved",
                        Map.of(
                                "from",
                                from.toString(),
                                "until",
                                from.plus(Duration.ofDays(90)).toString(),
                                "items",
                                List.of(1, 3),
                                "rest",
                                "Not with us."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(held, said);
        JsonNode preserved = intake.await(held, file -> Dialogue.state(file).equals("PRESERVED"));
        String reference = preserved.at("/request/reference").asText();
        MessageId extension = them().newId();
        them().send(
                        partnersPort(),
                        IncomingRequest.content(extending(held, reference).getBytes(StandardCharsets.UTF_8)),
                        extension);
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            awaitPage(officer, "/requests/" + extension);
            assertThat(officer.text())
                    .contains("The hold of " + reference + " runs until ", "Held there: data 1, 3 only.");
        }
    }

    private static String reference(Dialogue we, String request) {
        return we.officer.file(request).at("/request/reference").asText();
    }

    private static String careful(Window officer, String place) {
        Locator said = officer.page.locator("#" + place.replaceAll("[^A-Za-z0-9]+", "-") + "-careful-0");
        return said.count() == 0 ? "" : said.innerText();
    }

    private static String row(Window officer, String request) {
        return officer.page
                .locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(officer.page.locator("td.ref a[href='/requests/" + request + "']")))
                .innerText();
    }

    private static String following(String held) {
        return example("kinds/mla-31.xml")
                .replace("<custodian>", NOT_HELD)
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + held + "\">");
    }

    /** Of all that was asked, held or not. */
    private static String extending(String held, String reference) {
        return example("kinds/pres-29x.xml")
                .replaceFirst("(?s)<data .*</data>", data(example("preservation-request.xml")))
                .replaceFirst("<previous>[^<]*", "<previous>" + reference)
                .replaceFirst(
                        "<link relation=\"PRESERVATION\" message=\"[^\"]*",
                        "<link relation=\"PRESERVATION\" message=\"" + held);
    }

    private static String data(String request) {
        return Matcher.quoteReplacement(
                request.substring(request.indexOf("<data "), request.lastIndexOf("</data>") + "</data>".length()));
    }

    private static String theRest(String held) {
        return example("preservation-request.xml")
                .replaceFirst("(?s)<data category=\"TRA\">.*?</data>", "")
                .replaceFirst("(?s)<data category=\"CON\">.*?</data>", "")
                .replace("<remarks>", "<link relation=\"SUCCEEDED\" message=\"" + held + "\"/><remarks>");
    }
}
