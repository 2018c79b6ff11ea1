package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.TokenSecret;

/** A person of the {@link WholeGateway}'s agency at its REST interface. */
record Officer(WholeGateway gateway, ForeignAgency network, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param network whose HTTP client trusts the gateway's certificate */
    static Officer named(String name, WholeGateway gateway, ForeignAgency network) {
        TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());
        gateway.people()
                .save(ApiToken.issue(
                        UUID.randomUUID(), name, secret, "test", WholeGateway.CLOCK.instant(), Duration.ofDays(120)));
        return new Officer(gateway, network, secret.reveal());
    }

    /** Hands in the example for {@code partner}. @return id of the request */
    String submits(String partner) throws IOException, InterruptedException {
        String xml = Files.readString(Path.of("examples", "preservation-request.xml"))
                .replace("us-example-poc", partner);
        return call(request("/requests")
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString(xml)))
                .path("id")
                .asText();
    }

    JsonNode moves(String request, String move, Map<String, Object> body) throws IOException, InterruptedException {
        return call(request("/requests/" + request + "/" + move)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    JsonNode file(String request) throws IOException, InterruptedException {
        return call(request("/requests/" + request).GET());
    }

    /** Empty while the gateway does not know the request yet. */
    String state(String request) {
        try {
            HttpResponse<byte[]> answer =
                    network.sends(request("/requests/" + request).GET());
            return JSON.readTree(answer.body()).path("request").path("state").asText();
        } catch (IOException | InterruptedException away) {
            throw new IllegalStateException(away);
        }
    }

    List<JsonNode> alerts() throws IOException, InterruptedException {
        return JSON.convertValue(
                call(request("/alerts").GET()),
                JSON.getTypeFactory().constructCollectionType(List.class, JsonNode.class));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.officersPort() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = network.sends(request);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isLessThan(300);
        return JSON.readTree(answer.body());
    }
}
