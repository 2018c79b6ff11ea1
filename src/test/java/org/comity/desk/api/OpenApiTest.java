package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.law.RefusalGround;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.messages.Urgency;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code openapi.yaml} says what the program does, all of it and nothing else (DSK-07, DSK-14). */
class OpenApiTest extends RunningGateway {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyMappingIsDescribedAndNothingElseIs() {
        assertThat(mapped().keySet()).isEqualTo(OpenApi.operations().keySet());
    }

    @Test
    void mediaTypesAndParametersAreThoseOfTheHandlers() {
        mapped().forEach((call, handlers) -> {
            OpenApi.Operation operation =
                    Optional.ofNullable(OpenApi.operations().get(call)).orElseThrow();
            Set<String> taken = new TreeSet<>();
            Set<String> parameters = new TreeSet<>();
            handlers.forEach(handler -> {
                taken.addAll(handler.takes());
                parameters.addAll(handler.parameters());
            });
            assertThat(operation.takes()).as(call).isEqualTo(taken);
            assertThat(operation.parameters()).as(call).containsExactlyElementsOf(parameters);
        });
    }

    @Test
    void theListsOfCodesAreThoseOfTheProgram() {
        assertThat(OpenApi.enumOf("RequestState")).isEqualTo(names(RequestState.values()));
        assertThat(OpenApi.enumOf("DeliveryState")).isEqualTo(names(DeliveryState.values()));
        assertThat(OpenApi.enumOf("Direction")).isEqualTo(names(Direction.values()));
        assertThat(OpenApi.enumOf("NextMove")).isEqualTo(names(NextMove.values()));
        assertThat(OpenApi.enumOf("Urgency")).isEqualTo(names(Urgency.values()));
        assertThat(OpenApi.enumOf("TaskKind")).isEqualTo(names(org.comity.matters.TaskKind.values()));
        Set<String> reasons = new TreeSet<>();
        OpenApi.document()
                .at("/components/schemas/RequestFile/properties/reckoned/properties/because/enum")
                .forEach(reason -> reasons.add(reason.asText()));
        assertThat(reasons).isEqualTo(names(org.comity.matters.ActByReason.values()));
        Set<String> grounds = new TreeSet<>();
        OpenApi.document()
                .at("/components/schemas/Decision/properties/ground/enum")
                .forEach(ground -> grounds.add(ground.asText()));
        assertThat(grounds).isEqualTo(names(RefusalGround.values()));
    }

    @Test
    void whoeverHasATokenReadsItAndNobodyElse() {
        OfficersClient.Answer answer =
                person("intake", Role.AUDITOR).get("/api/v1/openapi.yaml").expect(200);
        assertThat(answer.text()).startsWith("# The REST interface").contains("openapi: 3.1");
        client("nobody", "").get("/api/v1/openapi.yaml").expect(401);
    }

    /** The document's own examples fit its schemas. */
    @Test
    void examplesFit() {
        OpenApi.operations().forEach((call, operation) -> {
            var json = operation.node().at("/requestBody/content/application~1json");
            Stream.concat(
                            Stream.of(json.path("example")).filter(example -> !example.isMissingNode()),
                            OpenApi.names(json.path("examples")).stream()
                                    .map(name ->
                                            json.path("examples").path(name).path("value")))
                    .forEach(example -> assertThat(OpenApi.misfits(json.path("schema"), example))
                            .as(call)
                            .isEmpty());
        });
        var problems = OpenApi.document().at("/components/responses/Problems/content/application~1problem+json");
        assertThat(OpenApi.misfits(problems.path("schema"), problems.path("example")))
                .isEmpty();
    }

    /** This test's own ruler: what does not fit is seen. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Submitted | {\"id\":\"no id\",\"secret\":1} | 3",
                "Submitted | [] | 1",
                "Verdict | {\"intact\":\"yes\",\"sentence\":\"\"} | 1",
                "Page | {\"requests\":[{}]} | 22",
                "Token | {\"id\":\"x\",\"door\":\"REST\",\"label\":\"\",\"created\":\"today\",\"expires\":\"2026-01-01T00:00:00Z\"} | 2",
                "Decision | {\"accepted\":false} | 3",
                "Decision | {\"accepted\":true,\"ground\":\"WEATHER\"} | 1",
                "Moment | {\"at\":\"2026-01-01T00:00:00Z\",\"event\":\"e\",\"actor\":\"a\",\"detail\":{\"n\":1}} | 1",
                "Problems | {\"type\":\"t\",\"title\":\"\",\"status\":4,\"detail\":\"\",\"instance\":\"\",\"problems\":[]} | 2",
                "Question | {\"text\":\"\"} | 1"
            })
    void whatDoesNotFitIsSeen(String schema, String json, int misfits) throws Exception {
        var rule = OpenApi.document().at("/components/schemas/" + schema);
        assertThat(OpenApi.misfits(rule, new ObjectMapper().readTree(json))).hasSize(misfits);
    }

    private record Handler(Set<String> takes, Set<String> parameters) {}

    private Map<String, List<Handler>> mapped() {
        Map<String, List<Handler>> all = new TreeMap<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, method) -> {
            for (String path : info.getPatternValues()) {
                if (path.startsWith("/api/")) {
                    info.getMethodsCondition()
                            .getMethods()
                            .forEach(verb -> all.computeIfAbsent(verb + " " + path, key -> new ArrayList<>())
                                    .add(handler(info, method)));
                }
            }
        });
        return all;
    }

    private static Handler handler(RequestMappingInfo info, HandlerMethod method) {
        Set<String> takes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> parameters = new TreeSet<>();
        boolean hasBody = false;
        for (MethodParameter parameter : method.getMethodParameters()) {
            PathVariable inPath = parameter.getParameterAnnotation(PathVariable.class);
            RequestParam inQuery = parameter.getParameterAnnotation(RequestParam.class);
            RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            if (inPath != null) {
                parameters.add("path " + inPath.value());
            }
            if (inQuery != null && !isFile(parameter)) {
                parameters.add("query " + inQuery.name());
            }
            if (header != null && !header.value().equals("Content-Type")) {
                parameters.add("header " + header.value());
            }
            hasBody |= parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class);
        }
        if (takes.isEmpty() && hasBody) {
            takes.add("application/json");
        }
        return new Handler(takes, parameters);
    }

    private static boolean isFile(MethodParameter parameter) {
        return parameter.getGenericParameterType().getTypeName().contains(MultipartFile.class.getSimpleName());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
