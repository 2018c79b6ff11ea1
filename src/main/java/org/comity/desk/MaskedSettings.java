package org.comity.desk;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "(?i)(password|secret|passphrase|token|credential|private|webhook$|\\.users[.\\[]|(api|access)-?key|authorization"
                    + "|^spring\\.application\\.json$)");

    private static final Pattern IN_URL = Pattern.compile("(?i)(password|user|secret|token)=[^&;)\\s]*|//[^/@\\s]*@");

    /** Whoever takes calls over HTTP names the key in it as they like. */
    private static final Pattern QUERY = Pattern.compile("(?i)^(https?://[^?]*\\?).*", Pattern.DOTALL);

    /** What stands inside has names of its own, which are not looked at here; a list of names or a pattern of a log line is no such value. */
    private static final Pattern JSON = Pattern.compile("^\\s*(\\{|\\[\\s*[{\\[\"]).*", Pattern.DOTALL);

    /** Whoever takes traces may put the key into the path. */
    private static final Pattern KEY_IN_PATH = Pattern.compile("(?i)\\.otlp$");

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
        if ((SECRET.matcher(name).find() && !isPlace) || JSON.matcher(value).matches()) {
            return COVERED;
        } else if (KEY_IN_PATH.matcher(name).find()) {
            return host(value).orElse(COVERED);
        }
        return IN_URL.matcher(QUERY.matcher(value).replaceFirst("$1(covered)"))
                .replaceAll("(covered)")
                .replaceAll("\\p{Cntrl}", "?");
    }

    /** Empty if {@code address} is none: what is odd about it may be the key. */
    private static Optional<String> host(String address) {
        try {
            URI url = URI.create(address);
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return Optional.ofNullable(url.getHost()).map(host -> url.getScheme() + "://" + host + port + "/(covered)");
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }
}
