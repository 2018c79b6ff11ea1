package org.comity.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The relationships that the jar ships, and others, read as Spring Boot reads them. */
public final class ShippedRelationships {

    private ShippedRelationships() {}

    public static Relationships load() {
        return bind(List.of(new ClassPathResource("relationships.yaml")));
    }

    static Relationships overridden(String yaml) {
        return bind(List.of(
                new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                new ClassPathResource("relationships.yaml")));
    }

    private static Relationships bind(List<Resource> files) {
        MutablePropertySources sources = new MutablePropertySources();
        YamlPropertySourceLoader loader = new YamlPropertySourceLoader();
        for (int i = 0; i < files.size(); i++) {
            try {
                for (PropertySource<?> source : loader.load("file" + i, files.get(i))) {
                    sources.addLast(source);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind("comity.law", Relationships.class)
                .get();
    }
}
