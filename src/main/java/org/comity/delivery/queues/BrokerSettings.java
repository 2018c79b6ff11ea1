package org.comity.delivery.queues;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.comity.delivery.Wire;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the queues live: in a broker inside this process (the default), or in one that others run.
 *
 * @param data directory of the embedded broker's journal
 * @param url of an external Artemis broker or pair, {@code tcp://host:port?..} or {@code (tcp://host:port,tcp://host:port)?..}; the embedded
 *     one is then not started
 * @param user and password at the external broker; the embedded one makes its own secrets at each start
 * @param amqp the door for an agency's own systems at the embedded broker; shut unless it has a port
 * @param consumers concurrent consumers of the queue of what goes out (virtual threads), 1 to 512; the other queues have fewer
 */
@ConfigurationProperties("comity.broker")
public record BrokerSettings(
        @DefaultValue("data/artemis") Path data,
        @DefaultValue Optional<String> url,
        @DefaultValue Optional<String> user,
        @DefaultValue Optional<String> password,
        @DefaultValue Amqp amqp,
        @DefaultValue("64") int consumers) {

    private static final Pattern HOST = Pattern.compile("tcp://([^:/?,)]+|\\[[^]]*])");

    private static final Pattern OPTION = Pattern.compile("(?<=[?&;])[^=&;]+=[^&;]*");

    /** THREAT-104: as brokers are shipped. */
    private static final Set<String> FACTORY_PASSWORDS = Set.of("admin", "artemis", "guest", "password", "");

    public BrokerSettings {
        if (url.isPresent() && (user.isEmpty() || password.isEmpty())) {
            throw new IllegalArgumentException("comity.broker.url needs comity.broker.user and comity.broker.password");
        }
        if (password.filter(FACTORY_PASSWORDS::contains).isPresent()) {
            throw new IllegalArgumentException("comity.broker.password is one that every attacker tries first");
        }
        if (url.isPresent() && amqp.isOpen()) {
            throw new IllegalArgumentException(
                    "comity.broker.amqp is a door of the embedded broker; an external one has its own");
        }
        url.ifPresent(BrokerSettings::refuseAnOpenWire);
        if (consumers < 1 || consumers > 512) {
            throw new IllegalArgumentException("comity.broker.consumers is 1 to 512");
        }
    }

    /** Submissions and the password travel on it (THREAT-104). */
    private static void refuseAnOpenWire(String url) {
        List<String> hosts = hosts(url);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "comity.broker.url is tcp://host:port or (tcp://host:port,tcp://host:port), and options after a ?");
        }
        if (hosts.stream().allMatch(Wire::staysHere)) {
            return;
        }
        if (url.indexOf(')') > url.indexOf('?') && url.contains("?")) { // of one host only
            throw new IllegalArgumentException(
                    "comity.broker.url has its options behind the closing bracket, for both hosts");
        }
        if (!OPTION.matcher(url).results().map(MatchResult::group).toList().contains("sslEnabled=true")) {
            throw new IllegalArgumentException("comity.broker.url leaves this machine without sslEnabled=true");
        }
        if (url.contains("trustAll=true") || url.contains("verifyHost=false")) {
            throw new IllegalArgumentException(
                    "comity.broker.url takes any broker for its own: leave trustAll and verifyHost out");
        }
    }

    private static List<String> hosts(String url) {
        return HOST.matcher(url).results().map(found -> found.group(1)).toList();
    }

    /**
     * AMQP 1.0 over TLS, no other protocol (THREAT-104).
     *
     * @param port 0: shut
     * @param keyStore PKCS#12 with the broker's TLS key
     * @param users name to password, 16 characters or more
     */
    public record Amqp(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("0") int port,
            @Nullable Path keyStore,
            @DefaultValue Optional<String> keyStorePassword,
            @DefaultValue Map<String, String> users) {

        private static final int SHORTEST_PASSWORD = 16;

        public Amqp {
            users = Map.copyOf(users);
            if (port != 0) {
                refuseAnOpenDoor(host, keyStore, keyStorePassword, users);
            }
        }

        public boolean isOpen() {
            return port != 0;
        }

        private static void refuseAnOpenDoor(
                String host, @Nullable Path keyStore, Optional<String> keyStorePassword, Map<String, String> users) {
            if (host.equals("0.0.0.0") || host.equals("::")) {
                throw new IllegalArgumentException("comity.broker.amqp.host names one address, never all of them");
            }
            if (keyStore == null || keyStorePassword.isEmpty()) {
                throw new IllegalArgumentException(
                        "comity.broker.amqp needs a key-store and its password: AMQP is TLS only");
            }
            if (!users.keySet().stream().allMatch(name -> name.matches("[A-Za-z0-9_-]{1,40}"))) {
                throw new IllegalArgumentException("a user of comity.broker.amqp has 1 to 40 of A-Z a-z 0-9 _ -");
            }
            if (users.isEmpty()
                    || users.values().stream().anyMatch(password -> password.length() < SHORTEST_PASSWORD)) {
                throw new IllegalArgumentException(
                        "comity.broker.amqp.users needs a user, each with a password of at least " + SHORTEST_PASSWORD);
            }
        }

        /** Without passwords. */
        @Override
        public String toString() {
            return "Amqp[" + host + ":" + port + ", users=" + users.keySet() + "]";
        }
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "BrokerSettings["
                + url.map(text -> String.join(", ", hosts(text))).orElse("embedded in " + data) + ", " + amqp + "]";
    }
}
