package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** The REST interface of one side, as one of its players uses it. */
final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNLAWFUL = 422;

    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String token;

    Desk(SSLContext tls, Party party, String token) {
        this.http =
                HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
        this.address = party.page();
        this.token = token;
    }

    /** @return id of the request */
    String submit(String xml) throws IOException, InterruptedException {
        return submit("/api/v1/requests", xml);
    }

    /** @return id of what {@code xml} opened */
    String submit(String path, String xml) throws IOException, InterruptedException {
        HttpRequest.Builder request = call(path)
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(xml));
        return send(request).path("id").asText();
    }

    /** @return id of the request */
    String submit(String xml, Evidence file) throws IOException, InterruptedException {
        return send(form("/api/v1/requests", xml, file)).path("id").asText();
    }

    JsonNode file(String request) throws IOException, InterruptedException {
        return get("/api/v1/requests/" + request);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(call(path).GET());
    }

    /** What stands at {@code path}, as {@code type}. */
    String text(String path, String type) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(call(path).header("Accept", type).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    JsonNode move(String request, String move, Map<String, Object> body) throws IOException, InterruptedException {
        return post("/api/v1/requests/" + request + "/" + move, body);
    }

    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(call(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /** @return id of the message */
    String say(String request, String submission, Evidence... files) throws IOException, InterruptedException {
        return send(form("/api/v1/requests/" + request + "/messages", submission, files))
                .path("message")
                .asText();
    }

    /** @return the problems because of which it is not said: code, sentence and rule of each */
    List<String> stopped(String request, String submission) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                form("/api/v1/requests/" + request + "/messages", submission).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != UNLAWFUL) {
            throw new IOException("HTTP " + answer.statusCode() + " instead of " + UNLAWFUL);
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : json.readTree(answer.body()).path("problems")) {
            problems.add(problem.path("code").asText() + ": "
                    + problem.path("sentence").asText() + " ("
                    + problem.path("rule").asText() + ")");
        }
        return problems;
    }

    private HttpRequest.Builder form(String path, String submission, Evidence... files) {
        String boundary = "exercise-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(
                body,
                boundary,
                "submission\"; filename=\"submission.xml",
                "application/xml",
                submission.getBytes(StandardCharsets.UTF_8));
        for (Evidence file : files) {
            part(body, boundary, "attachment\"; filename=\"" + file.name(), "text/csv", file.bytes());
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return call(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String type, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: "
                + type + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "HTTP " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return json.readTree(answer.body());
    }
}
