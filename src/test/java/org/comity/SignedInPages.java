package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages, as a browser without scripts asks for them after its user has signed in. */
public final class SignedInPages {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http;
    private final String address;

    private SignedInPages(HttpClient http, String address) {
        this.http = http;
        this.address = address;
    }

    /**
     * @param authority PEM file with those who may have issued the gateway's TLS certificate
     * @param address {@code https://host:port} of the officers' port
     */
    public static SignedInPages of(Path authority, String address, String name, String password) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(Officer.trusting(authority))
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        SignedInPages pages = new SignedInPages(http, address);
        Matcher token = TOKEN.matcher(pages.page("/sign-in"));
        if (!token.find()) {
            throw new AssertionError("the sign-in page has no token against forged posts");
        }
        String form = "name=" + encoded(name) + "&password=" + encoded(password) + "&_csrf=" + encoded(token.group(1));
        pages.send(HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return pages;
    }

    /** @return the page as HTML */
    public String page(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.uri().toString().contains("failed")) {
                throw new AssertionError("HTTP " + answer.statusCode() + " from " + answer.uri());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
