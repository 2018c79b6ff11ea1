package org.comity.desk.api;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.desk.Passwords;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;

/** Somebody new who signed in and reads pages, without a browser. */
final class PageReader {
    private static final String PASSWORD = "a pass phrase of this test";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final OfficersClient door;
    private String cookie = "none=1";

    PageReader(RunningGateway gateway, String unit, Role... roles) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        gateway.people()
                .save(new Person(
                        name,
                        "Person " + name,
                        RunningGateway.AGENCY,
                        new UnitId(unit),
                        EnumSet.copyOf(Set.of(roles)),
                        hash(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        false));
        door = gateway.client("nobody", "");
        HttpResponse<String> form = send(call("/sign-in").GET());
        cookie = cookie(form);
        String fields = "name=" + name + "&password=" + encoded(PASSWORD) + "&_csrf=" + encoded(token(form));
        cookie = cookie(send(call("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))));
    }

    HttpResponse<String> get(String path) {
        return send(call(path).GET());
    }

    /** Of a page that is there. */
    String read(String path) {
        HttpResponse<String> page = get(path);
        if (page.statusCode() != 200) {
            throw new AssertionError(path + ": HTTP " + page.statusCode() + " " + page.headers());
        }
        return page.body();
    }

    private HttpRequest.Builder call(String path) {
        return door.call(path).header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder call) {
        try {
            return door.http().send(call.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Against forgery, of the first form on the page. */
    static String token(HttpResponse<String> page) {
        Matcher field = TOKEN.matcher(page.body());
        if (!field.find()) {
            throw new AssertionError("no form with a token");
        }
        return field.group(1);
    }

    /** As the next call sends it back. */
    static String cookie(HttpResponse<String> answer) {
        HttpCookie set = HttpCookie.parse(
                        answer.headers().firstValue("Set-Cookie").orElseThrow())
                .getFirst();
        return set.getName() + "=" + set.getValue();
    }

    private static PasswordHash hash() {
        return switch (new Passwords(false).hash(PASSWORD)) {
            case Checked.Passed<PasswordHash>(var hash) -> hash;
            case Checked.Failed<PasswordHash> failed -> throw new AssertionError(failed.problems());
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
