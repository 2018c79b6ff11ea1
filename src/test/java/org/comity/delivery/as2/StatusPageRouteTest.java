package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.comity.desk.Passwords;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.Test;

/** UC-27 at the moment at which something is broken. */
class StatusPageRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "status-page-agency");
    private static final String PASSWORD = "three dull ravens";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @Test // UC-27/1b, THREAT-121
    void whileTheDatabaseIsAwayThePageShowsHealthAndCertificatesAndGivesTheBundle() throws Exception {
        GATEWAY.people().save(administrator());
        try (HttpClient browser = HttpClient.newBuilder()
                .sslContext(THEM.trusting())
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            String form = page(browser, "/sign-in").body();
            post(browser, "/sign-in", "name=night&password=" + encoded(PASSWORD) + "&_csrf=" + encoded(token(form)));
            String well = page(browser, "/status").body();
            assertThat(well).contains("Partners not reached").doesNotContain("cannot be had");
            GATEWAY.withoutDatabase(() -> {
                HttpResponse<String> status = page(browser, "/status");
                assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
                assertThat(status.body())
                        .contains(
                                "cannot be had",
                                "<code class=\"sub\">db</code></dt><dd class=\"bad\">",
                                "data-label=\"Use\">signing")
                        .contains("PostgreSQL (away)")
                        .doesNotContain("Partners not reached", "Nothing is parked");
                HttpResponse<byte[]> bundle = post(browser, "/status/diagnostics", "_csrf=" + encoded(token(well)));
                assertThat(bundle.statusCode()).isEqualTo(200);
                Map<String, String> files = files(bundle.body());
                assertThat(files.get("versions.txt")).contains("postgresql: away");
                assertThat(files.get("load.txt")).startsWith("not to be had");
                assertThat(files.get("health.json")).contains("diskSpace");
                assertThat(page(browser, "/requests").statusCode())
                        .as("what has something of a request stays closed")
                        .isEqualTo(500);
            });
            GATEWAY.databaseIsBack();
        }
    }

    @Test // UC-27/1: nothing would be carried, though every part beneath it is well
    void whileAFlowIsStoppedTheGatewayIsNotReady() throws Exception {
        await().until(() -> readiness() == 200);
        RouteController flows = GATEWAY.bean(CamelContext.class).getRouteController();
        flows.stopRoute("post-receipt");
        try {
            assertThat(readiness()).isEqualTo(503);
        } finally {
            flows.startRoute("post-receipt");
        }
        await().until(() -> readiness() == 200);
    }

    private static int readiness() throws IOException, InterruptedException {
        URI url = URI.create("http://localhost:" + GATEWAY.managementPort() + "/actuator/health/readiness");
        try (HttpClient monitor = HttpClient.newHttpClient()) {
            return monitor.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Person administrator() {
        PasswordHash hash = switch (GATEWAY.bean(Passwords.class).hash(PASSWORD)) {
            case Checked.Passed<PasswordHash>(var made) -> made;
            case Checked.Failed<PasswordHash> failed -> throw new AssertionError(failed.problems());
        };
        return new Person(
                "night",
                "Night",
                WholeGateway.US.id().value(),
                new UnitId("operators"),
                Set.of(Role.ADMINISTRATOR),
                hash,
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }

    private static HttpResponse<String> page(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<byte[]> post(HttpClient browser, String path, String form)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static URI at(String path) {
        return URI.create("https://localhost:" + GATEWAY.officersPort() + path);
    }

    private static String token(String page) {
        Matcher field = TOKEN.matcher(page);
        assertThat(field.find()).as("a form with a token").isTrue();
        return field.group(1);
    }

    private static Map<String, String> files(byte[] bundle) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
