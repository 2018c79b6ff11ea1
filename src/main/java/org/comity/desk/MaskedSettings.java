package org.comity.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** The settings as they are in force, with every value covered that could be a secret or lead to one (THREAT-112). */
final class MaskedSettings {
    private static final String COVERED = "(set, not shown)";
    private static final List<ConfigurationPropertyName> GROUPS =
            List.of("comity", "spring", "server", "management", "logging", "camel").stream()
                    .map(ConfigurationPropertyName::of)
                    .toList();
    /** A pager's address is as good as its password; users of the broker stand by name over their passwords. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(password|secret|passphrase|token|credential|private|webhook$|\\.users[.\\[]|api-?key)");

    private static final Pattern IN_URL = Pattern.compile("(?i)(password|user|secret|token)=[^&;)\\s]*|//[^/@\\s]*@");

    /** Whoever takes calls over HTTP names the key in it as they like. */
    private static final Pattern QUERY = Pattern.compile("(?i)^(https?://[^?]*\\?).*", Pattern.DOTALL);

    private MaskedSettings() {}

    static String of(Environment environment) {
        Map<String, String> shown = new TreeMap<>();
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> GROUPS.stream().anyMatch(group -> group.isAncestorOf(name)))
                        .forEach(name -> shown.putIfAbsent(
                                name.toString(), shown(name.toString(), environment.getProperty(name.toString(), ""))));
            }
        });
        return shown.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static String shown(String name, String value) {
        if (value.isEmpty()) {
            return value;
        }
        boolean isPlace = name.endsWith("-file"); // where a secret lies is none
        return SECRET.matcher(name).find() && !isPlace
                ? COVERED
                : IN_URL.matcher(QUERY.matcher(value).replaceFirst("$1(covered)"))
                        .replaceAll("(covered)")
                        .replaceAll("\\p{Cntrl}", "?");
    }
}
