package org.comity.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.comity.desk.api.OfficersClient.Answer;
import org.springframework.http.MediaType;

/** Holds every call that a test makes against {@code openapi.yaml}: status, media type and schema of the answer, and the body that was taken. */
final class Described {
    private Described() {}

    static void check(String method, String path, Answer answer, Optional<JsonNode> sent) {
        Optional<OpenApi.Operation> operation = OpenApi.of(method, path);
        if (operation.isEmpty()) {
            return; // a path or a method that the document does not have: the test says what it expects
        }
        String call = method + " " + path + " -> " + answer.status();
        JsonNode response = operation
                .get()
                .response(answer.status())
                .orElseThrow(() -> new AssertionError(call + " is not in openapi.yaml: " + answer.text()));
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            fit(call + " has no body", answer.bytes().length == 0 ? List.of() : List.of(answer.text()));
            return;
        }
        MediaType type = MediaType.parseMediaType(answer.mediaType());
        JsonNode described = content.path(type.getType() + "/" + type.getSubtype());
        if (described.isMissingNode()) {
            throw new AssertionError(call + " has a media type that openapi.yaml does not name: " + type);
        }
        if (type.getSubtype().endsWith("json")) {
            fit(call, OpenApi.misfits(described.path("schema"), answer.json()));
        }
        if (answer.status() < 300 && sent.isPresent()) {
            JsonNode body = operation.get().node().at("/requestBody/content/application~1json/schema");
            if (!body.isMissingNode()) {
                fit(call + " took a body", OpenApi.misfits(body, sent.get()));
            }
        }
    }

    private static void fit(String what, List<String> misfits) {
        if (!misfits.isEmpty()) {
            throw new AssertionError(what + " does not fit openapi.yaml: " + misfits);
        }
    }
}
