package org.comity.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One person's program at the REST interface, over real HTTPS. */
final class OfficersClient {
    static final String SUBMISSION = "examples/preservation-request.xml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String name;
    private final HttpClient http;
    private final String address;
    private final String token;

    OfficersClient(X509Certificate trusted, int port, String name, String token) {
        this.http = HttpClient.newBuilder().sslContext(trusting(trusted)).build();
        this.address = "https://localhost:" + port;
        this.name = name;
        this.token = token;
    }

    HttpClient http() {
        return http;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {
        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException notJson) {
                throw new AssertionError("not JSON: " + text(), notJson);
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String mediaType() {
            return headers.firstValue("Content-Type").orElse("");
        }

        List<String> codes() {
            return json().path("problems").findValuesAsText("code");
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("HTTP " + status + " instead of " + wanted + ": " + text());
            }
            return this;
        }
    }

    /** A part of a multipart body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PartOf(String name, String fileName, String type, byte[] bytes) {}

    HttpRequest.Builder call(String path) {
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        return token.isEmpty() ? call : call.header("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send(call(path).GET());
    }

    Answer post(String path, String type, byte[] body, String key) {
        HttpRequest.Builder call = call(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        Optional<byte[]> json = type.equals("application/json") ? Optional.of(body) : Optional.empty();
        return send(key.isEmpty() ? call : call.header("Idempotency-Key", key), json);
    }

    /** A call without a body. */
    Answer call(String method, String path) {
        return send(call(path).method(method, BodyPublishers.noBody()));
    }

    Answer submit(String file) {
        String type = file.endsWith(".json") ? "application/json" : "application/xml";
        return post("/api/v1/requests", type, example(file), newKey());
    }

    /** Submits the example and gives the id of the request. */
    String submitted() {
        return submit(SUBMISSION).expect(201).json().path("id").asText();
    }

    Answer move(String request, String move, Map<String, ?> body) {
        return post("/api/v1/requests/" + request + "/" + move, "application/json", json(body), newKey());
    }

    /** On a ground that the law knows. */
    Answer refuse(String request) {
        return move(
                request,
                "decision",
                Map.of(
                        "accepted",
                        false,
                        "ground",
                        "POLITICAL_OFFENCE",
                        "reasons",
                        "Politics.",
                        "alternativesConsidered",
                        true));
    }

    Answer multipart(String path, String key, PartOf... parts) {
        String boundary = "b" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (PartOf part : parts) {
            String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\""
                    + (part.fileName.isEmpty() ? "" : "; filename=\"" + part.fileName + "\"") + "\r\nContent-Type: "
                    + part.type + "\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(path, "multipart/form-data; boundary=" + boundary, body.toByteArray(), key);
    }

    JsonNode file(String request) {
        return get("/api/v1/requests/" + request).expect(200).json();
    }

    /** One message of a request's file. */
    JsonNode message(String request, String message) {
        for (JsonNode one : file(request).path("messages")) {
            if (one.path("id").asText().equals(message)) {
                return one;
            }
        }
        throw new AssertionError("no message " + message + " in " + request);
    }

    void approve(String request, String message) {
        String sha256 = message(request, message).path("documentSha256").asText();
        move(request, "approve", Map.of("message", message, "sha256", sha256)).expect(200);
    }

    /** Reads the file until it is so, or for a minute. */
    JsonNode await(String request, Predicate<JsonNode> so) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        JsonNode file = file(request);
        while (!so.test(file)) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("not within a minute: " + file.toPrettyString());
            }
            pause();
            file = file(request);
        }
        return file;
    }

    /** Waits for a request that is not there yet. */
    void awaitRequest(String request, String state) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (get("/api/v1/requests/" + request).status() == 404 && System.nanoTime() < giveUp) {
            pause();
        }
        await(request, file -> file.path("request").path("state").asText().equals(state));
    }

    JsonNode awaitDelivery(String request, String message, String state) {
        await(
                request,
                file -> message(request, message).path("delivery").asText().equals(state));
        return message(request, message);
    }

    Answer send(HttpRequest.Builder call) {
        return send(call, Optional.empty());
    }

    /** Every answer is held against openapi.yaml on its way. */
    private Answer send(HttpRequest.Builder call, Optional<byte[]> json) {
        try {
            HttpRequest request = call.build();
            HttpResponse<byte[]> got = http.send(request, BodyHandlers.ofByteArray());
            Answer answer = new Answer(got.statusCode(), got.headers(), got.body());
            Optional<JsonNode> sent = got.statusCode() < 300 ? json.map(OfficersClient::tree) : Optional.empty();
            Described.check(request.method(), request.uri().getPath(), answer, sent);
            return answer;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    static byte[] example(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static SSLContext trusting(X509Certificate certificate) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
