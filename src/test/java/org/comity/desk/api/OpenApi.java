package org.comity.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code openapi.yaml} as a test reads it. */
final class OpenApi {
    private static final JsonNode DOCUMENT = load();

    private OpenApi() {}

    /** One method of one path. */
    record Operation(String method, String path, JsonNode node, JsonNode pathNode) {
        Set<String> takes() {
            return names(node.path("requestBody").path("content"));
        }

        /** As {@code query soonDays}. */
        List<String> parameters() {
            List<String> all = new ArrayList<>();
            for (JsonNode list : List.of(pathNode.path("parameters"), node.path("parameters"))) {
                list.forEach(one -> {
                    JsonNode parameter = resolved(one);
                    all.add(parameter.path("in").asText() + " "
                            + parameter.path("name").asText());
                });
            }
            return all.stream().sorted().toList();
        }

        Optional<JsonNode> response(int status) {
            JsonNode response = node.path("responses").path(String.valueOf(status));
            return response.isMissingNode() ? Optional.empty() : Optional.of(resolved(response));
        }
    }

    static JsonNode document() {
        return DOCUMENT;
    }

    static Map<String, Operation> operations() {
        Map<String, Operation> all = new TreeMap<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (!entry.getKey().equals("parameters")) {
                        String method = entry.getKey().toUpperCase(Locale.ROOT);
                        all.put(
                                method + " " + path.getKey(),
                                new Operation(method, path.getKey(), entry.getValue(), path.getValue()));
                    }
                }));
        return all;
    }

    /** The operation that a call of {@code path} means; literal segments win over variables. */
    static Optional<Operation> of(String method, String path) {
        return operations().values().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> path.matches(operation.path().replaceAll("\\{\\w+}", "[^/]+")))
                .min(java.util.Comparator.comparingInt(
                        operation -> operation.path().split("\\{", -1).length));
    }

    static Set<String> enumOf(String schema) {
        Set<String> values = new java.util.TreeSet<>();
        DOCUMENT.path("components")
                .path("schemas")
                .path(schema)
                .path("enum")
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    /** What of {@code value} does not fit {@code schema}, each with its place. */
    static List<String> misfits(JsonNode schema, JsonNode value) {
        List<String> misfits = new ArrayList<>();
        SchemaRuler.measure(schema, value, "", misfits);
        return misfits;
    }

    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(DOCUMENT.at(reference.substring(1)));
    }

    static Set<String> names(JsonNode node) {
        Set<String> names = new java.util.TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(200);
            Object tree = new Yaml(new SafeConstructor(options)).load(in);
            return new ObjectMapper().valueToTree(tree);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
