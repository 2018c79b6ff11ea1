package org.comity.cli;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The names of all settings below {@code comity.}, read off the settings records of the modules. */
public final class KnownSettings {
    /** Stands for any index of a list and any key of a map. */
    private static final String ANY = "*";

    /** By name in dashed form, with {@link #ANY} where the operator names something; true: whatever is below is a value too. */
    private final Map<String, Boolean> known = new TreeMap<>();

    private KnownSettings() {}

    /** Those of the settings records that are registered in {@code beans}. */
    static KnownSettings of(ConfigurableListableBeanFactory beans) {
        return of(records(beans));
    }

    /** @param records types with {@link ConfigurationProperties} */
    public static KnownSettings of(Collection<Class<?>> records) {
        KnownSettings all = new KnownSettings();
        records.forEach(record -> all.group(prefix(record), record));
        return all;
    }

    static List<Class<?>> records(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .map(name -> beans.getBeanDefinition(name).getBeanClassName())
                .filter(type -> type != null && type.startsWith("org.comity."))
                .<Class<?>>map(type -> ClassUtils.resolveClassName(type, beans.getBeanClassLoader()))
                .filter(type ->
                        type.isRecord() && AnnotationUtils.findAnnotation(type, ConfigurationProperties.class) != null)
                .distinct()
                .toList();
    }

    static String prefix(Class<?> record) {
        return Optional.ofNullable(AnnotationUtils.findAnnotation(record, ConfigurationProperties.class))
                .orElseThrow()
                .prefix();
    }

    boolean has(ConfigurationPropertyName name) {
        return known.entrySet().stream().anyMatch(one -> fits(one.getKey(), one.getValue(), name));
    }

    /** The known name that is fewest keystrokes away; empty if none is like it. */
    Optional<String> nearest(ConfigurationPropertyName name) {
        String typed = name.toString().replaceAll("\\[[^]]*]", ".*");
        return nearest(known.keySet(), typed);
    }

    static Optional<String> nearest(Collection<String> names, String typed) {
        return names.stream()
                .min(Comparator.comparingInt(one -> distance(one, typed)))
                .filter(one -> distance(one, typed) <= typed.length() / 3);
    }

    /** Without the places that an operator names; as {@code docs/settings.md} lists them. */
    public List<String> names() {
        return known.keySet().stream().filter(name -> !name.contains(ANY)).toList();
    }

    private void group(String prefix, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            value(prefix + "." + dashed(component), component.getGenericType(), record);
        }
    }

    private void value(String name, Type type, Class<?> within) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean optional = Optional.class.equals(generic.getRawType());
            value(optional ? name : name + "." + ANY, last, within);
            known.put(name, Map.class.equals(generic.getRawType()) && !isGroup(last));
        } else if (type instanceof Class<?> one && isGroup(one)) {
            boolean partOfTheRecord = within.equals(one.getEnclosingClass()) && !name.endsWith(ANY);
            if (!partOfTheRecord) {
                known.put(name, false);
            }
            group(name, one);
        } else {
            known.put(name, false);
        }
    }

    /** A record of several values; one of a single value is written as that value. */
    private static boolean isGroup(Type type) {
        return type instanceof Class<?> one && one.isRecord() && one.getRecordComponents().length > 1;
    }

    private static boolean fits(String known, boolean open, ConfigurationPropertyName name) {
        String[] parts = known.split("\\.", -1);
        int length = name.getNumberOfElements();
        if (open ? length < parts.length : length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            String typed = name.getElement(i, ConfigurationPropertyName.Form.UNIFORM);
            if (!parts[i].equals(ANY) && !parts[i].replace("-", "").equals(typed)) {
                return false;
            }
        }
        return true;
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's: insertions, deletions and replacements of one character. */
    private static int distance(String one, String other) {
        int[] row = Stream.iterate(0, n -> n + 1)
                .limit(other.length() + 1L)
                .mapToInt(n -> n)
                .toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
