package org.comity.delivery.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.comity.journal.Errand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.JmsException;
import org.springframework.util.FileSystemUtils;

class EmbeddedBrokerTest {
    private static final String PASSWORD = "nobody's but ours";

    @TempDir
    Path data;

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private Queues.Broker broker;

    @BeforeEach
    void start() {
        broker = Queues.Broker.of(settings(), new SecureRandom());
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        broker.stop();
    }

    @Test
    void keepsAnIdOverARestart() throws Exception {
        send(Address.OUTBOUND, session -> session.createTextMessage("0198-id"));
        broker.stop();
        broker = Queues.Broker.of(settings(), new SecureRandom());
        assertThat(receive(Address.OUTBOUND).getBody(String.class)).isEqualTo("0198-id");
    }

    @Test
    void admitsNobodyWithoutTheSecretOfThisStart() { // THREAT-104
        String url = broker.embedded().orElseThrow().url();
        assertThatThrownBy(() -> connect(new ActiveMQConnectionFactory(url, "admin", "admin")))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connect(new ActiveMQConnectionFactory(url))).isInstanceOf(JMSException.class);
    }

    @Test
    void refusesAnAmqpDoorOnEveryAddressOrWithAShortPassword() { // THREAT-104
        Path store = data.resolve("tls.p12");
        assertThatThrownBy(() -> new BrokerSettings.Amqp(
                        "0.0.0.0", 5671, store, Optional.of("x"), Map.of("a", "sixteen-or-longer")))
                .hasMessageContaining("never all of them");
        assertThatThrownBy(() ->
                        new BrokerSettings.Amqp("127.0.0.1", 5671, store, Optional.of("x"), Map.of("admin", "admin")))
                .hasMessageContaining("at least 16");
        assertThatThrownBy(() -> new BrokerSettings.Amqp(
                        "127.0.0.1", 5671, null, Optional.empty(), Map.of("a", "sixteen-or-longer")))
                .hasMessageContaining("TLS only");
    }

    @Test
    void refusesAnExternalBrokerWithThePasswordOfItsMaker() { // THREAT-104
        assertThatThrownBy(() -> external("tcp://mq.example:61617?sslEnabled=true", "admin"))
                .hasMessageContaining("every attacker tries first");
    }

    @Test
    void refusesAnOpenWireToAnotherMachine() { // THREAT-104
        String options = "?sslEnabled=true&trustStorePath=/etc/comity/broker.p12";
        assertThat(external("(tcp://mq1.example:61617,tcp://mq2.example:61617)" + options, PASSWORD))
                .hasToString(
                        "BrokerSettings[mq1.example, mq2.example, " + settings().amqp() + "]");
        assertThat(external("(tcp://127.0.0.1:61616,tcp://localhost:61617)", PASSWORD)
                        .url())
                .isPresent();
        assertThatThrownBy(() -> external("(tcp://localhost:61616,tcp://mq2.example:61617)", PASSWORD))
                .hasMessageContaining("sslEnabled=true");
        assertThatThrownBy(
                        () -> external("(tcp://mq1.example:61617?sslEnabled=true,tcp://mq2.example:61617)", PASSWORD))
                .hasMessageContaining("behind the closing bracket");
        for (String careless : List.of("&trustAll=true", "&verifyHost=false")) {
            assertThatThrownBy(() -> external("tcp://mq1.example:61617" + options + careless, PASSWORD))
                    .hasMessageContaining("any broker for its own");
        }
        assertThatThrownBy(() -> external("mq1.example:61617", PASSWORD)).hasMessageContaining("tcp://host:port");
    }

    private BrokerSettings external(String url, String password) {
        return new BrokerSettings(
                data,
                Optional.of(url),
                Optional.of("gateway"),
                Optional.of(password),
                settings().amqp(),
                1);
    }

    @Test
    void putsAnObjectMessageAsideUnopened() throws Exception { // THREAT-102, THREAT-103
        listen(Address.INBOUND);
        MockEndpoint seen = camel.getEndpoint("mock:seen", MockEndpoint.class);
        seen.expectedBodiesReceived("a plain id");
        send(Address.INBOUND, session -> session.createObjectMessage(new ArrayList<>()));
        send(Address.INBOUND, session -> session.createTextMessage("a plain id"));
        seen.assertIsSatisfied(60_000);
        Message aside = receive(Address.PARKED);
        assertThat(aside).isInstanceOf(jakarta.jms.ObjectMessage.class);
    }

    @Test
    void letsNoHeaderIntoARouteWhateverItsCase() throws Exception { // THREAT-98
        listen(Address.INBOUND);
        MockEndpoint seen = camel.getEndpoint("mock:seen", MockEndpoint.class);
        seen.expectedMessageCount(1);
        send(Address.INBOUND, session -> {
            Message id = session.createTextMessage("an id");
            id.setStringProperty("CamelHttpUri", "http://127.0.0.1:1/");
            id.setStringProperty("CAMELBeanMethodName", "delete");
            id.setStringProperty("camelFileName", "x");
            id.setStringProperty("anything", "x");
            return id;
        });
        seen.assertIsSatisfied(60_000);
        assertThat(seen.getExchanges().getFirst().getIn().getHeaders().keySet())
                .doesNotContain("CamelHttpUri", "CAMELBeanMethodName", "camelFileName", "anything")
                .allMatch(name -> name.startsWith("JMS") || name.equals("CamelMessageTimestamp"));
    }

    @Test // THREAT-121: who sends hears no, and says so in the log; nobody waits with a transaction open
    void refusesAtOnceWhileTheDiskIsNearlyFull() throws Exception {
        broker.stop();
        broker = new Queues.Broker(broker.connections(), Optional.empty());
        EmbeddedBroker full = EmbeddedBroker.start(settings(), new SecureRandom(), Long.MAX_VALUE, ended::add);
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new ActiveMQConnectionFactory(full.url(), EmbeddedBroker.GATEWAY, full.password()));
        try {
            QueueSender sender = new QueueSender(pool);
            await("the disk was looked at").untilAsserted(() -> {
                assertThatThrownBy(() -> sender.tell(List.of(new QueueSender.StatusEvent("1", "{}"))))
                        .isInstanceOf(JmsException.class);
                assertThatThrownBy(() -> sender.send(
                                List.of(new Errand(
                                        1, Address.INBOUND.queue(), "an id", "p", null, 5, Instant.EPOCH, 1)),
                                Duration.ofMinutes(2)))
                        .isInstanceOf(JmsException.class);
            });
        } finally {
            pool.stop();
            full.stop();
        }
        assertThat(ended).isEmpty();
    }

    @Test // THREAT-121: a disk that fails ends the process, and the next start recovers
    void tellsWhenItsDiskFails() throws Exception {
        broker.stop();
        EmbeddedBroker alone = EmbeddedBroker.start(settings(), new SecureRandom(), 1, ended::add);
        broker = new Queues.Broker(
                new ActiveMQConnectionFactory(alone.url(), EmbeddedBroker.GATEWAY, alone.password()),
                Optional.of(alone));
        FileSystemUtils.deleteRecursively(data.resolve("journal"));
        String text = "x".repeat(50_000);
        await("the journal needs its next file").atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                send(Address.OUTBOUND, session -> session.createTextMessage(text));
            } catch (JMSException broken) {
                // the alarm is what is waited for
            }
            return !ended.isEmpty();
        });
        assertThat(ended).first().asString().contains("Exception");
    }

    @Test // THREAT-121: or a gateway without a broker would go on
    void tellsWhenItsDiskFailsWhileItStarts() throws Exception {
        broker.stop();
        broker = new Queues.Broker(broker.connections(), Optional.empty());
        FileSystemUtils.deleteRecursively(data);
        Files.createDirectories(
                data.resolve("journal/activemq-data-2.amq.tmp/in-the-way")); // where the broker would write
        EmbeddedBroker failing = EmbeddedBroker.start(settings(), new SecureRandom(), 1, ended::add);
        try {
            await().until(() -> !ended.isEmpty());
        } finally {
            failing.stop();
        }
    }

    private BrokerSettings settings() {
        return new BrokerSettings(
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BrokerSettings.Amqp("127.0.0.1", 0, null, Optional.empty(), Map.of()),
                2);
    }

    private void listen(Address address) throws Exception {
        Queues queues = new Queues();
        JmsComponent jms = queues.jms(broker, queues.queueConnections(broker), settings());
        camel.addComponent("jms", jms);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:" + address.queue()).convertBodyTo(String.class).to("mock:seen");
            }
        });
        camel.start();
    }

    private interface Making {
        Message message(Session session) throws JMSException;
    }

    private void send(Address address, Making making) throws JMSException {
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession()) {
            session.createProducer(session.createQueue(address.queue())).send(making.message(session));
        }
    }

    private Message receive(Address address) throws JMSException {
        return receive(address, 20_000);
    }

    private Message receive(Address address, long milliseconds) throws JMSException {
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(address.queue()))) {
            connection.start();
            return consumer.receive(milliseconds);
        }
    }

    private static void connect(ConnectionFactory connections) throws JMSException {
        try (Connection connection = connections.createConnection()) {
            connection.start();
            connection.createSession().close();
        }
    }
}
