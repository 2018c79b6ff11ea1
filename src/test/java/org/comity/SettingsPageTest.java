package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/settings.md} names every setting of our modules, and no other. */
class SettingsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(comity\\.[a-z0-9.-]+)`", Pattern.MULTILINE);

    @Test
    void everySettingIsOnThePageAndThePageNamesNoOther() {
        Set<String> settings = new TreeSet<>();
        var finder = new ClassPathScanningCandidateComponentProvider(false);
        finder.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        finder.findCandidateComponents("org.comity").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            var prefix = AnnotationUtils.getAnnotation(type, ConfigurationProperties.class);
            if (prefix != null && type.isRecord()) {
                names(prefix.value(), type).forEach(settings::add);
            }
        });
        assertThat(SourceTree.matches(ROW, SourceTree.read("docs/settings.md"))).isEqualTo(settings);
    }

    /** Records inside a settings record are groups of settings; everything else is a value. */
    private static Stream<String> names(String prefix, Class<?> group) {
        return Arrays.stream(group.getRecordComponents()).flatMap(one -> {
            String name = prefix + "." + dashed(one);
            boolean isGroup =
                    one.getType().isRecord() && group.equals(one.getType().getEnclosingClass());
            return isGroup ? names(name, one.getType()) : Stream.of(name);
        });
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
