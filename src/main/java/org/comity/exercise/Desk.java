package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** The REST interface of one side, as one of its players uses it. */
final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    String submit(byte[] xml) throws IOException, InterruptedException {
        HttpRequest.Builder request = call("/api/v1/requests")
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(xml));
        return send(request).path("id").asText();
    }

    JsonNode file(String request) throws IOException, InterruptedException {
        return send(call("/api/v1/requests/" + request).GET());
    }

    JsonNode list(String query) throws IOException, InterruptedException {
        return send(call("/api/v1/requests?" + query).GET());
    }

    JsonNode move(String request, String move, Map<String, Object> body) throws IOException, InterruptedException {
        return send(call("/api/v1/requests/" + request + "/" + move)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
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
