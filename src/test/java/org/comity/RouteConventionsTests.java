package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TransactedDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONTRIBUTING.md, "House rules": order lives in {@code routes/}, and an operator can follow each file aloud. */
class RouteConventionsTests {
    private static final Path ROUTES = Path.of("routes");
    private static final String FAILURES = "failures.camel.yaml";
    private static final int MOST_STEPS = 12;
    private static final int MOST_LINES = 60;
    private static final Set<Class<?>> STEPS = Set.of(
            BeanDefinition.class,
            ToDefinition.class,
            ChoiceDefinition.class,
            SplitDefinition.class,
            WireTapDefinition.class,
            TransactedDefinition.class,
            SetVariableDefinition.class);

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(ROUTES)) {
            return all.sorted().toList().stream();
        }
    }

    static Stream<Path> flows() throws IOException {
        return files().filter(file -> !file.endsWith(FAILURES));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void isOneFlowNamedLikeItsFile(Path file) throws Exception {
        List<RouteDefinition> routes = load(file).getRouteDefinitions();
        assertThat(routes).hasSize(1);
        assertThat(routes.getFirst().getRouteId() + ".camel.yaml")
                .isEqualTo(file.getFileName().toString());
        assertThat(routes.getFirst().getRouteId()).matches("[a-z]+(-[a-z]+)+");
    }

    @ParameterizedTest
    @MethodSource("flows")
    void saysItsUseCaseWhenItStartsAndWhatItLeaves(Path file) throws Exception {
        assertThat(load(file).getRouteDefinitions().getFirst().getDescriptionText())
                .matches("(?s)UC-\\d\\d.*")
                .contains("Starts when")
                .contains("Leaves");
    }

    @ParameterizedTest
    @MethodSource("flows")
    void startsAtAPlaceholderAndNamesItsFailures(Path file) throws Exception {
        RouteDefinition route = load(file).getRouteDefinitions().getFirst();
        assertThat(route.getInput().getUri()).matches("\\{\\{[a-z]+\\.[a-z]+}}");
        assertThat(route.getRouteConfigurationId()).startsWith("failures-of-");
    }

    @ParameterizedTest
    @MethodSource("flows")
    void stepsAreUseCaseStepsOfTheAllowedKinds(Path file) throws Exception {
        List<ProcessorDefinition<?>> steps =
                load(file).getRouteDefinitions().getFirst().getOutputs();
        assertThat(steps).hasSizeBetween(1, MOST_STEPS).allSatisfy(step -> {
            assertThat(STEPS).contains(step.getClass());
            assertThat(step.getId()).matches("UC-\\d\\d/\\d+[a-z]? [a-z].+");
            if (step instanceof BeanDefinition bean) {
                assertThat(bean.getBeanType()).as("no #class:").isNull();
                assertThat(bean.getRef()).matches("[a-z][A-Za-z]+");
                assertThat(bean.getMethod()).matches("[a-z][A-Za-z]+");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShortAndWithoutScriptsOrComments(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(lines).noneMatch(line -> line.strip().startsWith("#"));
        assertThat(String.join("\n", lines)).doesNotContain("groovy:", "#class:", "toD:", "doTry:", "script:");
    }

    @Test
    void allErrorHandlingIsInOneFile() throws Exception {
        DefaultCamelContext context = load(ROUTES.resolve(FAILURES));
        assertThat(context.getRouteDefinitions()).isEmpty();
        assertThat(context.getRouteConfigurationDefinitions())
                .extracting(one -> one.getId())
                .allMatch(id -> id.startsWith("failures-of-"));
        for (Path flow : flows().toList()) {
            assertThat(Files.readString(flow)).doesNotContain("onException", "errorHandler", "onCompletion");
        }
    }

    /** Into a context that is never started. */
    private static DefaultCamelContext load(Path file) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        PropertiesComponent properties = new PropertiesComponent();
        properties.setInitialProperties(new Properties());
        context.setPropertiesComponent(properties);
        Resource resource = ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file));
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        return context;
    }
}
