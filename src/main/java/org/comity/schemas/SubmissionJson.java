package org.comity.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.jakarta.xmlbind.JakartaXmlBindAnnotationModule;
import java.io.IOException;
import java.util.List;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.problems.SchemaProblem;
import org.comity.schemas.v1.SubmissionElement;

/** Submissions in JSON: the same names and nesting as the XML, elements and attributes alike; repeated elements are arrays. */
final class SubmissionJson {
    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(XmlText.MOST_BYTES)
                            .maxNestingDepth(Bounds.MOST_DEPTH)
                            .maxStringLength(Bounds.MOST_TEXT)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .addModule(new JakartaXmlBindAnnotationModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    Checked<SubmissionElement> read(byte[] json) {
        if (json.length > XmlText.MOST_BYTES) {
            return Checked.failed(SchemaProblem.LIMIT.problem());
        }
        try {
            SubmissionElement element = mapper.readValue(json, SubmissionElement.class);
            return element == null ? Checked.failed(SchemaProblem.JSON.problem()) : Checked.passed(element);
        } catch (JsonMappingException misfit) {
            return Checked.failed(SchemaProblem.JSON.at(place(misfit)));
        } catch (IOException malformed) {
            return Checked.failed(SchemaProblem.JSON.problem());
        }
    }

    byte[] write(SubmissionElement element) {
        try {
            return mapper.writeValueAsBytes(element);
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("generated objects can be written", broken);
        }
    }

    /** As in the XML, {@code preservationRequest/data[2]/period}; of a name that the schema does not know only its parent. */
    private static String place(JsonMappingException misfit) {
        List<JsonMappingException.Reference> path = misfit.getPath();
        int steps = misfit instanceof PropertyBindingException ? path.size() - 1 : path.size();
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference reference : path.subList(0, Math.max(steps, 0))) {
            if (reference.getFieldName() == null) {
                place.append('[').append(reference.getIndex() + 1).append(']');
            } else {
                place.append(place.isEmpty() ? "" : "/").append(reference.getFieldName());
            }
        }
        return place.toString();
    }
}
