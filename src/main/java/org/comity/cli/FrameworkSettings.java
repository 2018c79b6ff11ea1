package org.comity.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings that are the framework's, as its jars describe them. A misspelt one is doubted, not refused: a description may lack what
 * the code reads. The environment of the process is left alone: there {@code SERVER_NAME} is anybody's.
 */
final class FrameworkSettings {
    private static final List<ConfigurationPropertyName> CHECKED = List.of("spring", "server", "management").stream()
            .map(ConfigurationPropertyName::of)
            .toList();
    private static final Set<String> TYPED = Set.of(
            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";
    /** Values without anything below them; of all others an operator names the parts. */
    private static final Set<String> SINGLE = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.time.Duration",
            "org.springframework.util.unit.DataSize");

    private FrameworkSettings() {}

    /** A sentence for each name that no jar describes, with its place and the nearest that one does. */
    static List<String> doubts(Environment environment) {
        Map<ConfigurationPropertyName, String> given = given(environment);
        if (given.isEmpty()) {
            return List.of();
        }
        Map<String, Boolean> described = described();
        Map<String, String> plain = new HashMap<>();
        described.keySet().forEach(name -> plain.put(squeezed(name), name));
        return given.entrySet().stream()
                .filter(one -> !isDescribed(one.getKey(), described, plain))
                .map(one -> one.getKey() + one.getValue() + " is no setting that the framework describes; it is ignored"
                        + KnownSettings.nearest(described.keySet(), one.getKey().toString())
                                .map(near -> ": do you mean " + near + "?")
                                .orElse(""))
                .toList();
    }

    /** What an operator has set, with its place; what is shipped in the jar is no operator's. */
    private static Map<ConfigurationPropertyName, String> given(Environment environment) {
        Map<ConfigurationPropertyName, String> given = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> CHECKED.stream().anyMatch(group -> group.isAncestorOf(name)))
                        .filter(name -> isTyped(source, source.getConfigurationProperty(name)))
                        .forEach(name ->
                                given.putIfAbsent(name, SettingMistakes.place(source.getConfigurationProperty(name))));
            }
        }
        return given;
    }

    /** In a file that is not of the jar, or on the command line; the framework sets some of its own names while it runs. */
    private static boolean isTyped(ConfigurationPropertySource source, @Nullable ConfigurationProperty property) {
        return SettingMistakes.inText(property)
                .map(TextResourceOrigin::getResource)
                .map(resource -> !resource.getDescription().startsWith("class path resource"))
                .orElseGet(() ->
                        source.getUnderlyingSource() instanceof PropertySource<?> one && TYPED.contains(one.getName()));
    }

    private static boolean isDescribed(
            ConfigurationPropertyName name, Map<String, Boolean> described, Map<String, String> plain) {
        if (plain.containsKey(squeezed(name.toString()))) {
            return true;
        }
        for (ConfigurationPropertyName above = name.getParent();
                above.getNumberOfElements() > 1;
                above = above.getParent()) {
            String known = plain.get(squeezed(above.toString()));
            if (known != null && described.getOrDefault(known, false)) {
                return true;
            }
        }
        return false;
    }

    /** Without what relaxed binding overlooks. */
    private static String squeezed(String name) {
        return name.replaceAll("\\[[^]]*]|[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** By name; true if more may stand below it: a map, a list, anything with parts. */
    private static Map<String, Boolean> described() {
        Map<String, Boolean> all = new HashMap<>();
        try {
            for (URL jar :
                    Collections.list(FrameworkSettings.class.getClassLoader().getResources(DESCRIPTIONS))) {
                try (JsonParser json = new JsonFactory().createParser(jar.openStream())) {
                    readProperties(json, all);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    private static void readProperties(JsonParser json, Map<String, Boolean> all) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean properties = json.currentName().equals("properties");
            json.nextToken();
            if (properties) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readProperty(json, all);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readProperty(JsonParser json, Map<String, Boolean> all) throws IOException {
        String name = "";
        String type = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "type" -> type = json.getText();
                default -> json.skipChildren();
            }
        }
        all.merge(name, !SINGLE.contains(type), Boolean::logicalOr);
    }
}
