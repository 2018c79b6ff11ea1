package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.comity.cli.KnownSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/settings.md} names every setting of our modules, and no other. */
class SettingsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(comity\\.[a-z0-9.-]+)`", Pattern.MULTILINE);

    @Test
    void everySettingIsOnThePageAndThePageNamesNoOther() {
        List<Class<?>> records = new ArrayList<>();
        var finder = new ClassPathScanningCandidateComponentProvider(false);
        finder.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        finder.findCandidateComponents("org.comity").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            if (type.isRecord()) {
                records.add(type);
            }
        });
        assertThat(SourceTree.matches(ROW, SourceTree.read("docs/settings.md")))
                .isEqualTo(new TreeSet<>(KnownSettings.of(records).names()));
    }
}
