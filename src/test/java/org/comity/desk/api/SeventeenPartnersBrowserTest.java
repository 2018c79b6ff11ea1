package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/**
 * UC-19 as two persons see it in their browsers: one text to partners in 17 States, each a partner with keys, certificates and a TLS port of
 * its own. All receive and acknowledge, most preserve, one refuses, one asks.
 */
class SeventeenPartnersBrowserTest extends DeskInABrowser {
    private static final List<String> STATES =
            List.of("AT", "BE", "CZ", "DE", "EE", "ES", "FI", "FR", "GB", "IT", "LT", "LV", "NL", "PL", "PT", "RO");
    private static final Path PICTURES = Path.of("target", "pictures");

    private final String suffix = UUID.randomUUID().toString().substring(0, 6);
    private final String unit = "unit-" + suffix;

    @Test // UC-19/1 to 19/6; THREAT-94
    void oneTextGoesToSeventeenStatesAndIsFollowedOnOnePage() throws Exception {
        them().accepts();
        List<PlayedPartner> partners = new ArrayList<>(List.of(them()));
        for (String state : STATES) {
            PlayedPartner partner = another(state.toLowerCase(java.util.Locale.ROOT) + "-" + suffix, state);
            partner.accepts();
            partners.add(partner);
        }

        String operation = handedIn(partners);
        approved(operation, partners.size());
        OfficersClient officer = person(unit, Role.OFFICER);
        JsonNode delivered = await(officer, operation, "received", 17);
        answer(partners, delivered);
        await(officer, operation, "acknowledged", 17);
        await(officer, operation, "preserved", 15);
        JsonNode known = await(officer, operation, "refused", 1);
        refusalTold(officer, lineOf(known, "pl-" + suffix));

        try (Window window = signedIn(somebodyOf(unit, Role.OFFICER), 1280, false)) {
            window.open("/operations/" + operation);
            String text = window.text();
            assertThat(text)
                    .contains(
                            "The same asked of 17 partners",
                            "Political offence",
                            "answer the partner's question",
                            "a refusal was told by telephone", // UC-21/10a
                            "First hold to end",
                            "Next to act on");
            assertThat(window.page.locator("table.partners tbody tr").count()).isEqualTo(17);
            assertThat(window.page.locator(".tally dd").allInnerTexts())
                    .containsExactly("17 of 17", "17 of 17", "15 of 17", "1 of 17", "16 of 17");
            assertThat(window.overflow()).isZero();
            picture(window, "operation");
            window.open("/operations");
            assertThat(window.text()).contains("1 told by telephone");
            picture(window, "operations");
            window.page.locator("td.ref a").first().click();
            window.page.waitForURL("**/operations/*");
            assertThat(window.page.locator("table.partners td.ref a").first().innerText())
                    .as("who asks back needs somebody first")
                    .contains("pl-" + suffix);
            window.page.locator("table.partners td.ref a").first().click();
            window.page.waitForURL("**/requests/*");
            assertThat(window.text()).contains("Part of operation");
            older(50);
            window.open("/operations");
            assertThat(window.page.locator("table.list tbody tr").count()).isEqualTo(50);
            window.page.locator("nav.pages a").click();
            window.page.waitForURL("**/operations?after=*");
            assertThat(window.page.locator("table.list tbody tr").count()).isEqualTo(1);
            assertThat(window.page.locator("nav.pages").count()).isZero();
            assertThat(window.problems()).isEmpty();
        }
        try (Window phone = signedIn(somebodyOf(unit, Role.OFFICER), 390, false)) {
            phone.open("/operations/" + operation);
            assertThat(phone.overflow()).isZero();
            picture(phone, "operation-narrow");
        }
    }

    /** As many operations of long ago, of whose partners nothing is left to tell. */
    private void older(int many) {
        rows().sql(
                        "insert into operation select (r).* from (select jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),"
                                + " 'reference', 'O-old-' || n, 'opened', o.opened - n * interval '1 day')) as r"
                                + " from operation o, generate_series(1, :many) n where o.unit = :unit) x")
                .param("many", many)
                .param("unit", unit)
                .update();
    }

    /** From the file of a submission to the review, and from there to the partners that are ticked. */
    private String handedIn(List<PlayedPartner> partners) {
        try (Window window = signedIn(somebodyOf(unit, Role.OFFICER), 1280, false)) {
            window.open("/requests/new");
            window.page
                    .locator("#submission")
                    .setInputFiles(new FilePayload(
                            "request.xml", "application/xml", OfficersClient.example(OfficersClient.SUBMISSION)));
            window.press("Open");
            window.press("Send to several partners …");
            assertThat(window.unnamedFields()).isEmpty();
            window.press("Hand in for all chosen");
            assertThat(window.text()).contains("choose at least two partners").doesNotContain("??", "OpenAPI");
            for (PlayedPartner partner : partners) {
                window.page
                        .locator("input[name=to][value='" + partner.id() + "']")
                        .check();
            }
            picture(window, "new-operation");
            window.press("Hand in for all chosen");
            window.page.waitForURL(address -> address.matches(".*/operations/[0-9a-f-]{36}"));
            assertThat(window.text()).contains("Handed in and registered.", "17 wait for approval");
            String url = window.page.url();
            return url.substring(url.lastIndexOf('/') + 1);
        }
    }

    private void approved(String operation, int partners) {
        try (Window window = signedIn(somebodyOf(unit, Role.APPROVER), 1280, false)) {
            window.open("/operations/" + operation);
            window.page.locator(".moves a").click();
            window.page.waitForURL("**/approve");
            assertThat(window.page.locator(".addressees li").count()).isEqualTo(partners);
            assertThat(window.text()).contains("SUZUKI Haruka", "ro-" + suffix, "de-" + suffix);
            assertThat(window.page.locator(".note.secret").innerText())
                    .as("UC-11/2c: seventeen documents, one thing to keep to oneself")
                    .startsWith("CONFIDENTIAL");
            picture(window, "operation-approve");
            window.page.locator("#read").check();
            window.press("Approve and send");
            window.page.waitForURL(address -> !address.endsWith("/approve"));
            assertThat(window.text()).contains("Approved.").doesNotContain("wait for approval");
        }
    }

    private void answer(List<PlayedPartner> partners, JsonNode file) throws Exception {
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        for (PlayedPartner partner : partners) {
            MessageId request = request(file, partner);
            say(partner, new Acknowledgement(request, "REF-" + partner.id()));
            String country = partner.id().value().substring(0, 2);
            say(
                    partner,
                    switch (country) {
                        case "fr" ->
                            new Decision(request, new Decision.Refused("POLITICAL_OFFENCE", "Political.", true));
                        case "pl" -> new Question(request, "Which of the two servers is meant?");
                        default -> new Preserved(request, from, from.plus(Duration.ofDays(90)), "");
                    });
        }
    }

    private void say(PlayedPartner partner, Content content) throws Exception {
        partner.send(partnersPort(), content, partner.newId());
    }

    private static void refusalTold(OfficersClient officer, String request) {
        Map<String, ?> call = Map.of(
                "at",
                Clock.systemUTC().instant().toString(),
                "other",
                Map.of("person", "Duty clerk", "organisation", "Point of contact"),
                "what",
                "REFUSAL_TOLD",
                "said",
                "Politics.");
        officer.post(
                        "/api/v1/requests/" + request + "/calls",
                        "application/json",
                        OfficersClient.json(call),
                        OfficersClient.newKey())
                .expect(200);
    }

    private static MessageId request(JsonNode file, PlayedPartner partner) {
        return MessageId.parse(lineOf(file, partner.id().value())).orElseThrow();
    }

    private static String lineOf(JsonNode file, String partner) {
        for (JsonNode line : file.path("partners")) {
            if (line.path("partner").asText().equals(partner)) {
                return line.path("request").asText();
            }
        }
        throw new AssertionError("no line for " + partner);
    }

    private static JsonNode await(OfficersClient officer, String operation, String what, int many) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        JsonNode file = file(officer, operation);
        while (file.at("/operation/counts/" + what).asInt() < many) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError(what + " not in time: " + file.toPrettyString());
            }
            Thread.sleep(100);
            file = file(officer, operation);
        }
        return file;
    }

    private static JsonNode file(OfficersClient officer, String operation) {
        return officer.get("/api/v1/operations/" + operation).expect(200).json();
    }

    private static void picture(Window window, String name) {
        window.page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
