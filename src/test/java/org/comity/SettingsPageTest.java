package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.comity.cli.KnownSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/settings.md} names every setting of our modules, and no other. */
class SettingsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(comity\\.[a-z0-9.-]+)`", Pattern.MULTILINE);

    private static final Pattern DEFAULT =
            Pattern.compile("^\\| `(comity\\.[a-z0-9.-]+)` \\| `([^`]*)` \\|", Pattern.MULTILINE);

    @Test
    void everySettingIsOnThePageOnceAndThePageNamesNoOther() {
        List<Class<?>> records = records();
        assertThat(ROW.matcher(SourceTree.read("docs/settings.md")).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Set.copyOf(KnownSettings.of(records).names()));
    }

    @Test
    void theDefaultsOnThePageAreThoseOfTheProgram() {
        Map<String, String> page = DEFAULT.matcher(SourceTree.read("docs/settings.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> program = new TreeMap<>();
        for (Class<?> type : records()) {
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                String name = prefix + "."
                        + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                if (value != null && value.value().length == 1 && page.containsKey(name)) {
                    program.put(name, value.value()[0]);
                }
            }
        }
        assertThat(program).hasSizeGreaterThan(20);
        assertThat(page).containsAllEntriesOf(program);
    }

    private static List<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        var finder = new ClassPathScanningCandidateComponentProvider(false);
        finder.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        finder.findCandidateComponents("org.comity").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            if (type.isRecord()) {
                records.add(type);
            }
        });
        return records;
    }
}
