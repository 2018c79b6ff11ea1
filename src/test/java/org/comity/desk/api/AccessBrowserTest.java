package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import org.comity.people.Person;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-26: the log of own accesses on the page of a matter, without JavaScript. */
class AccessBrowserTest extends DeskInABrowser {

    @Test // UC-26/1 to 26/3a
    void anOfficerLogsAnAccessAndCorrectsIt() {
        String request = sent();
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Browser.Window approver = signedIn(somebody(Role.APPROVER), PHONE, false)) {
            officer.open("/requests/" + request);
            officer.page.locator("a[href^='/matters/']").first().click();
            String matter = officer.page.url();
            assertThat(officer.text()).contains("Nothing is logged");
            officer.page.locator("a:has-text('Log an access')").click();
            officer.page.locator("[name='@access/basis']").selectOption("CONSENT");
            officer.page.locator("[name='@access/data']").fill("Mails of 1 to 20 October");
            officer.press("Log it");
            assertThat(officer.problems())
                    .hasSizeGreaterThanOrEqualTo(6)
                    .anyMatch(said -> said.contains("ETS185/32/b"));
            officer.photograph("access-problems");
            officer.page.locator("[name='@access/source']").fill("mail.example, account j.doe");
            officer.page.locator("[name='@access/at']").fill("2026-01-20T09:30");
            officer.page.locator("[name='@access/state']").fill("US");
            officer.page.locator("[name='@access/consent/person']").fill("Jane Doe");
            officer.page.locator("[name='@access/consent/authority']").fill("holder of the account");
            officer.page.locator("[name='@access/consent/voluntary']").fill("told that she may refuse");
            officer.page.locator("[name='@access/consent/evidence']").fill("signed form, file 2026-113");
            officer.press("Log it"); // UC-26/1d
            assertThat(officer.text()).contains("No proof is attached");
            assertThat(officer.page.locator("[name='@access/source']").inputValue())
                    .contains("j.doe");
            officer.photograph("access-unproved");
            officer.press("Log it, with proof or without");
            assertThat(officer.page.url()).isEqualTo(matter);
            assertThat(officer.text()).contains("Jane Doe, holder of the account", "PUB-32 · ETS185/32/b");

            officer.open("/matters?part=jane+doe");
            assertThat(officer.page
                            .locator("main a[href='" + matter.replaceFirst("^https://[^/]+", "") + "']")
                            .count())
                    .as("by who consented")
                    .isPositive();
            officer.open(matter.replaceFirst("^https://[^/]+", ""));

            officer.page.locator("td a:has-text('Correct it')").click();
            officer.page.locator("[name='@access/state']").fill("AQ");
            officer.page.locator("[name='@access/why']").fill("The provider says where it keeps them.");
            officer.photograph("access-correction");
            officer.press("Log it");
            assertThat(officer.text())
                    .contains("corrected below", "The provider says where it keeps them.", "check the basis");
            assertThat(officer.page.locator("td a:has-text('Correct it')").count())
                    .isEqualTo(1);
            officer.photograph("matter-with-accesses");

            approver.open(matter.replaceFirst("^https://[^/]+", ""));
            assertThat(approver.text()).contains("Jane Doe");
            assertThat(approver.page.locator("a[href*='/accesses/new']").count())
                    .isZero();
            assertThat(approver.overflow()).isLessThanOrEqualTo(0);
            approver.photograph("matter-with-accesses-phone");
        }
    }

    @Test // UC-26/1, UC-26/2a
    void theFormIsFoundWhereSomebodyLooksForItAndSaysWhatItWants() {
        String request = sent();
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/new");
            officer.page.locator("#matter").selectOption(new SelectOption().setIndex(1));
            officer.press("Log an access");
            assertThat(officer.page.url()).contains("/matters/M-").endsWith("/accesses/new");
            officer.open("/requests/" + request);
            assertThat(officer.text()).contains("need no request (Article 32)");
            officer.photograph("request-needless");
            officer.page.locator("a:has-text('Log an own access (Article 32)')").click();
            assertThat(officer.page.url()).contains("/matters/M-").endsWith("/accesses/new");
            officer.page.locator("[name='@access/at']").fill("2096-01-20T09:30");
            officer.press("Log it");
            assertThat(officer.text())
                    .contains("Nothing is stored yet", "What stands here is none of the choices.")
                    .contains(
                            "publicly available (ETS185/32/a), or the consent",
                            "in the time zone that stands beside the field")
                    .doesNotContain("Nothing was sent", "docs/law.md", "offset");
            officer.photograph("access-in-words");
        }
    }

    @Test // UC-26/1b
    void theFirstThatIsKnownOfAMatterIsLogged() {
        them();
        Person central = somebodyOf(CENTRAL, Role.OFFICER);
        try (Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/new");
            officer.press("Log an access");
            officer.page.locator("[name='@access/basis']").selectOption("PUBLIC");
            officer.page.locator("[name='@access/data']").fill("Posts of the user");
            officer.page.locator("[name='@access/source']").fill("https://forum.example/u/1");
            officer.page.locator("[name='@access/at']").fill("2026-01-20T09:30");
            officer.press("Log it");
            assertThat(officer.problems())
                    .hasSize(1)
                    .allMatch(said -> said.startsWith("Access › Title:") && said.contains("E-DSK-13"));
            officer.photograph("access-new-matter");
            officer.page.locator("[name='@access/title']").fill("Threats in an open forum");
            officer.page
                    .locator("#scan")
                    .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                            "seen.png", "image/png", new byte[] {1, 2}));
            officer.press("Log it");
            assertThat(officer.page.url()).contains("/matters/M-");
            assertThat(officer.text())
                    .contains("Threats in an open forum", "Nobody was asked in this matter yet.", "Posts of the user");
            officer.photograph("matter-of-an-access");
            officer.open("/requests?reference=in+an+open+forum");
            officer.page.locator("a:has-text('in which nobody was asked yet')").click();
            assertThat(officer.page.locator("tbody tr").allInnerTexts())
                    .anyMatch(row -> row.contains("Threats in an open forum"));
            officer.photograph("matters-alone");
            officer.page.goBack();
            officer.page.goBack();
            officer.press("Hand over to another unit");
            officer.page.locator("#unit").selectOption(CENTRAL);
            officer.page.locator("#why").fill("What the forum shows is yours.");
            officer.press("Hand over");
            assertThat(officer.text())
                    .contains("Offered. It stays with your unit", "Offered by intake to " + CENTRAL + ".");
            String path = officer.page.url().replaceFirst("^https://[^/]+", "");
            try (Browser.Window supervisor = signedIn(somebody(Role.SUPERVISOR), DESKTOP, false)) {
                supervisor.open("/alerts"); // UC-24/1e
                assertThat(supervisor
                                .page
                                .locator("main a[href='" + path + "']")
                                .count())
                        .isOne();
            }
            try (Browser.Window there = signedIn(central, PHONE, false)) {
                there.open("/tasks");
                there.page
                        .locator("a:has-text('in which nobody was asked yet')")
                        .last()
                        .click();
                assertThat(there.overflow()).isLessThanOrEqualTo(0);
                there.photograph("hand-over-of-an-access-phone");
                there.page.locator("#words").fill("Ask the provider first.");
                there.press("Give it back");
                assertThat(there.page.url()).endsWith("/matters");
            }
            assertThat(officer.page.locator("a[href$='/scan']").innerText()).isEqualTo("seen.png");
            String matter = officer.page.url().replaceFirst("^https://[^/]+", "");
            officer.open("/requests/new/form?to=" + PARTNER);
            assertThat(officer.page
                            .locator("#matters option[value='" + matter.replaceFirst(".*/", "") + "']")
                            .count())
                    .as("a request can follow in it")
                    .isOne();
        }
    }

    private String sent() {
        them().accepts();
        OfficersClient writer = person("intake", Role.OFFICER);
        String id = writer.submitted();
        person("intake", Role.APPROVER).approve(id, id);
        return id;
    }
}
