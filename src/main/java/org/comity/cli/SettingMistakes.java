package org.comity.cli;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is wrong in the settings below {@code comity.}: a sentence for each mistake, all at once. */
public final class SettingMistakes {
    private static final Logger LOG = LoggerFactory.getLogger(SettingMistakes.class);
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("comity");

    /** Set by the program itself: {@code GatewayParts}, and the build for tests that print pages. */
    private static final List<ConfigurationPropertyName> INTERNAL = List.of(
            ConfigurationPropertyName.of("comity.command"),
            ConfigurationPropertyName.of("comity.console"),
            ConfigurationPropertyName.of("comity.print"));

    private static final Pattern NAMED = Pattern.compile("comity(\\.[a-z][a-z0-9-]*)+");

    private SettingMistakes() {}

    /** Names that nobody knows, and values that the records of the modules do not take. */
    public static List<String> all(ConfigurableListableBeanFactory beans, Environment environment) {
        List<String> mistakes = new ArrayList<>(unknown(beans, environment));
        unusable(beans, environment).forEach(one -> mistakes.add(one.where() + one.reason()));
        return mistakes.stream().distinct().toList();
    }

    /** The same for who sends them away: a value that is not taken may be a secret, so that only its place is said. */
    static List<String> allWithoutValues(ConfigurableListableBeanFactory beans, Environment environment) {
        List<String> mistakes = new ArrayList<>(unknown(beans, environment));
        unusable(beans, environment)
                .forEach(one -> mistakes.add(one.where() + "the value is not taken: a start says why"));
        return mistakes.stream().distinct().toList();
    }

    /**
     * Names that nobody knows, each with the nearest that somebody does. An environment variable is warned about only: a container's
     * platform may set {@code COMITY_...} of its own.
     */
    public static List<String> unknown(ConfigurableListableBeanFactory beans, Environment environment) {
        FrameworkSettings.doubts(environment).forEach(doubt -> LOG.warn("{}", doubt));
        KnownSettings known = KnownSettings.of(beans);
        Map<String, String> refused = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> OURS.isAncestorOf(name) && !known.has(name) && !INTERNAL.contains(name))
                        .forEach(name -> {
                            if (isOfTheSystem(source)) {
                                LOG.warn("{}", sentence(name, known, " in the environment"));
                            } else {
                                refused.putIfAbsent(
                                        name.toString(),
                                        sentence(name, known, place(source.getConfigurationProperty(name))));
                            }
                        });
            }
        }
        return List.copyOf(refused.values());
    }

    static boolean isOfTheSystem(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource system
                && system.getName().contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    private static String sentence(ConfigurationPropertyName name, KnownSettings known, String place) {
        return "there is no setting " + name + place
                + known.nearest(name)
                        .map(near -> ": do you mean " + near.replace(".*", "[...]") + "?")
                        .orElse(": see docs/settings.md");
    }

    /** File and line, if it came from a file. */
    static String place(@Nullable ConfigurationProperty property) {
        return inText(property).map(origin -> " (" + origin + ")").orElse("");
    }

    /** Where it stands in a file; empty if it came from elsewhere. */
    static Optional<TextResourceOrigin> inText(@Nullable ConfigurationProperty property) {
        Origin origin = Origin.from(property);
        if (origin instanceof PropertySourceOrigin wrapped) {
            origin = wrapped.getOrigin();
        }
        return origin instanceof TextResourceOrigin text ? Optional.of(text) : Optional.empty();
    }

    /** @param where the setting and its place, and what a sentence needs before the reason; empty if nobody can tell */
    private record Unusable(String where, String reason) {}

    private static List<Unusable> unusable(ConfigurableListableBeanFactory beans, Environment environment) {
        Binder binder = Binder.get(environment);
        List<Unusable> mistakes = new ArrayList<>();
        for (Class<?> record : KnownSettings.records(beans)) {
            try {
                binder.bindOrCreate(KnownSettings.prefix(record), Bindable.of(record));
            } catch (BindException wrong) {
                String reason = reason(wrong);
                String where = Optional.ofNullable(wrong.getProperty())
                        .map(property -> property.getName() + place(property) + ": ")
                        .orElseGet(() -> placesOfNamed(reason, wrong, environment));
                mistakes.add(new Unusable(where, reason));
            }
        }
        return mistakes;
    }

    /** A record that does not take a value says which setting it means; where that stands, or its group, is looked up. */
    private static String placesOfNamed(String reason, BindException wrong, Environment environment) {
        Matcher named = NAMED.matcher(reason);
        String name = named.find() ? named.group() : wrong.getName().toString();
        return firstBelow(name, environment).map(found -> found + ": ").orElse("");
    }

    private static Optional<String> firstBelow(String name, Environment environment) {
        if (!ConfigurationPropertyName.isValid(name)) {
            return Optional.empty();
        }
        ConfigurationPropertyName sought = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                Optional<ConfigurationProperty> first = names.stream()
                        .filter(one -> one.equals(sought) || sought.isAncestorOf(one))
                        .findFirst()
                        .map(source::getConfigurationProperty);
                if (first.isPresent()) {
                    return first.map(one -> one.getName() + place(one));
                }
            }
        }
        return Optional.empty();
    }

    /** What our records and the JDK's parsers say is fit to be read; what converters say names classes. */
    private static String reason(BindException wrong) {
        Throwable root = wrong;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IllegalArgumentException || root instanceof DateTimeException
                ? String.valueOf(root.getMessage())
                : "the value is none of the kind that this setting takes";
    }
}
