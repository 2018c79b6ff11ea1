package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.comity.schemas.v1.SubmissionElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DSK-14: what {@code openapi.yaml} says of submissions in JSON is what is read: the types of {@code schemas/v1}, field by field. */
class SubmissionSchemaTest {
    private static final String ELEMENTS = "Element";
    private static final MessageXml XML = new MessageXml();

    static Stream<String> elements() {
        return OpenApi.names(OpenApi.document().at("/components/schemas")).stream()
                .filter(name -> name.endsWith(ELEMENTS));
    }

    @ParameterizedTest
    @MethodSource("elements")
    void anElementIsDescribedAsItIsRead(String name) throws ClassNotFoundException {
        JsonNode schema = OpenApi.document().at("/components/schemas/" + name);
        List<Field> fields = fields(Class.forName(SubmissionElement.class.getPackageName() + "." + name));
        assertThat(OpenApi.names(schema.path("properties"))).isEqualTo(names(fields.stream()));
        assertThat(listed(schema.path("required")))
                .isEqualTo(names(fields.stream().filter(SubmissionSchemaTest::isRequired)));
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        for (Field field : fields) {
            JsonNode property = schema.path("properties").path(field.getName());
            assertThat(shape(property)).as(field.getName()).isEqualTo(shape(field));
        }
    }

    @Test // every content but those that only gateways write
    void everyContentThatPeopleWriteIsDescribed() {
        Set<String> described = new TreeSet<>(contents("Submission"));
        described.addAll(contents("StatementSubmission"));
        described.addAll(Set.of("acknowledgement", "reminder", "rejection", "part", "ping"));
        assertThat(described).isEqualTo(names(fields(SubmissionElement.class.getSuperclass()).stream()));
    }

    static List<Path> requests() throws IOException {
        try (Stream<Path> kinds = Files.list(Path.of("examples/kinds"))) {
            return Stream.concat(kinds, Stream.of(Path.of("examples/preservation-request.xml")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theExampleOfEachKindFitsInJson(Path example) throws IOException {
        Checked<Submission> read = XML.readSubmission(Files.readAllBytes(example));
        assertThat(read.problems()).isEmpty();
        read.then(submission -> {
            JsonNode json = tree(XML.writeJson(submission));
            assertThat(OpenApi.misfits(OpenApi.document().at("/components/schemas/Submission"), json))
                    .isEmpty();
            return read;
        });
    }

    private static Set<String> contents(String schema) {
        return OpenApi.names(OpenApi.document().at("/components/schemas/" + schema + "/properties")).stream()
                .filter(name -> OpenApi.document()
                        .at("/components/schemas/" + schema + "/properties/" + name)
                        .path("$ref")
                        .asText()
                        .endsWith(ELEMENTS))
                .collect(Collectors.toSet());
    }

    private static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .toList();
    }

    private static boolean isRequired(Field field) {
        boolean element = Optional.ofNullable(field.getAnnotation(XmlElement.class))
                .filter(XmlElement::required)
                .isPresent();
        boolean attribute = Optional.ofNullable(field.getAnnotation(XmlAttribute.class))
                .filter(XmlAttribute::required)
                .isPresent();
        return element
                || attribute
                || field.isAnnotationPresent(XmlValue.class)
                || field.getType().isPrimitive();
    }

    /** As {@code array of LinkElement}, {@code boolean}. */
    private static String shape(Field field) {
        return field.getType() == List.class
                ? "array of "
                        + shape((Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0])
                : shape(field.getType());
    }

    private static String shape(Class<?> type) {
        if (type.getSimpleName().endsWith(ELEMENTS)) {
            return type.getSimpleName();
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        return type == int.class || type == Integer.class ? "integer" : "string";
    }

    private static String shape(JsonNode property) {
        if (property.has("$ref")) {
            return property.path("$ref").asText().replaceFirst("^.*/", "");
        }
        String type = property.path("type").asText();
        return type.equals("array") ? "array of " + shape(property.path("items")) : type;
    }

    private static Set<String> listed(JsonNode list) {
        Set<String> all = new TreeSet<>();
        list.forEach(name -> all.add(name.asText()));
        return all;
    }

    private static Set<String> names(Stream<Field> fields) {
        return fields.map(Field::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
