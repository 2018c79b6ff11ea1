package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.comity.desk.Passwords;
import org.comity.desk.api.Browser.Window;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** THREAT-95: a page of somebody else cannot make an officer's browser act. */
class ForgedPostTest extends RunningGateway {
    private static final String PASSWORD = "a pass phrase of this test";

    @LocalServerPort
    private int port;

    @Autowired
    private Passwords passwords;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    /** @param token of its forms */
    private record Session(String cookie, String token) {}

    @Test
    void everyFormIsRefusedWithoutItsTokenWithAWrongOneAndWithThatOfAnotherSession() {
        Session officer = signedIn(somebody());
        Session other = signedIn(somebody());
        List<String> forms = forms();
        assertThat(forms)
                .contains("/requests/new/hand-in", "/alerts/x/acknowledge")
                .hasSizeGreaterThan(10);
        for (String form : forms) {
            for (String fields : List.of("", "_csrf=", "_csrf=forged", "_csrf=" + encoded(other.token))) {
                HttpResponse<String> answer = post(form, fields, officer.cookie);
                assertThat(answer.statusCode()).as(form + " with " + fields).isEqualTo(403);
            }
        }
        assertThat(page("/requests", officer.cookie).statusCode())
                .as("the session is untouched")
                .isEqualTo(200);
        // the token of its own session passes the guard: what is left is that there is no such alert
        HttpResponse<String> own = post(
                "/alerts/" + UUID.randomUUID() + "/acknowledge", "_csrf=" + encoded(officer.token), officer.cookie);
        assertThat(own.statusCode()).isEqualTo(404);
    }

    @Test // DSK-12
    void aFieldThatTheDatabaseCannotKeepIsRefusedInEveryForm() {
        Session officer = signedIn(somebody());
        String token = "&_csrf=" + encoded(officer.token);
        for (String form : List.of("/requests/x/tasks/" + UUID.randomUUID(), "/accesses/new", "/sign-in")) {
            HttpResponse<String> answer = post(form, "name=a%00&said=b%00&do=done" + token, officer.cookie);
            assertThat(answer.statusCode()).as(form).isEqualTo(400);
        }
        assertThat(page("/requests?q=a%00", officer.cookie).statusCode()).isEqualTo(400);
    }

    @Test
    void theCookieGoesNowhereButHome() {
        HttpResponse<String> answer = page("/sign-in", "");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-comity=")
                .contains("SameSite=Strict", "Secure", "HttpOnly", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void programsAreKnownByTheirTokenAloneNotByACookie() {
        Session officer = signedIn(somebody());
        assertThat(page("/api/v1/requests", officer.cookie).statusCode()).isEqualTo(401);
        assertThat(post("/api/v1/requests", "_csrf=" + encoded(officer.token), officer.cookie)
                        .statusCode())
                .isEqualTo(401);
    }

    /** Programs hear a problem in JSON; a person who mistyped hears it in words, with a way back. */
    @ParameterizedTest
    @CsvSource({"/nothing,404", "/requests/nothing,404", "/api,401", "/api/v1/nothing,401"})
    void aMistypedAddressLeadsBack(String path, int status) {
        Session officer = signedIn(somebody());
        HttpResponse<String> answer = send(anonymous()
                .call(path)
                .header("Cookie", officer.cookie)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .GET());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("<h1>" + status + "</h1>", "href=\"/requests\"", "Back to the requests");
        if (path.startsWith("/api")) {
            HttpResponse<String> program = page(path, officer.cookie);
            assertThat(program.statusCode()).isEqualTo(status);
            assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(page("/requests", officer.cookie).statusCode())
                .as("still signed in")
                .isEqualTo(200);
    }

    /** It would otherwise only lack its token, and hear that it is not allowed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFormThatIsTooLargeIsToldSo(boolean withFiles) { // DSK-08, THREAT-108
        Session officer = signedIn(somebody());
        String token = "_csrf=" + encoded(officer.token);
        String large = "a".repeat(2 * BoundedBodies.MOST);
        String type = withFiles ? "multipart/form-data; boundary=b" : "application/x-www-form-urlencoded";
        String body =
                withFiles ? part("a", large) + part("_csrf", officer.token) + "--b--\r\n" : "a=" + large + "&" + token;
        HttpResponse<String> program = upload(type, body, "*/*", officer.cookie);
        assertThat(program.statusCode()).isEqualTo(413);
        assertThat(program.body()).contains("E-DSK-08");
        HttpResponse<String> person = upload(type, body, "text/html,application/xhtml+xml", officer.cookie);
        assertThat(person.statusCode()).isEqualTo(413);
        assertThat(person.body()).contains("more than the gateway takes", "Back to the requests");
    }

    @Test
    void filesAreTakenOfASessionAloneAndASubmissionOfOneMebibyteAtMost() { // THREAT-108
        HttpResponse<String> answer =
                upload("multipart/form-data; boundary=b", part("a", "b") + "--b--\r\n", "*/*", "__Host-comity=ended");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in?ended");
        Session officer = signedIn(somebody());
        String file = part("submission\"; filename=\"request.xml", "<no-submission/>");
        assertThat(upload(
                                "multipart/form-data; boundary=b",
                                file + part("_csrf", officer.token) + "--b--\r\n",
                                "*/*",
                                officer.cookie)
                        .body())
                .as("who is signed in uploads as before")
                .contains("E-XSD-");
        String longer = part("submission\"; filename=\"request.xml", "a".repeat(BoundedBodies.MOST + 1));
        assertThat(upload(
                                "multipart/form-data; boundary=b",
                                longer + part("_csrf", officer.token) + "--b--\r\n",
                                "*/*",
                                officer.cookie)
                        .statusCode())
                .isEqualTo(413);
    }

    private static String part(String name, String text) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    private HttpResponse<String> upload(String type, String body, String accepted, String cookie) {
        return send(anonymous()
                .call("/requests/new/upload")
                .header("Cookie", cookie)
                .header("Content-Type", type)
                .header("Accept", accepted)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void aPageOfAnotherSitePostsWithoutTheCookie() {
        Person person = somebody();
        try (Window window = Browser.running().window("https://localhost:" + port, 1280, true)) {
            window.open("/sign-in");
            window.page.locator("#name").fill(person.name());
            window.page.locator("#password").fill(PASSWORD);
            window.press("Sign in");
            assertThat(window.page.url()).endsWith("/requests");

            List<String> cookies = new CopyOnWriteArrayList<>();
            var evil = window.page.context().newPage();
            evil.onRequest(request -> {
                if (request.method().equals("POST")) {
                    cookies.add(String.valueOf(request.allHeaders().get("cookie")));
                }
            });
            evil.setContent("<form method=post action='https://localhost:" + port
                    + "/sign-out'><button>You have won</button></form>");
            evil.locator("button").click();
            evil.waitForLoadState();

            assertThat(cookies).as("posts and their cookies").containsExactly("null");
            window.open("/requests");
            assertThat(window.page.url()).as("still signed in").endsWith("/requests");

            evil.setContent("<a href='https://localhost:" + port + "/alerts?x=%22%3E%3Cscript%3E'>an alert</a>");
            evil.locator("a").click();
            evil.waitForURL(url -> url.contains("/alerts"));
            evil.locator("h1").waitFor();
            assertThat(evil.locator("h1").innerText())
                    .as("a link from elsewhere, such as a web mailer, finds its officer signed in")
                    .isEqualTo("Alerts");
        }
    }

    /** Every path of the pages that takes a POST, and the two of the sign-in. */
    private List<String> forms() {
        return java.util.stream.Stream.concat(
                        mappings.stream()
                                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                                .filter(entry -> entry.getKey()
                                        .getMethodsCondition()
                                        .getMethods()
                                        .contains(RequestMethod.POST))
                                .flatMap(entry -> entry.getKey().getPatternValues().stream())
                                .filter(path -> !path.startsWith("/api/"))
                                .filter(path -> !path.startsWith("/as2")),
                        java.util.stream.Stream.of("/sign-in", "/sign-out"))
                .map(path -> path.replaceAll("\\{[^}]*}", "x"))
                .distinct()
                .sorted()
                .toList();
    }

    private Session signedIn(Person person) {
        HttpResponse<String> form = page("/sign-in", "");
        Map<String, String> fields =
                Map.of("name", person.name(), "password", PASSWORD, "_csrf", PageReader.token(form));
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = post("/sign-in", body, PageReader.cookie(form));
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/requests");
        String session = PageReader.cookie(answer);
        return new Session(session, PageReader.token(page("/requests", session)));
    }

    private HttpResponse<String> page(String path, String cookie) {
        var call = anonymous().call(path).header("Cookie", cookie.isEmpty() ? "none=1" : cookie);
        return send(call.GET());
    }

    private HttpResponse<String> post(String path, String fields, String cookie) {
        return send(anonymous()
                .call(path)
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private OfficersClient anonymous() {
        return client("nobody", "");
    }

    private HttpResponse<String> send(java.net.http.HttpRequest.Builder call) {
        try {
            return anonymous().http().send(call.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Person somebody() {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        PasswordHash hash = switch (passwords.hash(PASSWORD)) {
            case Checked.Passed<PasswordHash>(var made) -> made;
            case Checked.Failed<PasswordHash> failed -> throw new AssertionError(failed.problems());
        };
        Person person = new Person(
                name,
                "Person " + name,
                AGENCY,
                new UnitId("intake"),
                EnumSet.of(Role.OFFICER),
                hash,
                Optional.empty(),
                OptionalInt.empty(),
                false);
        people().save(person);
        return person;
    }
}
