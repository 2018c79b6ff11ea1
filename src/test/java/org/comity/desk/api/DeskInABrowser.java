package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.comity.desk.Passwords;
import org.comity.desk.api.Browser.Window;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.AfterAll;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One whole gateway, and people who sign in to its pages with Chromium. */
abstract class DeskInABrowser extends RunningGateway {
    static final int DESKTOP = 1280; // CSS pixels
    static final int PHONE = 360;

    private static final String PASSWORD = "a pass phrase of this test";

    private static final PasswordHash HASH = hash();
    private static final Browser BROWSER = Browser.running();

    @LocalServerPort
    private int port;

    @AfterAll
    static void closeWindows() {
        BROWSER.closeWindows();
    }

    /** Nobody has signed in yet. */
    Window stranger() {
        return BROWSER.window("https://localhost:" + port, DESKTOP, false);
    }

    Window signedIn(Person person, int width, boolean javaScript) {
        Window window = BROWSER.window("https://localhost:" + port, width, javaScript);
        signIn(window, person.name(), PASSWORD);
        assertThat(window.page.url()).endsWith("/requests");
        return window;
    }

    static void signIn(Window window, String name, String password) {
        window.open("/sign-in");
        window.page.locator("#name").fill(name);
        window.page.locator("#password").fill(password);
        window.press("Sign in");
    }

    Person somebody(Role... roles) {
        return somebodyOf("intake", roles);
    }

    Person somebodyOf(String unit, Role... roles) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        Person person = new Person(
                name,
                "Person " + name,
                AGENCY,
                new UnitId(unit),
                EnumSet.copyOf(Set.of(roles)),
                HASH,
                Optional.empty(),
                OptionalInt.empty(),
                false);
        people().save(person);
        return person;
    }

    private static PasswordHash hash() {
        return switch (new Passwords(false).hash(PASSWORD)) {
            case Checked.Passed<PasswordHash>(var hash) -> hash;
            case Checked.Failed<PasswordHash> failed -> throw new AssertionError(failed.problems());
        };
    }

    static void awaitPage(Window window, String path) {
        window.page.navigate(path); // not there until it is processed
        window.await("acknowledged");
    }

    static void approve(Window approver, String path) {
        approver.open(path);
        approver.press("Read and approve");
        approver.page.locator("#read").check();
        approver.press("Approve and send");
    }
}
