package org.comity.delivery.queues;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.comity.journal.LostPart;

/**
 * A persistent Artemis broker inside this process: reachable in-vm only unless AMQP is opened, security on, secrets made anew at each
 * start and known to nobody else (THREAT-104). Losing its directory loses nothing: outbox rows stay until their work is done.
 */
public final class EmbeddedBroker {

    static final String GATEWAY = "gateway";
    static final String SYSTEMS = "systems";

    private static final int SECRET_BYTES = 32;

    /** Bytes free on the disk below which senders are refused, before the journal itself could fail (THREAT-121); health speaks at 2 GB. */
    private static final long DISK_FREE_BYTES = 256L * 1024 * 1024;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int vmId;
    private final String password;
    private volatile boolean serves;

    private EmbeddedBroker(BrokerSettings settings, SecureRandom random, long freeBytes) throws Exception {
        this.vmId = random.nextInt(1, Integer.MAX_VALUE);
        this.password = secret(random);
        server.setConfiguration(configuration(settings, secret(random)).setMinDiskFree(freeBytes));
        server.setSecurityManager(new ActiveMQJAASSecurityManager(
                InVMLoginModule.class.getName(), users(settings.amqp().users())));
    }

    /** Starts the broker and waits until it serves. If it ends by itself later, so does the process. */
    public static EmbeddedBroker start(BrokerSettings settings, SecureRandom random) {
        return start(
                settings,
                random,
                DISK_FREE_BYTES,
                why -> LostPart.endTheProcess("the embedded broker of " + settings.data(), why));
    }

    /** @param ended told why the broker can serve no longer: its disk failed, or has not answered for two minutes */
    static EmbeddedBroker start(BrokerSettings settings, SecureRandom random, long freeBytes, Consumer<String> ended) {
        try {
            EmbeddedBroker broker = new EmbeddedBroker(settings, random, freeBytes);
            broker.start(ended);
            return broker;
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker does not start in " + settings.data(), e);
        }
    }

    private void start(Consumer<String> ended) throws Exception {
        server.createActiveMQServer();
        CompletableFuture<String> trouble = new CompletableFuture<>();
        ActiveMQServer broker = server.getActiveMQServer();
        broker.registerIOCriticalErrorListener((why, said, file) -> trouble.complete(why.toString()));
        server.start();
        broker.getCriticalAnalyzer().addAction(stuck -> trouble.complete("it does not answer: " + stuck));
        serves = true;
        var unused = trouble.thenAccept(why -> told(why, ended)); // at once, if its disk failed while it started
    }

    private void told(String why, Consumer<String> ended) {
        if (serves) {
            ended.accept(why);
        }
    }

    /** For connections from within this process. */
    String url() {
        return "vm://" + vmId;
    }

    String password() {
        return password;
    }

    /** Messages that lie in {@code queue} or are being worked on; 0 if there is no such queue. */
    long depth(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    public void stop() throws Exception {
        serves = false;
        server.stop();
    }

    private SecurityConfiguration users(Map<String, String> amqpUsers) {
        SecurityConfiguration users = new SecurityConfiguration();
        amqpUsers.forEach((name, secret) -> {
            if (name.equals(GATEWAY)) {
                throw new IllegalArgumentException("the user name " + GATEWAY + " is the gateway's own");
            }
            users.addUser(name, secret);
            users.addRole(name, SYSTEMS);
            users.addRole(name, BrokerRoles.repliesOf(name));
        });
        users.addUser(GATEWAY, password);
        users.addRole(GATEWAY, GATEWAY);
        return users;
    }

    private Configuration configuration(BrokerSettings settings, String clusterPassword) throws Exception {
        Path data = settings.data().toAbsolutePath();
        Configuration broker = new ConfigurationImpl()
                .setName("comity")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO) // the kind that was killed and measured
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalDatasync(true)
                .setSecurityEnabled(true)
                .setClusterUser("cluster")
                .setClusterPassword(clusterPassword)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://" + vmId);
        if (settings.amqp().isOpen()) {
            broker.addAcceptorConfiguration("amqp", acceptor(settings.amqp()));
        }
        broker.registerBrokerPlugin(new LargestMessage());
        BrokerBounds.byAddress().forEach(broker::addAddressSetting);
        BrokerRoles.byAddress(settings.amqp().users().keySet())
                .forEach((address, roles) -> broker.putSecurityRoles(address, Set.copyOf(roles)));
        addresses().forEach(broker::addAddressConfiguration);
        settings.amqp().users().keySet().forEach(user -> broker.addResourceLimitSettings(BrokerBounds.of(user)));
        return broker;
    }

    private static String acceptor(BrokerSettings.Amqp amqp) {
        return "tcp://" + amqp.host() + ":" + amqp.port()
                + "?protocols=AMQP;sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
                + Objects.requireNonNull(amqp.keyStore()).toAbsolutePath() + ";keyStorePassword="
                + amqp.keyStorePassword().orElseThrow()
                + ";enabledProtocols=TLSv1.3,TLSv1.2;amqpMaxFrameSize=131072;connectionsAllowed=64;handshake-timeout=10"
                + ";amqpCredits=" + BrokerBounds.CREDITS + ";amqpLowCredits=" + BrokerBounds.LOW_CREDITS;
    }

    private static List<CoreAddressConfiguration> addresses() {
        List<CoreAddressConfiguration> all = new ArrayList<>();
        for (Address address : Address.values()) {
            CoreAddressConfiguration one = new CoreAddressConfiguration().setName(address.queue());
            all.add(
                    address == Address.STATUS
                            ? one.addRoutingType(RoutingType.MULTICAST)
                            : one.addRoutingType(RoutingType.ANYCAST)
                                    .addQueueConfig(QueueConfiguration.of(address.queue())
                                            .setRoutingType(RoutingType.ANYCAST)
                                            .setDurable(true)));
        }
        all.add(new CoreAddressConfiguration()
                .setName(BrokerBounds.DROPPED)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(BrokerBounds.DROPPED)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(false)
                        .setRingSize(1L)));
        return all;
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
