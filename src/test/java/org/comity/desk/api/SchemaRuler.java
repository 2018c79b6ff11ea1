package org.comity.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Measures a value by a schema (JSON Schema 2020-12, the part that {@code openapi.yaml} uses). A keyword that it does not know ends the
 * test, so that nothing passes because nobody looked.
 */
final class SchemaRuler {
    private SchemaRuler() {}

    static void measure(JsonNode schema, JsonNode value, String place, List<String> misfits) {
        Consumer<String> misfit = why -> misfits.add((place.isEmpty() ? "/" : place) + " " + why);
        schema.properties().forEach(keyword -> {
            JsonNode rule = keyword.getValue();
            switch (keyword.getKey()) {
                case "$ref" -> measure(OpenApi.resolved(schema), value, place, misfits);
                case "type" -> holds(isOf(rule.asText(), value), "is no " + rule.asText(), misfit);
                case "enum" -> holds(contains(rule, value), "is not on the list", misfit);
                case "const" -> holds(rule.equals(value), "is not " + rule, misfit);
                case "format" ->
                    holds(!value.isTextual() || hasForm(rule.asText(), value.asText()), "is no " + rule, misfit);
                case "pattern" ->
                    holds(
                            !value.isTextual()
                                    || Pattern.compile(rule.asText())
                                            .matcher(value.asText())
                                            .find(),
                            "does not match " + rule,
                            misfit);
                case "minLength" ->
                    holds(!value.isTextual() || value.asText().length() >= rule.asInt(), "is too short", misfit);
                case "maxLength" ->
                    holds(!value.isTextual() || value.asText().length() <= rule.asInt(), "is too long", misfit);
                case "minimum" -> holds(!value.isNumber() || value.asLong() >= rule.asLong(), "is too small", misfit);
                case "maximum" -> holds(!value.isNumber() || value.asLong() <= rule.asLong(), "is too large", misfit);
                case "minItems" -> holds(!value.isArray() || value.size() >= rule.asInt(), "has too few items", misfit);
                case "maxItems" ->
                    holds(!value.isArray() || value.size() <= rule.asInt(), "has too many items", misfit);
                case "required" ->
                    rule.forEach(name ->
                            holds(!value.isObject() || value.has(name.asText()), "lacks " + name.asText(), misfit));
                case "properties" ->
                    rule.properties().forEach(property -> {
                        if (value.has(property.getKey())) {
                            measure(
                                    property.getValue(),
                                    value.path(property.getKey()),
                                    place + "/" + property.getKey(),
                                    misfits);
                        }
                    });
                case "additionalProperties" -> others(schema, value, place, misfits);
                case "items" -> {
                    for (int index = 0; value.isArray() && index < value.size(); index++) {
                        measure(rule, value.path(index), place + "/" + index, misfits);
                    }
                }
                case "oneOf" -> holds(fitting(rule, value) == 1, "is not exactly one of its kinds", misfit);
                case "if" -> {
                    if (OpenApi.misfits(rule, value).isEmpty()) {
                        measure(schema.path("then"), value, place, misfits);
                    }
                }
                case "then", "description", "default" -> {}
                default -> throw new AssertionError("a keyword that this ruler does not know: " + keyword.getKey());
            }
        });
    }

    private static long fitting(JsonNode rules, JsonNode value) {
        long fitting = 0;
        for (JsonNode rule : rules) {
            fitting += OpenApi.misfits(rule, value).isEmpty() ? 1 : 0;
        }
        return fitting;
    }

    private static void others(JsonNode schema, JsonNode value, String place, List<String> misfits) {
        JsonNode rule = schema.path("additionalProperties");
        value.properties().stream()
                .filter(property -> !schema.path("properties").has(property.getKey()))
                .forEach(property -> {
                    if (rule.isBoolean() && !rule.asBoolean()) {
                        misfits.add(place + "/" + property.getKey() + " is not described");
                    } else if (rule.isObject()) {
                        measure(rule, property.getValue(), place + "/" + property.getKey(), misfits);
                    }
                });
    }

    private static void holds(boolean fits, String why, Consumer<String> misfit) {
        if (!fits) {
            misfit.accept(why);
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            default -> throw new AssertionError("a type that this ruler does not know: " + type);
        };
    }

    private static boolean hasForm(String format, String text) {
        try {
            return switch (format) {
                case "date" -> LocalDate.parse(text) != null;
                case "date-time" -> Instant.parse(text) != null;
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                default -> throw new AssertionError("a format that this ruler does not know: " + format);
            };
        } catch (DateTimeException | IllegalArgumentException otherForm) {
            return false;
        }
    }
}
